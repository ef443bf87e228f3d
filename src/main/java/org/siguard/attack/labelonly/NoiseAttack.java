package org.siguard.attack.labelonly;

import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.threshold.ThresholdAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

/**
 * Label-only, by noise (Choquette-Choo et al., ICML 2021): the share of N noisy copies of x whose released label is still y; 0
 * where x itself is labelled wrongly. The copies of all records are asked for in N batches. One threshold, fitted on the shadow.
 */
public final class NoiseAttack extends ThresholdAttack {
    public static final String NAME = "label-only, noise";

    private final int copies;
    private final double deviation;
    private final Seed seed;

    /** @param deviation of the normal noise on every feature */
    public NoiseAttack(int copies, double deviation, long seed) {
        super(NAME, "Says member where noise on the record seldom changes the label; it looks at labels alone.",
                Needs.VECTORS.withLabels().withShadows(1).withQueries(copies + 1), Thresholds.GLOBAL);
        if (copies < 1 || !(deviation > 0 && Double.isFinite(deviation))) {
            throw new UserMistake("Attack " + NAME + ": " + copies + " copies with noise of deviation " + deviation
                    + " are not allowed; give at least one copy, and a deviation above 0.");
        }
        this.copies = copies;
        this.deviation = deviation;
        this.seed = Seed.of(seed);
    }

    @Override
    public double[] signal(Observation seen) {
        double[] out = new double[seen.size()];
        for (int copy = 0; copy < copies && out.length > 0; copy++) {
            int[] said = seen.oracle().labels(NoisyCopies.of(seen.records(), deviation, seed.derive("copy", copy)));
            for (int record = 0; record < out.length; record++) {
                boolean kept = said[record] == seen.release().labels()[record] && seen.release().right(record);
                out[record] += kept ? 1.0 / copies : 0;
            }
        }
        return out;
    }
}
