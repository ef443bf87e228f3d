package org.siguard.attack.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A record that an attack is sure of.
 *
 * @param record     its place
 * @param score      the attack's
 * @param member     whether the attack is right
 * @param falseShare of non-members that score as high or higher: how often an attacker as sure as this is wrong about one
 */
public record ExposedRecord(int record, double score, boolean member, double falseShare) {
    /** Those with the highest scores, highest first, the earlier first of several. */
    public static List<ExposedRecord> most(AttackTrial trial, int count) {
        double[] others = trial.scores(false);
        Arrays.sort(others);
        return IntStream.range(0, trial.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer record) -> -trial.scores()[record]).thenComparing(Comparator.naturalOrder()))
                .limit(count).map(record -> of(trial, record, others)).toList();
    }

    private static ExposedRecord of(AttackTrial trial, int record, double[] sortedOthers) {
        double score = trial.scores()[record];
        int at = 0;
        int high = sortedOthers.length;
        while (at < high) {
            int middle = (at + high) >>> 1;
            if (sortedOthers[middle] < score) {
                at = middle + 1;
            } else {
                high = middle;
            }
        }
        return new ExposedRecord(record, score, trial.member()[record], (double) (sortedOthers.length - at) / sortedOthers.length);
    }
}
