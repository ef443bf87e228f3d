package org.siguard.attack.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.siguard.attack.Release;

/**
 * How well an attack did on some of the records.
 *
 * @param name     which
 * @param accuracy balanced; none where the slice lacks members or non-members
 */
public record Slice(String name, int members, int nonMembers, Optional<Estimate> accuracy) {
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

    /** The records that the model labels rightly, and the others: on the first the gap attack knows nothing. */
    public static List<Slice> byCorrectness(AttackTrial trial, Release release) {
        return List.of(of("correctly classified", trial, release::right),
                of("wrongly classified", trial, record -> !release.right(record)));
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
