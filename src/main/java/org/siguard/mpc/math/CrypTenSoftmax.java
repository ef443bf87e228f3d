package org.siguard.mpc.math;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;

/**
 * CrypTen's rule: t = x - max; w = (1 + t/512)^512; p = w over its sum.
 *
 * <ol>
 * <li>b = 1 + t/512, or 0 where t &lt;= -512: as published, the power would rise again there, and beyond -1024 without bound.
 * <li>Nine squarings, with {@value #BITS} fractional bits: a relative error of at most 2^-20 in w. With the engine's own bits t/512
 * would lose nine of them, and the squarings nine more.
 * <li>w divided by its sum, which is between 1 and the number of classes.
 * </ol>
 * Backwards: the gradient with respect to t_i is p_i (v_i - sum_j v_j p_j) / b_i, and 0 where b is 0; at the first maximum the sum of
 * all of them is subtracted, since every t depends on it. 9 rounds.
 */
final class CrypTenSoftmax {
    private static final int SQUARINGS = 9;
    /** Of b and its powers. */
    private static final int BITS = 30;
    /** Of w, as many as fit beside the reciprocal of their sum. */
    private static final int RESULT_BITS = 26;

    private CrypTenSoftmax() {
    }

    static Softmax of(FullRing engine, Shared x) {
        int f = engine.fixedPoint().fractionalBits();
        int classes = x.shape().extent(-1);
        Argmax winner = Argmax.of(engine, x);
        Shared below = engine.subtract(x, Rows.widen(engine, winner.maximum(), classes));
        int up = BITS - SQUARINGS - f;
        Shared part = up >= 0 ? engine.scale(below, 1L << up) : engine.truncate(below, -up);
        Shared power = Relu.of(engine, engine.add(part, RingTensor.filled(x.shape(), 1L << BITS))).value();
        for (int i = 1; i <= SQUARINGS; i++) {
            power = engine.product(Bilinear.ELEMENTWISE, power, power, i < SQUARINGS ? BITS : 2 * BITS - RESULT_BITS);
        }
        Shared inverse = Reciprocal.ofSum(engine, engine.sumLast(power), classes, RESULT_BITS - f);
        Shared p = engine.product(Bilinear.ROW_SCALE, power, inverse, RESULT_BITS + Tables.GAIN);
        return new Softmax(p, winner.oneHot(), v -> engine.meter().in("softmax backward", () -> {
            // 1 / b; where the table ends, at t = -16, p is no more than two units in the last place, and 1 / b is near 1 still.
            Shared slope = engine.evaluate(Tables.limitSlope(f), engine.scale(below, -1));
            Shared gradient = engine.product(Bilinear.ELEMENTWISE, Softmax.backward(engine, p, v), slope, f);
            return Softmax.throughMaximum(engine, winner.oneHot(), gradient);
        }));
    }
}
