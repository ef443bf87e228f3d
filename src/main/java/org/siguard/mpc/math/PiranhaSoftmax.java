package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;

/**
 * Piranha's rule: t = x - max; w = t/2 + 1, or 0 where t &lt; -2; p = w over its sum.
 *
 * <p>It is 2w = t + 2 that is computed, so that nothing is rounded before the division; 2w has a sum between 2 and 2K.
 *
 * <p>Backwards: the gradient with respect to t_i is (v_i - sum_j v_j p_j) / (2 sum of w) where t_i &gt;= -2 and 0 elsewhere; at the
 * first maximum the sum of all of them is subtracted, since every t depends on it. 6 rounds.
 */
final class PiranhaSoftmax {
    private PiranhaSoftmax() {
    }

    static Softmax of(FullRing engine, Shared x) {
        int f = engine.fixedPoint().fractionalBits();
        int classes = x.shape().extent(-1);
        Argmax winner = Argmax.of(engine, x);
        Shared below = engine.subtract(x, Rows.widen(engine, winner.maximum(), classes));
        Shared twice = engine.add(below, RingTensor.filled(x.shape(), 2 * engine.fixedPoint().one()));
        Bits inside = engine.not(engine.negative(twice));
        Shared weights = engine.select(inside, twice);
        Shared inverse = Reciprocal.ofSum(engine, engine.sumLast(weights), classes, 1);
        Shared p = engine.product(Bilinear.ROW_SCALE, weights, inverse, f + 1 + Tables.GAIN);
        return new Softmax(p, winner.oneHot(), v -> engine.meter().in("softmax backward", () -> {
            Shared gradient = engine.product(Bilinear.ROW_SCALE, Softmax.centred(engine, p, v), inverse, f + 1 + Tables.GAIN);
            return Softmax.throughMaximum(engine, winner.oneHot(), engine.select(inside, gradient));
        }));
    }
}
