package org.siguard.attack.adaptive;

import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.threshold.ThresholdAttack;
import org.siguard.attack.threshold.Thresholds;

/**
 * Reads how many steps an answer took, or how long: a guard that stops early stops sooner for some records than for others.
 * Whether members take more or fewer is fitted on the attacker's own guard. A guard of fixed length leaves nothing to read.
 */
public final class TimingAttack extends ThresholdAttack {
    public static final String NAME = "timing";

    public TimingAttack() {
        super(NAME, "Says member by the number of steps the guard took; a guard of fixed length gives it nothing.",
                Needs.VECTORS.withShadows(1).withSteps(), Thresholds.EITHER_WAY);
    }

    @Override
    public double[] signal(Observation seen) {
        return seen.steps() == null ? new double[seen.size()] : seen.steps().clone();
    }
}
