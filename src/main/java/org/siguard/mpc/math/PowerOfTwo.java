package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Finds the power of a base that a positive integer lies just above, by comparing it with all of them at once. */
final class PowerOfTwo {
    private PowerOfTwo() {
    }

    /**
     * For x with base^j &lt;= x / 2^unitBits &lt; base^(j+1), 0 &lt;= j &lt;= top, where base is 2^baseBits: the bits
     * [x / 2^unitBits &gt;= base^i] for i = 1 to top, as integers [n, top]. For smaller x all are 0.
     */
    static Shared exponentBits(FullRing engine, Shared x, int unitBits, int baseBits, int top) {
        int rows = x.shape().size();
        long[] powers = new long[rows * top];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = -(1L << unitBits + baseBits * (i % top + 1));
        }
        Shape shape = Shape.of(rows, top);
        Bits below = engine.negative(engine.add(Rows.widen(engine, x, top), RingTensor.of(shape, powers)));
        return engine.toRing(engine.not(below));
    }

    /** base^(top - j) for the j that {@link #exponentBits} stand for: [n, 1]. */
    static Shared complement(FullRing engine, Shared exponentBits, int baseBits) {
        int top = exponentBits.shape().extent(-1);
        int rows = exponentBits.shape().rows();
        long[] steps = new long[top];
        for (int i = 0; i < top; i++) {
            steps[i] = (1L << baseBits * (top - i - 1)) - (1L << baseBits * (top - i));
        }
        Shared sum = engine.product(Bilinear.MATRIX, exponentBits, RingTensor.of(Shape.of(top, 1), steps));
        return engine.add(sum, RingTensor.filled(Shape.of(rows, 1), 1L << baseBits * top));
    }
}
