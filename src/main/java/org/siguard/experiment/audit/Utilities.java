package org.siguard.experiment.audit;

import java.util.stream.IntStream;
import org.siguard.attack.Release;
import org.siguard.attack.metric.Rates;

/** Measures what released vectors are worth. */
final class Utilities {
    private static final int BINS = 15;
    private static final int ORDERED = 3;
    /** In the sum over classes: more than rounding makes. */
    private static final double ROUNDING = 0.002;

    private Utilities() {
    }

    /**
     * @param released and {@code before}, on the same records: with the guard, and without
     * @param member   who is one
     */
    static AuditResult.Utility of(Release released, Release before, boolean[] member) {
        int size = released.size();
        int[] others = IntStream.range(0, size).filter(i -> !member[i]).toArray();
        int right = (int) IntStream.of(others).filter(i -> released.predicted(i) == released.labels()[i]).count();
        int kept = 0;
        int ordered = 0;
        int unchanged = 0;
        double moved = 0;
        for (int i = 0; i < size; i++) {
            double[] now = released.vectors()[i];
            double[] then = before.vectors()[i];
            double distance = IntStream.range(0, now.length).mapToDouble(k -> Math.abs(now[k] - then[k])).sum();
            kept += released.predicted(i) == before.predicted(i) ? 1 : 0;
            ordered += sameOrder(now, then) ? 1 : 0;
            unchanged += distance < ROUNDING ? 1 : 0;
            moved += distance;
        }
        return new AuditResult.Utility(Rates.clopperPearson(right, others.length), (double) kept / size, (double) ordered / size,
                moved / size, calibration(released, others), (double) unchanged / size);
    }

    /** Whether the largest classes stand in the same order; equal numbers stand in no order, and keep none. */
    private static boolean sameOrder(double[] now, double[] then) {
        int[] order = IntStream.range(0, then.length).boxed().sorted((a, b) -> Double.compare(then[b], then[a])).limit(ORDERED)
                .mapToInt(Integer::intValue).toArray();
        for (int i = 1; i < order.length; i++) {
            if (then[order[i - 1]] > then[order[i]] && !(now[order[i - 1]] > now[order[i]])) {
                return false;
            }
        }
        return true;
    }

    /** Mean over the records of the distance between their bin's confidence and its accuracy (Guo et al. 2017). */
    private static double calibration(Release released, int[] rows) {
        double[] confidence = new double[BINS];
        double[] right = new double[BINS];
        for (int row : rows) {
            double[] p = released.vectors()[row];
            double top = p[released.predicted(row)];
            int bin = Math.clamp((int) (top * BINS), 0, BINS - 1);
            confidence[bin] += top;
            right[bin] += released.predicted(row) == released.labels()[row] ? 1 : 0;
        }
        return IntStream.range(0, BINS).mapToDouble(bin -> Math.abs(confidence[bin] - right[bin])).sum() / rows.length;
    }
}
