package org.siguard.mpc.math;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Shape;

/**
 * Rows of non-negative numbers divided by their sum S, however small or large that is; 1/K each where the sum is below its reach.
 *
 * <ol>
 * <li>Find j with 2^j &lt;= S &lt; 2^(j+1) by comparing with all powers of two at once.
 * <li>w' = w * 2^-j and S' = S * 2^-j, which is in [1, 2), in one product.
 * <li>w' times 1 / S' from a table.
 * </ol>
 * 10 rounds.
 */
final class Proportions {
    /** 1 / S is taken for 2^this at most when a gradient is divided by S. */
    private static final int MOST_INVERSE_BITS = 10;

    private final FullRing engine;
    private final Scaling scaling;
    private final Staircase staircase;
    private final Shared inverse;
    private final Shared values;

    private Proportions(FullRing engine, Scaling scaling, Staircase staircase, Shared inverse, Shared values) {
        this.engine = engine;
        this.scaling = scaling;
        this.staircase = staircase;
        this.inverse = inverse;
        this.values = values;
    }

    /**
     * @param scaling of sums; it ends at or above 1
     */
    static Proportions of(FullRing engine, Shared w, Scaling scaling) {
        int f = engine.fixedPoint().fractionalBits();
        int rows = w.shape().rows();
        int classes = w.shape().extent(-1);
        Shared sum = engine.sumLast(w);
        Staircase staircase = Staircase.of(engine, sum, scaling.thresholds());
        Shared beside = engine.concat(Shape.of(rows * (classes + 1)), List.of(w, sum));
        int[] places = IntStream.range(0, rows * (classes + 1)).map(i -> i % (classes + 1) < classes
                ? i / (classes + 1) * classes + i % (classes + 1)
                : rows * classes + i / (classes + 1)).toArray();
        Shared wide = engine.gather(beside, places, Shape.of(rows, classes + 1));
        Shared scaled = engine.product(Bilinear.ROW_SCALE, wide, staircase.levels(scaling.factors(1)), scaling.scaledBits() - f);
        Shared scaledSum = engine.gather(scaled, Rows.columns(scaled.shape(), classes, classes + 1), Shape.of(rows, 1));
        Shared scaledValues = engine.gather(scaled, Rows.columns(scaled.shape(), 0, classes), w.shape());
        Shared inverse = engine.evaluate(Tables.reciprocal(f), scaledSum);
        Shared values = engine.product(Bilinear.ROW_SCALE, scaledValues, inverse, f + Tables.GAIN);
        Shared uniform = staircase.levels(scaling.below(Math.round((double) engine.fixedPoint().one() / classes)));
        return new Proportions(engine, scaling, staircase, inverse, engine.add(values, Rows.widen(engine, uniform, classes)));
    }

    Shared values() {
        return values;
    }

    /** The gradient with respect to w: (v_i - sum_j v_j p_j) / S; S counts as 2^-10 where it is less than that. 6 rounds. */
    Shared backward(Shared v) {
        int f = engine.fixedPoint().fractionalBits();
        int shift = scaling.scaledBits() - f;
        Shared centred = Softmax.centred(engine, values, v);
        Shared byMantissa = engine.product(Bilinear.ROW_SCALE, centred, inverse, f + Tables.GAIN);
        long[] factors = scaling.cappedFactors(MOST_INVERSE_BITS + shift);
        return engine.product(Bilinear.ROW_SCALE, byMantissa, staircase.levels(factors), shift);
    }
}
