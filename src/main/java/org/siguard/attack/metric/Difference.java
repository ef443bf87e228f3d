package org.siguard.attack.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.siguard.base.UserMistake;

/**
 * A difference between two settings, on the same records. It is called one only when the paired test says so.
 *
 * @param value first minus second
 * @param p     how likely so large a difference would be if there were none
 */
public record Difference(double value, double p) {
    /** From here on, doubled or more, a p says nothing. */
    private static final double HOPELESS = 0.5;

    /** At the 5 % level. */
    public boolean significant() {
        return p < 0.05;
    }

    /**
     * Of balanced accuracy, exactly, as McNemar's test does it: only records count that one setting gets right and the other wrong, and
     * if there is no difference each falls either way with probability ½. Members and non-members are counted apart, with
     * b − c being a difference d on each side: value = ½(d_in / n_in + d_out / n_out), and p is the probability of one as large
     * under the two binomials. With as many members as non-members this is McNemar's exact test.
     */
    public static Difference ofDecisions(AttackTrial first, AttackTrial second) {
        requireSameRecords(first, second);
        Side members = Side.of(first, second, true);
        Side others = Side.of(first, second, false);
        double value = (members.difference() + others.difference()) / 2;
        double p = 0;
        double[] weights = others.weights();
        double[] shifts = others.shifts();
        for (int b = 0; b <= members.discordant; b++) {
            double far = members.shift(b);
            double tail = 0;
            for (int c = 0; c < weights.length; c++) {
                if (Math.abs(far + shifts[c]) / 2 >= Math.abs(value) - 1e-12) {
                    tail += weights[c];
                }
            }
            p += members.weight(b) * tail;
        }
        return new Difference(value, Math.min(1, p));
    }

    /**
     * Of the area under the curve, by DeLong, DeLong and Clarke-Pearson (Biometrics 1988): each member's share of non-members below
     * it, and each non-member's of members above it, have covariances between the two settings, which give the difference's
     * variance. Shares come from mid-ranks.
     */
    public static Difference ofAreas(AttackTrial first, AttackTrial second) {
        requireSameRecords(first, second);
        double[][] a = placements(first);
        double[][] b = placements(second);
        double value = Arrays.stream(a[0]).average().orElseThrow() - Arrays.stream(b[0]).average().orElseThrow();
        double variance = varianceOfMean(a[0], b[0]) + varianceOfMean(a[1], b[1]);
        if (!(variance > 0)) {
            return new Difference(value, Math.abs(value) < 1e-12 ? 1 : 0);
        }
        return new Difference(value,
                Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(value) / Math.sqrt(variance))));
    }

    /**
     * Of the strongest attacks of two settings, which may be different attacks: the value is {@link Strongest}'s here minus there.
     *
     * <p>The test asks whether more leaks in the setting that looks leakier. Its attack is picked on one half of the records, so that no
     * record judges an attack that it helped to pick; on the other half it must be ahead of <em>every</em> attack of the other setting, for
     * each might be that one's strongest: p is the largest of the one-sided p, which needs no correction (an intersection-union test,
     * Berger 1982). Both halves pick once and judge once, and p is doubled for that; and doubled again for having looked which setting
     * leaks more. Against a lone attack that was chosen beforehand, and that the first setting has too, there is only one way to
     * look: nothing leaks less than its floor.
     *
     * @param first      by attack, all on the same records; so {@code second}, which may hold one attack only
     * @param beforehand the attack that was chosen before anything was seen, if there is one
     * @param seed       of the halves
     */
    public static Difference ofStrongest(Map<String, AttackTrial> first, Map<String, AttackTrial> second, String beforehand, long seed) {
        AttackTrial one = first.values().iterator().next();
        if (one.members() < 2 || one.nonMembers() < 2) {
            throw new UserMistake("Paired test: " + one.members() + " members and " + one.nonMembers()
                    + " non-members cannot be halved; give at least two of each.");
        }
        second.values().forEach(other -> requireSameRecords(one, other));
        double value =
                Strongest.of(first, beforehand, seed).corrected().value() - Strongest.of(second, beforehand, seed).corrected().value();
        boolean oneWay = second.size() == 1 && second.containsKey(beforehand) && first.containsKey(beforehand);
        if (value == 0) {
            return new Difference(0, 1);
        }
        boolean[] half = Strongest.half(one, seed);
        double p = 1;
        for (boolean picking : new boolean[] {true, false}) {
            IntPredicate pick = record -> half[record] == picking;
            p = Math.min(p, value > 0 ? ahead(first, second, pick) : ahead(second, first, pick));
        }
        return new Difference(value, Math.min(1, (oneWay ? 2 : 4) * p));
    }

    /** The attack that is best on the records chosen against every other one of the rivals, on all other records: the largest p. */
    private static double ahead(Map<String, AttackTrial> leakier, Map<String, AttackTrial> rivals, IntPredicate pick) {
        AttackTrial best = null;
        double most = -1;
        for (AttackTrial trial : leakier.values()) {
            double accuracy = BalancedAccuracy.of(trial.only(pick)).value();
            if (Math.max(accuracy, 1 - accuracy) > most) {
                most = Math.max(accuracy, 1 - accuracy);
                best = accuracy < 0.5 ? trial.turned() : trial;
            }
        }
        AttackTrial judged = best.only(pick.negate());
        double largest = 0;
        for (AttackTrial rival : rivals.values()) {
            AttackTrial there = rival.only(pick.negate());
            largest = Math.max(largest, Math.max(oneSided(judged, there), oneSided(judged, there.turned())));
            if (largest > HOPELESS) {
                return 1;
            }
        }
        return largest;
    }

    /** How likely the first would be as far ahead as it is if it were not: McNemar's test, one side of it. */
    static double oneSided(AttackTrial first, AttackTrial second) {
        Side members = Side.of(first, second, true);
        Side others = Side.of(first, second, false);
        double value = members.difference() + others.difference();
        double[] weights = others.weights();
        double[] shifts = others.shifts();
        double p = 0;
        double tail = 0;
        int from = weights.length;
        // The more members are ahead, the fewer others need be: the tail only grows.
        for (int b = 0; b <= members.discordant; b++) {
            while (from > 0 && members.shift(b) + shifts[from - 1] >= value - 1e-12) {
                tail += weights[--from];
            }
            p += members.weight(b) * tail;
        }
        return Math.min(1, p);
    }

    /** For each member the share of non-members below it, for each non-member the share of members above; ties count half. */
    private static double[][] placements(AttackTrial trial) {
        NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
        double[] in = trial.scores(true);
        double[] out = trial.scores(false);
        double[] both = Arrays.copyOf(in, in.length + out.length);
        System.arraycopy(out, 0, both, in.length, out.length);
        double[] ranks = ranking.rank(both);
        double[] own = ranking.rank(in);
        double[] others = ranking.rank(out);
        double[] below = IntStream.range(0, in.length).mapToDouble(i -> (ranks[i] - own[i]) / out.length).toArray();
        double[] above = IntStream.range(0, out.length).mapToDouble(i -> 1 - (ranks[in.length + i] - others[i]) / in.length).toArray();
        return new double[][] {below, above};
    }

    private static double varianceOfMean(double[] a, double[] b) {
        double[] difference = IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
        double mean = Arrays.stream(difference).average().orElseThrow();
        double squares = Arrays.stream(difference).map(d -> (d - mean) * (d - mean)).sum();
        return difference.length < 2 ? 0 : squares / (difference.length - 1) / difference.length;
    }

    private static void requireSameRecords(AttackTrial first, AttackTrial second) {
        if (!Arrays.equals(first.member(), second.member())) {
            throw new UserMistake("Paired test: the two settings were attacked on different records; attack the same ones in both.");
        }
    }

    /**
     * One side's records.
     *
     * @param ahead      that the first setting gets right and the second wrong
     * @param discordant that either gets right and the other wrong
     */
    private record Side(int size, int ahead, int discordant) {
        static Side of(AttackTrial first, AttackTrial second, boolean members) {
            IntPredicate here = record -> first.member()[record] == members;
            IntPredicate differ = record -> first.saysMember(record) != second.saysMember(record);
            int[] rows = IntStream.range(0, first.size()).filter(here).toArray();
            int[] discordant = Arrays.stream(rows).filter(differ).toArray();
            int ahead = (int) Arrays.stream(discordant).filter(record -> first.saysMember(record) == members).count();
            return new Side(rows.length, ahead, discordant.length);
        }

        double difference() {
            return shift(ahead);
        }

        /** What the difference is if so many are ahead. */
        double shift(int count) {
            return (2.0 * count - discordant) / size;
        }

        double weight(int count) {
            return discordant == 0 ? 1 : BinomialDistribution.of(discordant, 0.5).probability(count);
        }

        double[] weights() {
            return IntStream.rangeClosed(0, discordant).mapToDouble(this::weight).toArray();
        }

        double[] shifts() {
            return IntStream.rangeClosed(0, discordant).mapToDouble(this::shift).toArray();
        }
    }
}
