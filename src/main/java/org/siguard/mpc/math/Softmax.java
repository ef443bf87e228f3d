package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.RingTensor;

/**
 * The exact softmax of every row, and the winner that it is computed from.
 *
 * <ol>
 * <li>The largest element, by {@link Argmax}.
 * <li>u = maximum - x; e = exp(-u), or 0 where u is {@link DecayingExponential#LIMIT} or more, far below the last place.
 * <li>e divided by its sum, which is between 1 and the number of classes.
 * </ol>
 *
 * @param probabilities [n, k]
 * @param oneHot        1 at the largest element of x: [n, k]
 */
public record Softmax(Shared probabilities, Bits oneHot) {

    public static Softmax of(FullRing engine, Shared x) {
        return engine.meter().in("softmax", () -> {
            int classes = x.shape().extent(-1);
            int f = engine.fixedPoint().fractionalBits();
            Argmax winner = Argmax.of(engine, x);
            Shared below = engine.subtract(Rows.widen(engine, winner.maximum(), classes), x);
            long limit = Math.round(DecayingExponential.LIMIT * engine.fixedPoint().one());
            Bits near = engine.negative(engine.add(below, RingTensor.filled(x.shape(), -limit)));
            Shared exponentials = engine.select(near, engine.evaluate(new DecayingExponential(f), below));
            Shared inverse = Reciprocal.of(engine, engine.sumLast(exponentials), classes);
            return new Softmax(engine.product(Bilinear.ROW_SCALE, exponentials, inverse, f), winner.oneHot());
        });
    }

    /** The softmax Jacobian at p times v: p_i * (v_i - sum_j v_j p_j). */
    public static Shared backward(FullRing engine, Shared p, Shared v) {
        return engine.meter().in("softmax backward", () -> {
            int f = engine.fixedPoint().fractionalBits();
            int classes = p.shape().extent(-1);
            Shared mean = engine.product(Bilinear.ROW_DOT, v, p, f);
            Shared centred = engine.subtract(v, Rows.widen(engine, mean, classes));
            return engine.product(Bilinear.ELEMENTWISE, p, centred, f);
        });
    }
}
