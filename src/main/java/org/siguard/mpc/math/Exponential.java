package org.siguard.mpc.math;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;

/**
 * e^x for every x, to the last place below zero and to a relative error of about 2^-f above: 2^k * e^(x - k ln 2), where k is found by
 * comparison and the rest comes from a table. No power is ever reached by squaring.
 *
 * <ol>
 * <li>Compare x with k ln 2 for all k up to the bound, and with {@value #LEAST}.
 * <li>u = (k + 1) ln 2 - x, which is in (0, ln 2] for x &gt;= 0 and reaches to 28 below; 2 e^(-u) from a table.
 * <li>Times 2^k, or 0 below {@value #LEAST}, where e^x is under half of every last place.
 * <li>From the bound on: the largest number that a product with 1 can take, one unit below 2^(62 - 2f).
 * </ol>
 * (k + 1) ln 2, 2^k and the saturated value are linear in the answers of step 1 ({@link Staircase}). 7 rounds.
 */
public final class Exponential {
    private static final int LEAST = -27;

    private Exponential() {
    }

    /** Saturates from x = (62 - 2f) ln 2 on: at 20.8 for 16 fractional bits, 31.9 for 8, 9.7 for 24. */
    public static Shared of(FullRing engine, Shared x) {
        return upTo(engine, x, 62 - 2 * engine.fixedPoint().fractionalBits());
    }

    /** Saturates at one unit in the last place below 2^doublings, which spares the comparisons beyond. */
    static Shared upTo(FullRing engine, Shared x, int doublings) {
        return engine.meter().in("exponential", () -> {
            int f = engine.fixedPoint().fractionalBits();
            long[] thresholds = new long[doublings + 2];
            long[] start = new long[doublings + 3];
            long[] power = new long[doublings + 3];
            long[] saturated = new long[doublings + 3];
            thresholds[0] = LEAST * engine.fixedPoint().one();
            for (int k = 0; k <= doublings; k++) {
                thresholds[k + 1] = multipleOfLogTwo(k, f);
            }
            for (int k = -1; k < doublings; k++) {
                start[k + 2] = multipleOfLogTwo(Math.max(k, 0) + 1, f);
                power[k + 2] = 1L << Math.max(k, 0);
            }
            saturated[doublings + 2] = (1L << doublings + f) - 1;

            Staircase staircase = Staircase.of(engine, x, thresholds);
            Shared u = engine.subtract(staircase.levels(start), x);
            Shared mantissa = engine.evaluate(new DecayingExponential(f, 1), u);
            Shared scaled = engine.product(Bilinear.ELEMENTWISE, mantissa, staircase.levels(power), 0);
            return engine.add(scaled, staircase.levels(saturated));
        });
    }

    /** k ln 2 as a ring element. */
    private static long multipleOfLogTwo(int k, int fractionalBits) {
        return Math.round(Math.scalb(k * Math.log(2), fractionalBits));
    }
}
