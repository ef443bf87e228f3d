package org.siguard.attack.threshold;

import java.util.stream.IntStream;
import org.siguard.attack.Logs;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;

/**
 * Song and Mittal's modified entropy: "member" where −(1 − p_y) ln p_y − Σ_{i≠y} p_i ln(1 − p_i) ≤ τ_y (or one τ). Unlike the
 * entropy it is small only where the model is sure and right. What a logarithm is taken of is clamped at 1e-30. The score is
 * the modified entropy negated.
 *
 * <p>By hand: for p = (.7, .2, .1), y = 0 it is .3 · .35667 + .2 · .22314 + .1 · .10536 = 0.1622.
 */
public final class ModifiedEntropyAttack extends ThresholdAttack {
    public static final String NAME = "modified entropy";

    public ModifiedEntropyAttack(Thresholds thresholds) {
        super(named(NAME, thresholds), "Says member where the model is sure and right; how sure is fitted on the attacker's own model.",
                Needs.VECTORS.withLabels().withShadows(1), thresholds);
    }

    @Override
    public double[] signal(Observation seen) {
        return IntStream.range(0, seen.size()).mapToDouble(record -> -of(seen.release().vectors()[record], seen.release().labels()[record]))
                .toArray();
    }

    public static double of(double[] p, int label) {
        double sum = -(1 - p[label]) * Logs.clamped(p[label]);
        for (int i = 0; i < p.length; i++) {
            if (i != label && p[i] != 0) {
                sum -= p[i] * Logs.clamped(1 - p[i]);
            }
        }
        return sum;
    }
}
