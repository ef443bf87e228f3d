package org.siguard.attack.threshold;

import java.util.stream.IntStream;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;

/**
 * Song and Mittal's entropy attack: "member" where −Σ p_i ln p_i ≤ τ_y (or one τ), with 0 ln 0 = 0. The score is the entropy
 * negated. With one threshold it knows no label; with one a class it needs the label to pick τ_y.
 *
 * <p>By hand: of (.5, .5) the entropy is ln 2, of a one-hot vector 0. What is released may be slightly negative, by rounding in
 * fixed point: it counts as 0.
 */
public final class EntropyAttack extends ThresholdAttack {
    public static final String NAME = "entropy";

    public EntropyAttack(Thresholds thresholds) {
        super(named(NAME, thresholds),
                "Says member where the released vector is spread over few classes; how few is fitted on the attacker's own model.",
                thresholds == Thresholds.PER_CLASS ? Needs.VECTORS.withShadows(1).withLabels() : Needs.VECTORS.withShadows(1), thresholds);
    }

    @Override
    public double[] signal(Observation seen) {
        return IntStream.range(0, seen.size()).mapToDouble(record -> -of(seen.release().vectors()[record])).toArray();
    }

    public static double of(double[] p) {
        double sum = 0;
        for (double value : p) {
            sum -= value <= 0 ? 0 : value * StrictMath.log(value);
        }
        return sum;
    }
}
