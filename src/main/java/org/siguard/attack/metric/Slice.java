package org.siguard.attack.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * How well an attack did on some of the records.
 *
 * @param name     which
 * @param accuracy balanced; none where the slice lacks members or non-members
 */
public record Slice(String name, int members, int nonMembers, Optional<Estimate> accuracy) {
    private static final double[] CONFIDENCES = {0.5, 0.9, 0.99};

    /** A slice a class that any record has. */
    public static List<Slice> byClass(AttackTrial trial, int[] labels, int classes) {
        List<Slice> out = new ArrayList<>();
        for (int y = 0; y < classes; y++) {
            int label = y;
            Slice slice = of("class " + y, trial, record -> labels[record] == label);
            if (slice.members + slice.nonMembers > 0) {
                out.add(slice);
            }
        }
        return out;
    }

    /**
     * The records that the model labels rightly, and the others: on the first the gap attack knows nothing.
     *
     * @param right whether the released label of a record is the true one
     */
    public static List<Slice> byCorrectness(AttackTrial trial, IntPredicate right) {
        return List.of(of("correctly classified", trial, right), of("wrongly classified", trial, right.negate()));
    }

    /**
     * By the largest probability of each record's vector.
     *
     * @param confidences it; the vectors may be others than those attacked, so that slices stay the same
     */
    public static List<Slice> byConfidence(AttackTrial trial, double[] confidences) {
        List<Slice> out = new ArrayList<>();
        for (int i = 0; i <= CONFIDENCES.length; i++) {
            double low = i == 0 ? 0 : CONFIDENCES[i - 1];
            double high = i == CONFIDENCES.length ? Double.POSITIVE_INFINITY : CONFIDENCES[i];
            String name = i == 0 ? "confidence below " + high
                    : i == CONFIDENCES.length ? "confidence from " + low : "confidence " + low + " to " + high;
            Slice slice = of(name, trial, record -> confidences[record] >= low && confidences[record] < high);
            if (slice.members + slice.nonMembers > 0) {
                out.add(slice);
            }
        }
        return out;
    }

    public static Slice of(String name, AttackTrial trial, IntPredicate chosen) {
        int members = 0;
        int all = 0;
        for (int record = 0; record < trial.size(); record++) {
            if (chosen.test(record)) {
                all++;
                members += trial.member()[record] ? 1 : 0;
            }
        }
        boolean both = members > 0 && members < all;
        return new Slice(name, members, all - members,
                both ? Optional.of(BalancedAccuracy.of(trial.only(chosen))) : Optional.empty());
    }
}
