package org.siguard.attack.threshold;

import java.util.stream.IntStream;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;

/**
 * Song and Mittal's confidence attack (USENIX Security 2021): "member" where the released probability of the true label is at
 * least τ_y, one threshold a class, fitted on the shadow; or at least τ, one for all.
 */
public final class ConfidenceAttack extends ThresholdAttack {
    public static final String NAME = "confidence";

    public ConfidenceAttack() {
        this(Thresholds.PER_CLASS);
    }

    public ConfidenceAttack(Thresholds thresholds) {
        super(named(NAME, thresholds),
                "Says member where the probability of the true label is high; how high is fitted on the attacker's own model.",
                Needs.VECTORS.withLabels().withShadows(1), thresholds);
    }

    @Override
    public double[] signal(Observation seen) {
        return IntStream.range(0, seen.size()).mapToDouble(seen.release()::confidence).toArray();
    }
}
