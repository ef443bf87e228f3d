package org.siguard.mpc;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/**
 * An engine for secret tensors over Z/2^64, read as signed integers or fixed-point numbers.
 *
 * <p>Linear operations and changes of shape cost no message. Everything else works on whole tensors at once: a round is paid
 * once, however many elements there are, so programs join independent work into one call ({@link #concat}). Truncation errs
 * by less than one unit in the last place for every value below 2^62 in magnitude. No message's size or number depends on a
 * secret.
 */
public interface FullRing extends Engine {
    /** Takes what an outsider shares. */
    Shared input(Outside from, Shape shape);

    /** Opens a secret to one outsider, and to nobody else. */
    void reveal(Shared secret, Outside to);

    /**
     * What this party kept of a secret since an earlier run with the same parties, as a share of this run: for servers that remember. All of
     * them resume the same secret. The masks stay what they were, so the earlier run's must have been drawn from other keys
     * ({@link Computation} sees to it); no message.
     */
    Shared resume(Shared kept);

    /** A value everybody knows, as a secret. */
    Shared constant(RingTensor value);

    Shared add(Shared a, Shared b);

    Shared subtract(Shared a, Shared b);

    /** Adds a value that everybody knows. */
    Shared add(Shared a, RingTensor known);

    /** Multiplies by a number that everybody knows, without truncation. */
    Shared scale(Shared a, long factor);

    /** Multiplies by a tensor that everybody knows, without truncation. */
    Shared product(Bilinear map, Shared a, RingTensor known);

    Shared reshape(Shared a, Shape shape);

    /** Element i of the result is element {@code source[i]} of {@code a}. */
    Shared gather(Shared a, int[] source, Shape shape);

    /** Elements one after the other, from one on: {@link #gather} of what lies together. No messages. */
    default Shared slice(Shared a, int from, Shape shape) {
        return gather(a, IntStream.range(from, from + shape.size()).toArray(), shape);
    }

    /** All elements one after another, as a tensor of the given shape. */
    Shared concat(Shape shape, List<Shared> parts);

    /** The sum over the last axis, which stays with extent 1. */
    Shared sumLast(Shared a);

    /**
     * A product of two secrets, divided by 2^shift. With a shift of 0 it is exact; otherwise the unscaled product must stay
     * below 2^62 in magnitude.
     */
    Shared product(Bilinear map, Shared a, Shared b, int shift);

    /** Divides by 2^shift, rounded to one of the two neighbours; a must be below 2^62 in magnitude. */
    Shared truncate(Shared a, int shift);

    /** 1 where a is below zero: exact for every ring element. */
    Bits negative(Shared a);

    Bits not(Bits a);

    Bits xor(Bits a, Bits b);

    /** 1 where all of them are 1; they have one shape. */
    Bits all(List<Bits> bits);

    Bits gather(Bits a, int[] source, Shape shape);

    Bits concatBits(Shape shape, List<Bits> parts);

    /** The value where the bit is 1, zero where it is 0. Asking again with the same bits saves a round. */
    Shared select(Bits bits, Shared value);

    /** The bits as integers 0 and 1. */
    Shared toRing(Bits bits);

    /**
     * A smooth function of every element. Outside of the function's domain the result is meaningless (but of the usual size in
     * messages); the domain is the caller's business.
     */
    Shared evaluate(SmoothFunction function, Shared a);
}
