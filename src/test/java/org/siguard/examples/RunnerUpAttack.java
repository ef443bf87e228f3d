package org.siguard.examples;

import java.util.Arrays;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.threshold.ThresholdAttack;
import org.siguard.attack.threshold.Thresholds;

/** "Member" where the second-largest probability is low: a model seldom hesitates over a record that it was trained on. */
public final class RunnerUpAttack extends ThresholdAttack {
    public RunnerUpAttack() {
        super("runner-up", "Says member where the second-largest probability is low; how low is fitted on the attacker's own model.",
                Needs.VECTORS.withShadows(1), Thresholds.GLOBAL);
    }

    /** Higher where the record looks more like a member, hence the minus. */
    @Override
    public double[] signal(Observation seen) {
        return Arrays.stream(seen.release().vectors()).mapToDouble(vector -> -second(vector)).toArray();
    }

    private static double second(double[] vector) {
        double[] sorted = vector.clone();
        Arrays.sort(sorted);
        return sorted.length < 2 ? 0 : sorted[sorted.length - 2];
    }
}
