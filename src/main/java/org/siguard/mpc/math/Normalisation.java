package org.siguard.mpc.math;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Shape;

/**
 * Rows brought to length 1 (Euclidean). Nothing underflows: the squared length S is an exact integer.
 *
 * <ol>
 * <li>S = sum of x_i * x_i, without truncation.
 * <li>Compare S with every power of four up to 4^{@value #TOP}: 4^j &lt;= S &lt; 4^(j+1).
 * <li>x' = x * 2^(TOP - j) and S' = S * 4^(TOP - j) / 4^TOP, which is in [1, 4): both factors are linear in the bits of step 2.
 * <li>x' * S'^(-1/2) / 2^TOP.
 * </ol>
 * For lengths from one unit in the last place to 2^(TOP + 1 - f), 2^15 for 16 fractional bits; the zero row stays zero. 12 rounds.
 *
 * <p>Where that is not enough for elements up to 2^{@value #ELEMENT_BITS} (more than 16 fractional bits and a few elements), S would
 * not fit, and the length is measured twice:
 * <ol>
 * <li>y = x / 2^d, so that |y| &lt; 2^TOP for certain; L = |x|^2, which may have wrapped, and H = |y|^2.
 * <li>Compare both with every power of four. Where H &gt;= 4^(TOP - d), its j plus d counts, elsewhere that of L.
 * <li>x' = x * 2^(TOP + d - j), truncated to {@value #UNIT} fractional bits, S' = |x'|^2, and so on as above.
 * </ol>
 * 15 rounds.
 */
public final class Normalisation {
    private static final int TOP = 30;
    private static final int ELEMENT_BITS = 10;
    private static final int UNIT = 28;

    private Normalisation() {
    }

    /** [n, k] to rows of length 1. */
    public static Shared of(FullRing engine, Shared x) {
        return engine.meter().in("normalise", () -> {
            int f = engine.fixedPoint().fractionalBits();
            int k = x.shape().extent(-1);
            int lengthBits = f + ELEMENT_BITS + (33 - Integer.numberOfLeadingZeros(Math.max(k - 1, 0))) / 2;
            return lengthBits <= TOP + 1 ? measuredOnce(engine, x) : measuredTwice(engine, x, lengthBits - TOP);
        });
    }

    private static Shared measuredOnce(FullRing engine, Shared x) {
        int f = engine.fixedPoint().fractionalBits();
        Shared square = engine.product(Bilinear.ROW_DOT, x, x, 0);
        Scaling scaling = new Scaling(0, 2, TOP);
        Staircase staircase = Staircase.of(engine, square, scaling.thresholds());
        Shared large = engine.product(Bilinear.ROW_SCALE, x, staircase.levels(scaling.factors(1)), 0);
        Shared unit = engine.product(Bilinear.ELEMENTWISE, square, staircase.levels(scaling.factors(2)), 2 * TOP - f);
        Shared inverse = engine.evaluate(Tables.inverseRoot(f), unit);
        return engine.product(Bilinear.ROW_SCALE, large, inverse, TOP + Tables.GAIN);
    }

    private static Shared measuredTwice(FullRing engine, Shared x, int d) {
        int f = engine.fixedPoint().fractionalBits();
        int n = x.shape().rows();
        Shared both = engine.concat(Shape.of(2 * n, x.shape().extent(-1)), List.of(x, engine.truncate(x, d)));
        Staircase staircase = Staircase.of(engine, engine.product(Bilinear.ROW_DOT, both, both, 0), new Scaling(0, 2, TOP).thresholds());
        long[] ofLow = new long[TOP + 3];
        long[] ofHigh = new long[TOP + 3];
        long[] isHigh = new long[TOP + 3];
        for (int j = 0; j <= TOP; j++) {
            ofLow[j + 1] = 1L << TOP + d - j;
            ofHigh[j + 1] = j < TOP - d ? 0 : 1L << TOP - j;
            isHigh[j + 1] = j < TOP - d ? 0 : 1;
        }
        Shared low = half(engine, staircase.levels(ofLow), 0);
        Shared high = half(engine, staircase.levels(isHigh), n);
        Shared wrong = engine.product(Bilinear.ELEMENTWISE, high, low, 0);
        Shared factor = engine.subtract(engine.add(low, half(engine, staircase.levels(ofHigh), n)), wrong);
        Shared large = engine.product(Bilinear.ROW_SCALE, x, factor, TOP + d - UNIT);
        Shared inverse = engine.evaluate(Tables.inverseRoot(f), engine.product(Bilinear.ROW_DOT, large, large, 2 * UNIT - f));
        return engine.product(Bilinear.ROW_SCALE, large, inverse, UNIT + Tables.GAIN);
    }

    /** Half of a column of 2n, from the given row on. */
    private static Shared half(FullRing engine, Shared column, int from) {
        int n = column.shape().rows() / 2;
        return engine.gather(column, IntStream.range(from, from + n).toArray(), Shape.of(n, 1));
    }
}
