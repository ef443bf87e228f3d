package org.siguard.mpc.math;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;

/**
 * 1 / sqrt(x), to a relative error of about 2^-f and the last place, for x from 4^{@value #LEAST} (or the least power of four that
 * can be encoded, if that is more) to 4^{@value #MOST}. Smaller ones, zero and negative ones saturate at the result of that least
 * number, larger ones give 0.
 *
 * <ol>
 * <li>Find j with 4^j &lt;= x &lt; 4^(j+1) by comparing with all powers of four at once.
 * <li>x' = x * 4^-j, in [1, 4).
 * <li>1 / sqrt(x') from a table, times 2^-j.
 * </ol>
 * 10 rounds.
 */
public final class InverseSquareRoot {
    private static final int LEAST = -5;
    private static final int MOST = 11;

    private InverseSquareRoot() {
    }

    public static Shared of(FullRing engine, Shared x) {
        return engine.meter().in("inverse root", () -> {
            int f = engine.fixedPoint().fractionalBits();
            int least = Math.max(LEAST, -(f / 2));
            Scaling scaling = Scaling.upTo(f + 2 * least, 2, f + 2 * MOST);
            Staircase staircase = Staircase.of(engine, x, scaling.thresholds());
            int shift = scaling.scaledBits() - f;
            Shared narrow = engine.product(Bilinear.ELEMENTWISE, x, staircase.levels(scaling.factors(2)), shift);
            Shared inverse = engine.evaluate(Tables.inverseRoot(f), narrow);
            Shared root = engine.product(Bilinear.ELEMENTWISE, inverse, staircase.levels(scaling.factors(1)), shift / 2 + Tables.GAIN);
            return engine.add(root, staircase.levels(scaling.below(1L << f - least)));
        });
    }
}
