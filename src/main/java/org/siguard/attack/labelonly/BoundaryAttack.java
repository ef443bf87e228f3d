package org.siguard.attack.labelonly;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.threshold.ThresholdAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

/**
 * Label-only, by the distance to the decision boundary: ‖x_adv − x‖₂ of the closest record with another label that {@link
 * BoundarySearch HopSkipJump} finds within a budget of queries a record; 0 where x itself is labelled wrongly. Members lie
 * farther from the boundary. A record whose label never changes gets the diagonal of the box that all records lie in.
 *
 * <p>Records are searched many at a time: what all of them ask next goes out in one batch.
 */
public final class BoundaryAttack extends ThresholdAttack {
    public static final String NAME = "label-only, boundary";
    /** Fewer do not pay for one step: a start, a direction, a step and its halvings. */
    private static final int LEAST_BUDGET = 60;
    /** So many numbers of random directions are held at a time. */
    private static final int MOST_NUMBERS = 1 << 22;

    private final int budget;
    private final Seed seed;

    /** @param budget queries a record, at most; the vector that is there anyway is not one of them */
    public BoundaryAttack(int budget, long seed) {
        super(NAME, "Says member where the record lies far from where its label changes; it looks at labels alone, and asks many times.",
                Needs.VECTORS.withLabels().withShadows(1).withQueries(budget + 1), Thresholds.GLOBAL);
        if (budget < LEAST_BUDGET || budget > 1_000_000) {
            throw new UserMistake("Attack " + NAME + ": a budget of " + budget + " queries a record is not allowed; give " + LEAST_BUDGET
                    + " to 1000000.");
        }
        this.budget = budget;
        this.seed = Seed.of(seed);
    }

    @Override
    public double[] signal(Observation seen) {
        double[] out = new double[seen.size()];
        List<Integer> right = IntStream.range(0, out.length).filter(seen.release()::right).boxed().toList();
        if (right.isEmpty()) {
            return out;
        }
        FeatureBox box = FeatureBox.of(seen.records());
        int together = Math.clamp(MOST_NUMBERS / ((long) BoundarySearch.directions(budget, budget) * box.dimensions()), 1, 4096);
        for (int from = 0; from < right.size(); from += together) {
            List<Integer> group = right.subList(from, Math.min(right.size(), from + together));
            List<BoundarySearch.Walker> walkers = new ArrayList<>();
            for (int record : group) {
                walkers.add(new BoundarySearch.Walker(seen.records().get(record), seen.release().labels()[record],
                        nearestOther(seen, record), seed.derive("record", record)));
            }
            double[] distances = new BoundarySearch(seen.oracle(), budget, box).distances(walkers);
            for (int i = 0; i < distances.length; i++) {
                out[group.get(i)] = distances[i];
            }
        }
        return out;
    }

    /** Where the search starts without a query: the nearest record, of the first thousand, that was given another label; or null. */
    private static float[] nearestOther(Observation seen, int record) {
        float[] x = seen.records().get(record);
        float[] nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (int other = 0; other < Math.min(1000, seen.size()); other++) {
            if (seen.release().predicted(other) != seen.release().labels()[record]) {
                double squared = BoundarySearch.squaredDistance(x, seen.records().get(other));
                if (squared < least) {
                    least = squared;
                    nearest = seen.records().get(other);
                }
            }
        }
        return nearest;
    }
}
