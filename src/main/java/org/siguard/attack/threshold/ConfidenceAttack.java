package org.siguard.attack.threshold;

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
        super(thresholds);
    }

    @Override
    protected String signalName() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "Says member where the probability of the true label is high; how high is fitted on the attacker's own model.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withLabels().withShadows(1);
    }

    @Override
    public double[] signal(Observation seen) {
        double[] out = new double[seen.size()];
        for (int record = 0; record < out.length; record++) {
            out[record] = seen.release().confidence(record);
        }
        return out;
    }
}
