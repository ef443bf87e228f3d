package org.siguard.mpc.math;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * The rule of Aly and Smart: y = x - mean; w = 2^(y / ln 2), as a power of two for the integer part times a function of the fraction;
 * p = w over its sum.
 *
 * <p>As published it overflows where an element is far above the mean. Here rows whose largest y is above {@value #DOUBLINGS} ln 2
 * are lowered as a whole until it is there: p is the same, and the winner stays the winner. What is 29 or more below zero then
 * counts as 0, and nothing saturates. Elements below the mean need no reciprocal: {@link Exponential} has a table for them.
 *
 * <p>The function of the fraction is as good as the fixed point, so that p is the exact softmax but for rounding, and is
 * differentiated like it: p_i * (v_i - sum_j v_j p_j). Neither mean nor lowering changes p, so neither is in the derivative.
 */
final class As19Softmax {
    /** No power above 2^this is taken. */
    private static final int DOUBLINGS = 10;

    private As19Softmax() {
    }

    static Softmax of(FullRing engine, Shared x) {
        int f = engine.fixedPoint().fractionalBits();
        int classes = x.shape().extent(-1);
        Argmax winner = Argmax.of(engine, x);
        Shared mean = mean(engine, x);
        // Just below the bound, which itself would already saturate.
        long most = (long) Math.floor(Math.scalb(DOUBLINGS * Math.log(2), f)) - 1;
        Shared above = engine.subtract(winner.maximum(), mean);
        Shared excess = Relu.of(engine, engine.add(above, RingTensor.filled(above.shape(), -most))).value();
        Shared y = engine.subtract(x, Rows.widen(engine, engine.add(mean, excess), classes));
        Shared powers = Exponential.upTo(engine, y, DOUBLINGS);
        int sumBits = f + DOUBLINGS + 33 - Integer.numberOfLeadingZeros(classes);
        Shared p = Proportions.of(engine, powers, Scaling.upTo(f - 1, 1, sumBits)).values();
        return new Softmax(p, winner.oneHot(), v -> Softmax.backward(engine, p, v));
    }

    /** The mean of every row, off by so little that it lowers or raises the row as a whole: [n, 1]. */
    private static Shared mean(FullRing engine, Shared x) {
        int classes = x.shape().extent(-1);
        int rows = x.shape().rows();
        int shift = 24;
        Shared sum = engine.sumLast(x);
        long part = Math.round((double) (1L << shift) / classes);
        return engine.truncate(engine.product(Bilinear.ELEMENTWISE, sum, RingTensor.filled(Shape.of(rows, 1), part)), shift);
    }
}
