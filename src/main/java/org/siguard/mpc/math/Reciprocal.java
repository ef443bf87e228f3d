package org.siguard.mpc.math;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Shape;

/**
 * 1 / x, to a relative error of about 2^-f and the last place, for |x| from 2^{@value #LEAST} (or one unit in the last place, if
 * that is more) to 2^{@value #MOST}. Smaller ones saturate at the reciprocal of that least number, larger ones give 0.
 *
 * <ol>
 * <li>Find j with 2^j &lt;= x &lt; 2^(j+1) by comparing with all powers of two at once.
 * <li>x' = x * 2^-j, in [1, 2).
 * <li>1 / x' from a table, times 2^-j.
 * </ol>
 * Powers of two are linear in the answers of step 1 ({@link Staircase}), as is the saturation. 10 rounds.
 */
public final class Reciprocal {
    private static final int LEAST = -10;
    private static final int MOST = 21;
    /** Up to here one table is enough for sums. */
    private static final int TABLE_BOUND = 16;

    private Reciprocal() {
    }

    /** Of positive numbers; zero and negative ones saturate at the largest result. */
    public static Shared of(FullRing engine, Shared x) {
        return engine.meter().in("reciprocal", () -> {
            Scaling scaling = reach(engine);
            Staircase staircase = Staircase.of(engine, x, scaling.thresholds());
            Shared inverse = scaled(engine, x, staircase.levels(scaling.factors(1)), scaling);
            return engine.add(inverse, staircase.levels(scaling.below(saturated(engine, scaling))));
        });
    }

    /**
     * Of numbers of either sign: x and -x are compared with the powers at once, so that the sign comes with the power. Zero gives
     * zero.
     */
    public static Shared ofSigned(FullRing engine, Shared x) {
        return engine.meter().in("reciprocal", () -> {
            Scaling scaling = reach(engine);
            int n = x.shape().size();
            Shared both = engine.concat(Shape.of(2 * n), List.of(x, engine.scale(x, -1)));
            long[] thresholds = scaling.thresholds();
            Staircase staircase = Staircase.of(engine, both, withZero(1, thresholds));
            Shared factor = difference(engine, staircase.levels(withZero(0, scaling.factors(1))), x.shape());
            long[] below = withZero(0, scaling.below(saturated(engine, scaling)));
            Shared saturated = difference(engine, staircase.levels(below), x.shape());
            return engine.add(scaled(engine, x, factor, scaling), saturated);
        });
    }

    private static Scaling reach(FullRing engine) {
        int f = engine.fixedPoint().fractionalBits();
        return Scaling.upTo(Math.max(f + LEAST, 0), 1, f + MOST);
    }

    /** 1 over the least number within reach. */
    private static long saturated(FullRing engine, Scaling scaling) {
        return 1L << 2 * engine.fixedPoint().fractionalBits() - scaling.unitBits();
    }

    /** The number in front of the others. */
    private static long[] withZero(long first, long[] others) {
        return IntStream.rangeClosed(0, others.length).mapToLong(i -> i == 0 ? first : others[i - 1]).toArray();
    }

    /** The first half minus the second. */
    private static Shared difference(FullRing engine, Shared both, Shape shape) {
        int n = shape.size();
        return engine.subtract(engine.gather(both, IntStream.range(0, n).toArray(), shape),
                engine.gather(both, IntStream.range(n, 2 * n).toArray(), shape));
    }

    /** 1 / x = factor / (x * factor), where x * factor has the unit 2^scaledBits. */
    private static Shared scaled(FullRing engine, Shared x, Shared factor, Scaling scaling) {
        int f = engine.fixedPoint().fractionalBits();
        Shared narrow = engine.product(Bilinear.ELEMENTWISE, x, factor, scaling.scaledBits() - f);
        Shared inverse = engine.evaluate(Tables.reciprocal(f), narrow);
        return engine.product(Bilinear.ELEMENTWISE, inverse, factor, scaling.scaledBits() - f + Tables.GAIN);
    }

    /**
     * 4 / (x / 2^unit) for x / 2^unit in [1, bound], where the bound is known to all: a sum of probabilities before they are
     * divided by it (2 rounds up to a bound of {@value #TABLE_BOUND}, else 10).
     */
    static Shared ofSum(FullRing engine, Shared x, int bound, int unit) {
        int f = engine.fixedPoint().fractionalBits();
        if (bound <= TABLE_BOUND) {
            return engine.evaluate(Tables.wideReciprocal(f, unit, bound), x);
        }
        // A sum that should be 1 may have been rounded down.
        Scaling scaling = Scaling.upTo(f + unit - 1, 1, f + unit + 32 - Integer.numberOfLeadingZeros(bound));
        Shared factor = Staircase.of(engine, x, scaling.thresholds()).levels(scaling.factors(1));
        Shared narrow = engine.product(Bilinear.ELEMENTWISE, x, factor, scaling.scaledBits() - f);
        Shared inverse = engine.evaluate(Tables.reciprocal(f), narrow);
        return engine.product(Bilinear.ELEMENTWISE, inverse, factor, scaling.scaledBits() - f - unit);
    }
}
