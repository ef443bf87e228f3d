package org.siguard.attack.threshold;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.siguard.attack.Evidence;
import org.siguard.attack.Logs;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.Shadow;

/**
 * Yeom's attack (CSF 2018): "member" where the loss −ln p_y is at most τ, the mean loss of the shadow model on its own training
 * records. The score is ln p_y, with p_y clamped at 1e-30.
 */
public final class LossAttack extends ThresholdAttack {
    public static final String NAME = "loss";

    public LossAttack() {
        super(NAME, "Says member where the loss is no larger than the mean loss of the attacker's own model on its training records.",
                Needs.VECTORS.withLabels().withShadows(1), Thresholds.GLOBAL);
    }

    @Override
    public double[] signal(Observation seen) {
        return IntStream.range(0, seen.size()).mapToDouble(record -> Logs.clamped(seen.release().confidence(record))).toArray();
    }

    @Override
    protected Scores fitted(double[] signal, Evidence evidence) {
        double[] trained = sides(evidence.own().shadows(), Shadow::members).stream().flatMapToDouble(side -> Arrays.stream(side.signal()))
                .toArray();
        return new Scores(signal, Arrays.stream(trained).average().orElseThrow());
    }
}
