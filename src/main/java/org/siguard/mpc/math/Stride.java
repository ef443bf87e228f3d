package org.siguard.mpc.math;

import java.util.List;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;

/**
 * One step of a descent: step * g / |g|, for every row a step of its own. Only the direction of g counts, so its unit is free: g is
 * an integer vector, as fine as its maker likes, and nothing underflows, since |g| is measured in exact integers.
 *
 * <p>With the Euclidean norm (11 rounds), below 2^31 units; q and the shifts below follow from a bound on steps that all know:
 * <ol>
 * <li>S = sum of g_i * g_i and s = step * g, neither truncated.
 * <li>Compare S with every power of four: 4^j &lt;= S &lt; 4^(j+1).
 * <li>S' = S * 4^(TOP - j) / 4^TOP in [1, 4), and s' = s * 2^(TOP - j + q), truncated: both factors are linear in the answers.
 * <li>s' * S'^(-1/2).
 * </ol>
 * With the largest magnitude M instead of the length the same, by powers of two, from M and 1 / M' (21 rounds for 10 classes; more where
 * rows have more than 12 elements). A row of zeros stays where it is.
 */
public enum Stride {
    /** By the length of g. */
    EUCLIDEAN("L2"),
    /** By the largest magnitude in g: every step is as long in the direction that matters most. */
    LARGEST("L∞");

    private static final int TOP = 30;

    private final String label;

    Stride(String label) {
        this.label = label;
    }

    /** The name users choose it by. */
    public String label() {
        return label;
    }

    /**
     * @param g        [n, k] integers, in length below 2^31
     * @param step     [n, 1], not negative
     * @param longest  no step is longer; all parties know it
     */
    public Shared of(FullRing engine, Shared g, Shared step, double longest) {
        return engine.meter().in("normalise",
                () -> this == EUCLIDEAN ? byLength(engine, g, step, longest) : byLargest(engine, g, step, longest));
    }

    private static Shared byLength(FullRing engine, Shared g, Shared step, double longest) {
        int f = engine.fixedPoint().fractionalBits();
        Shared wide = Rows.widen(engine, step, g.shape().extent(-1));
        List<Shared> start = Jointly.product(engine, 0, List.of(new Jointly.Factors(Bilinear.ROW_DOT, g, g),
                new Jointly.Factors(Bilinear.ELEMENTWISE, g, wide)));
        Scaling scaling = new Scaling(0, 2, TOP);
        Staircase staircase = Staircase.of(engine, start.get(0), scaling.thresholds());
        int shift = 2 * TOP - f;
        int q = spare(longest, f);
        List<Shared> narrow = Jointly.product(engine, shift, List.of(
                new Jointly.Factors(Bilinear.ELEMENTWISE, start.get(0), staircase.levels(scaling.factors(2))),
                new Jointly.Factors(Bilinear.ROW_SCALE, start.get(1), engine.scale(staircase.levels(scaling.factors(1)), 1L << q))));
        Shared inverse = engine.evaluate(Tables.inverseRoot(f), narrow.get(0));
        return engine.product(Bilinear.ROW_SCALE, narrow.get(1), inverse, TOP + f + q - shift + Tables.GAIN);
    }

    private static Shared byLargest(FullRing engine, Shared g, Shared step, double longest) {
        int f = engine.fixedPoint().fractionalBits();
        Shared largest = Argmax.of(engine, AbsoluteValue.of(engine, g).value()).maximum();
        Scaling scaling = new Scaling(0, 1, TOP);
        Staircase staircase = Staircase.of(engine, largest, scaling.thresholds());
        Shared factor = staircase.levels(scaling.factors(1));
        Shared wide = Rows.widen(engine, step, g.shape().extent(-1));
        Shared stepped = engine.product(Bilinear.ELEMENTWISE, g, wide, 0);
        int shift = 2 * TOP - f;
        int q = spare(longest, f);
        List<Shared> narrow = Jointly.product(engine, shift, List.of(
                new Jointly.Factors(Bilinear.ELEMENTWISE, largest, engine.scale(factor, 1L << TOP)),
                new Jointly.Factors(Bilinear.ROW_SCALE, stepped, engine.scale(factor, 1L << q))));
        Shared inverse = engine.evaluate(Tables.reciprocal(f), narrow.get(0));
        return engine.product(Bilinear.ROW_SCALE, narrow.get(1), inverse, TOP + f + q - shift + Tables.GAIN);
    }

    /** How many bits are left above s * 2^TOP: all of them keep digits of short steps. */
    private static int spare(double longest, int f) {
        int stepBits = (int) Math.ceil(Math.log(longest) / Math.log(2));
        return Math.min(62 - 31 - f - stepBits, 20);
    }
}
