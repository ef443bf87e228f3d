package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.RingTensor;

/**
 * <ol>
 * <li>The largest element, by {@link Argmax}.
 * <li>u = maximum - x; e = exp(-u), or 0 where u is {@link DecayingExponential#LIMIT} or more, far below the last place.
 * <li>e divided by its sum, which is between 1 and the number of classes.
 * </ol>
 * Exponentials and their sum have 26 fractional bits, whatever the engine has: the result is off by little more than its last place.
 * Backwards: p_i * (v_i - sum_j v_j p_j).
 */
final class ExactSoftmax {
    private ExactSoftmax() {
    }

    static Softmax of(FullRing engine, Shared x) {
        int classes = x.shape().extent(-1);
        int f = engine.fixedPoint().fractionalBits();
        DecayingExponential function = DecayingExponential.finest(f);
        Argmax winner = Argmax.of(engine, x);
        Shared below = engine.subtract(Rows.widen(engine, winner.maximum(), classes), x);
        long limit = Math.round(DecayingExponential.LIMIT * engine.fixedPoint().one());
        Bits near = engine.negative(engine.add(below, RingTensor.filled(x.shape(), -limit)));
        Shared exponentials = engine.select(near, engine.evaluate(function, below));
        Shared inverse = Reciprocal.ofSum(engine, engine.sumLast(exponentials), classes, function.gain());
        Shared p = engine.product(Bilinear.ROW_SCALE, exponentials, inverse, f + function.gain() + Tables.GAIN);
        return new Softmax(p, winner.oneHot(), v -> Softmax.backward(engine, p, v));
    }
}
