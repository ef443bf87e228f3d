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
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/**
 * A difference between two settings, on the same records. It is called one only when the paired test says so.
 *
 * @param value first minus second
 * @param p     how likely so large a difference would be if there were none
 */
public record Difference(double value, double p) {
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
     * Of the strongest attacks of two settings, which may be different attacks. Each is picked on one half of the records and compared
     * on the other, so that no record judges an attack that it helped to pick; both ways round: the value is the mean of the two, p is
     * twice the smaller (Bonferroni). An attack that is right less than half the time on the one half is read the other way round.
     *
     * @param first  by attack, all on the same records; so {@code second}, which may hold one attack only
     * @param seed   of the halves
     */
    public static Difference ofStrongest(Map<String, AttackTrial> first, Map<String, AttackTrial> second, long seed) {
        AttackTrial one = first.values().iterator().next();
        if (one.members() < 2 || one.nonMembers() < 2) {
            throw new UserMistake("Paired test: " + one.members() + " members and " + one.nonMembers()
                    + " non-members cannot be halved; give at least two of each.");
        }
        boolean[] half = Strongest.half(one, Draws.of(Seed.of(seed).derive("halves")));
        Difference there = judged(first, second, half, true);
        Difference here = judged(first, second, half, false);
        return new Difference((there.value + here.value) / 2, Math.min(1, 2 * Math.min(there.p, here.p)));
    }

    private static Difference judged(Map<String, AttackTrial> first, Map<String, AttackTrial> second, boolean[] half, boolean picking) {
        IntPredicate pick = record -> half[record] == picking;
        return ofDecisions(picked(first, pick), picked(second, pick));
    }

    /** The attack that is best on the records chosen, on all the others. */
    private static AttackTrial picked(Map<String, AttackTrial> trials, IntPredicate pick) {
        AttackTrial best = null;
        double most = -1;
        for (AttackTrial trial : trials.values()) {
            double accuracy = BalancedAccuracy.of(trial.only(pick)).value();
            if (Math.max(accuracy, 1 - accuracy) > most) {
                most = Math.max(accuracy, 1 - accuracy);
                best = accuracy < 0.5 ? trial.turned() : trial;
            }
        }
        return best.only(pick.negate());
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
