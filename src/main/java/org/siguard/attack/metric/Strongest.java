package org.siguard.attack.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/**
 * The strongest of many attacks, corrected for having picked the best: of twenty that guess, one looks good. An attack that is
 * right less than half the time counts for what it gives when read the other way round.
 * <ul>
 * <li>The interval is Bonferroni's: with k attacks each interval is taken at 1 − 0.05 / k, so that with 95 % all hold at once; then
 * the best attack's accuracy lies between the highest lower and the highest upper limit. It uses every record, and holds
 * however the attacks depend on one another, where a bootstrap of the maximum would start from a biased one.
 * <li>The value is that of the attack picked on one half of the records and judged on the other, both ways, and averaged: no
 * record judges an attack that it helped to pick. It is drawn into the interval where it falls outside.
 * </ul>
 *
 * @param attack      the best on all records
 * @param uncorrected its accuracy (turned round where it is below a half) as it looks when nobody corrects
 * @param inverted    whether it was turned round
 * @param corrected   what may be said
 * @param compared    how many attacks it was picked from
 */
public record Strongest(String attack, double uncorrected, boolean inverted, Estimate corrected, int compared) {
    /**
     * @param trials by attack, all on the same records in the same order
     * @param seed   of the halves
     */
    public static Strongest of(Map<String, AttackTrial> trials, long seed) {
        if (trials.isEmpty()) {
            throw new UserMistake("Strongest attack: there are none to compare; run at least one.");
        }
        Map<String, Counts> counts = new LinkedHashMap<>();
        AttackTrial one = trials.values().iterator().next();
        boolean[] half = half(one, Draws.of(Seed.of(seed).derive("halves")));
        trials.forEach((name, trial) -> counts.put(name, Counts.of(trial, one, half)));
        double low = 0;
        double high = 0;
        double most = 0;
        String best = null;
        for (Map.Entry<String, AttackTrial> entry : trials.entrySet()) {
            Estimate wide = BalancedAccuracy.of(entry.getValue(), Rates.TAIL / trials.size());
            low = Math.max(low, Math.max(wide.low(), 1 - wide.high()));
            high = Math.max(high, Math.max(wide.high(), 1 - wide.low()));
            double shown = Math.max(wide.value(), 1 - wide.value());
            if (shown > most) {
                most = shown;
                best = entry.getKey();
            }
        }
        List<Counts> all = new ArrayList<>(counts.values());
        double value = (judged(all, 0) + judged(all, 1)) / 2;
        return new Strongest(best, most, BalancedAccuracy.of(trials.get(best)).value() < 0.5,
                new Estimate(Math.clamp(value, low, high), low, high), trials.size());
    }

    /** The accuracy on one half of the attack that is best on the other. */
    private static double judged(List<Counts> attacks, int half) {
        double most = -1;
        double judged = 0;
        for (Counts attack : attacks) {
            double there = attack.accuracy(1 - half);
            double here = attack.accuracy(half);
            if (Math.max(there, 1 - there) > most) {
                most = Math.max(there, 1 - there);
                judged = there < 0.5 ? 1 - here : here;
            }
        }
        return judged;
    }

    /** Half of the members and half of the non-members; of a single one of a kind, both halves see the same. */
    static boolean[] half(AttackTrial trial, Draws draws) {
        boolean[] out = new boolean[trial.size()];
        for (boolean side : new boolean[] {true, false}) {
            int[] rows = IntStream.range(0, trial.size()).filter(record -> trial.member()[record] == side).toArray();
            int[] order = draws.order(rows.length);
            for (int i = 0; i < rows.length / 2; i++) {
                out[rows[order[i]]] = true;
            }
        }
        return out;
    }

    /** Right decisions and records, by half, of members and of non-members. */
    private record Counts(int[] right, int[] size, int[] rightOthers, int[] sizeOthers) {
        static Counts of(AttackTrial trial, AttackTrial like, boolean[] half) {
            if (!Arrays.equals(trial.member(), like.member())) {
                throw new UserMistake("Strongest attack: the attacks were run on different records; run all on the same.");
            }
            Counts counts = new Counts(new int[2], new int[2], new int[2], new int[2]);
            for (int record = 0; record < half.length; record++) {
                int place = half[record] ? 1 : 0;
                boolean member = trial.member()[record];
                int right = trial.saysMember(record) == member ? 1 : 0;
                (member ? counts.size : counts.sizeOthers)[place]++;
                (member ? counts.right : counts.rightOthers)[place] += right;
            }
            return counts;
        }

        double accuracy(int half) {
            return (share(right, size, half) + share(rightOthers, sizeOthers, half)) / 2;
        }

        /** Of a single record both halves see the same. */
        private static double share(int[] right, int[] size, int half) {
            int at = size[half] == 0 ? 1 - half : half;
            return (double) right[at] / size[at];
        }
    }
}
