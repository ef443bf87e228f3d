package org.siguard.attack.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/**
 * The strongest of many attacks, corrected for having picked the best: of twenty that guess, one looks good. An attack that is
 * right less than half the time counts for what it gives when read the other way round.
 *
 * <p>What is estimated is the largest true accuracy among them. One attack may be chosen beforehand, as the gap attack is: it is not picked,
 * and who knows of it need never do worse.
 * <ul>
 * <li>The value is that of the attack picked on one half of the records and judged on the other, both ways, and averaged: no
 * record judges an attack that it helped to pick. So what is picked may be an attack that was lucky on one half and is worse than the one
 * chosen beforehand; then that one's accuracy is the value.
 * <li>The interval's upper limit is the highest of the attacks' own: the best attack is one of them, and its own limit misses it in 2.5 %
 * of cases, whatever the others do.
 * <li>The lower limit is the highest of the attacks' own too, and there each may mislead: so it takes Bonferroni's correction. Half of the
 * 2.5 % goes to the attack chosen beforehand, the rest is shared by the others. It holds however the attacks depend on one another, where a
 * bootstrap of the maximum would start from a biased one. The value is drawn into the interval where it falls outside.
 * </ul>
 *
 * @param attack      the best on all records
 * @param uncorrected its accuracy (turned round where it is below a half) as it looks when nobody corrects
 * @param inverted    whether it was turned round
 * @param corrected   what may be said
 * @param floored     whether that is the accuracy of the attack chosen beforehand, since what was picked did no better
 * @param compared    how many attacks it was picked from
 */
public record Strongest(String attack, double uncorrected, boolean inverted, Estimate corrected, boolean floored, int compared) {
    /**
     * @param trials     by attack, all on the same records in the same order
     * @param beforehand the attack that was chosen before anything was seen, if it is among them
     * @param seed       of the halves
     */
    public static Strongest of(Map<String, AttackTrial> trials, String beforehand, long seed) {
        if (trials.isEmpty()) {
            throw new UserMistake("Strongest attack: there are none to compare; run at least one.");
        }
        boolean chosen = trials.containsKey(beforehand);
        double low = 0;
        double high = 0;
        double most = 0;
        String best = null;
        for (Map.Entry<String, AttackTrial> entry : trials.entrySet()) {
            Estimate wide = BalancedAccuracy.of(entry.getValue(), tail(chosen, entry.getKey().equals(beforehand), trials.size()));
            Estimate own = BalancedAccuracy.of(entry.getValue());
            low = Math.max(low, Math.max(wide.low(), 1 - wide.high()));
            high = Math.max(high, Math.max(own.high(), 1 - own.low()));
            double shown = shown(entry.getValue());
            if (shown > most) {
                most = shown;
                best = entry.getKey();
            }
        }
        // There is nothing to pick from one, and nothing to turn round in one that was chosen beforehand.
        double picked = trials.size() == 1 ? most : picked(trials, seed);
        double floor = chosen ? BalancedAccuracy.of(trials.get(beforehand)).value() : 0;
        double value = Math.clamp(Math.max(picked, floor), low, high);
        return new Strongest(best, most, BalancedAccuracy.of(trials.get(best)).value() < 0.5, new Estimate(value, low, high),
                chosen && picked < floor && value == floor, trials.size());
    }

    /** Of attacks of which none was chosen beforehand. */
    public static Strongest of(Map<String, AttackTrial> trials, long seed) {
        return of(trials, "", seed);
    }

    /** What an attack's part of the lower limit may miss: a half goes to the one chosen beforehand, if there are others beside it. */
    private static double tail(boolean chosen, boolean it, int attacks) {
        if (!chosen || attacks == 1) {
            return Rates.TAIL / attacks;
        }
        return it ? Rates.TAIL / 2 : Rates.TAIL / 2 / (attacks - 1);
    }

    /** As whoever may turn it round reads it. */
    private static double shown(AttackTrial trial) {
        double value = BalancedAccuracy.of(trial).value();
        return Math.max(value, 1 - value);
    }

    private static double picked(Map<String, AttackTrial> trials, long seed) {
        AttackTrial one = trials.values().iterator().next();
        boolean[] half = half(one, seed);
        List<Counts> counts = trials.values().stream().map(trial -> Counts.of(trial, one, half)).toList();
        return (judged(counts, 0) + judged(counts, 1)) / 2;
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
    static boolean[] half(AttackTrial trial, long seed) {
        Draws draws = Draws.of(Seed.of(seed).derive("halves"));
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
