package org.siguard.mpc;

import java.util.List;
import org.siguard.ring.Shape;

/** What every engine asks of its arguments before it sends anything: what was expected, and what came. */
public final class Preconditions {
    /** The offset of 2^62 in truncation must stay a whole number. */
    private static final int MOST_SHIFT = 62;

    private Preconditions() {
    }

    public static void same(String operation, Shape expected, Shape got) {
        require(expected.equals(got), operation + " expects equal shapes, and got " + expected + " and " + got);
    }

    /** Bits that are multiplied have one shape, and there is at least one vector of them. */
    public static void same(String operation, List<? extends Bits> bits) {
        require(!bits.isEmpty(), operation + " expects at least one vector of bits, and got none");
        bits.forEach(other -> same(operation, bits.get(0).shape(), other.shape()));
    }

    /** What is joined must fill the result, neither more nor less. */
    public static void fills(Shape result, List<Shape> parts) {
        long sum = parts.stream().mapToLong(Shape::size).sum();
        require(sum == result.size(), "joining parts into shape " + result + " expects " + result.size() + " elements, and got " + sum
                + " in parts of shapes " + parts);
    }

    public static void shift(int least, int shift) {
        require(shift >= least && shift <= MOST_SHIFT, "a division by 2^shift expects a shift of " + least + " to " + MOST_SHIFT
                + ", and got " + shift);
    }

    /** A function's value is truncated to the engine's fractional bits: it must have more. */
    public static void precision(String function, int resultBits, int fractionalBits) {
        require(resultBits > fractionalBits, function + " is made for fewer than " + resultBits + " fractional bits, and the engine has "
                + fractionalBits);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
