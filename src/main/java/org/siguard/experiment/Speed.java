package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.net.NetworkProfile;

/**
 * What a party's computing takes on one engine, learnt from work of which it was seen how long it took:
 * <ol>
 * <li>so much a round, a byte and a multiplication, none of them negative, so that the squares of relative errors are least; what
 * is assumed of any machine counts as a little evidence, and decides where nothing was seen;
 * <li>times the factor by which work like the one in question took longer or shorter than that: the geometric mean of the factors
 * seen, each weighed by one over its squared distance in logarithms of rounds, bytes and multiplications (Shepard 1968), and no correction
 * weighed as one a distance of {@value #FAR} away.
 * </ol>
 * So what was just measured is predicted as it was measured, unless it was a surprise, and what is unlike anything that was is predicted by the first step alone. In
 * between the factor changes slowly: were it sudden, more work could be predicted to take less time.
 */
final class Speed {
    /** A 2-core server of 2023, in nanoseconds: better than nothing, until this machine has been measured. */
    private static final double[] ASSUMED = {6_000, 1.0, 0.5};
    private static final double TRUST_IN_ASSUMED = 0.02;
    private static final int SWEEPS = 200;
    /** At this distance, in logarithms, what was seen says as little as nothing. */
    private static final double FAR = 3;
    /** The squared distance at which work counts as the same. */
    private static final double SAME = 1e-4;
    private static final double MOST_SLOWER = 3;

    /** Times vary by this much from one moment to the next, however well they are known. */
    private static final double LEAST_DOUBT = Math.log(1 + RunResult.Foreseen.TOLERANCE);
    /** What an unknown machine may be faster or slower than what is assumed. */
    private static final double UNKNOWN = 4;

    private final List<Seen> seen;
    private final double[] nanos;
    /** By how much, in logarithms, what was seen is missed when it is predicted from the rest: root mean square. */
    private final double missed;

    /** Work, and how long its computing took, network apart. */
    record Seen(int rounds, long bytes, long multiplyAdds, double seconds) {
        static Seen of(Workload work, double seconds) {
            return new Seen(work.network().rounds(), work.network().bytes(), work.multiplyAdds(), seconds);
        }

        private double[] amounts() {
            return new double[] {rounds, bytes, multiplyAdds};
        }

        private boolean same(Seen other) {
            return rounds == other.rounds && bytes == other.bytes && multiplyAdds == other.multiplyAdds;
        }
    }

    Speed(List<Seen> seen) {
        this.seen = List.copyOf(seen);
        this.nanos = fitted(this.seen);
        this.missed = Math.sqrt(this.seen.stream().mapToDouble(each -> Math.log(each.seconds / computing(each.amounts(), each)))
                .map(error -> error * error).average().orElse(0));
    }

    List<Seen> seen() {
        return seen;
    }

    /** Whether anything was seen. */
    boolean known() {
        return !seen.isEmpty();
    }

    /**
     * What is seen now takes the place of what was seen of the same work before. Work that took far longer than was predicted was disturbed,
     * more likely than not: it counts as {@value #MOST_SLOWER} times the prediction, so that a machine that did become slow is learnt in
     * a few steps, and one bad moment does not spoil all that follows.
     *
     * @param now  of one moment: none of it says whether the rest was disturbed
     * @param most to be remembered
     */
    Speed with(List<Seen> now, int most) {
        List<Seen> all = new ArrayList<>(seen.stream().filter(old -> now.stream().noneMatch(old::same)).toList());
        for (Seen each : now) {
            double longest = known() ? MOST_SLOWER * computing(each.amounts()) : Double.POSITIVE_INFINITY;
            all.add(new Seen(each.rounds, each.bytes, each.multiplyAdds, Math.min(each.seconds, longest)));
        }
        return new Speed(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** The time that work would take, its messages over this network included. */
    double seconds(Workload work, NetworkProfile network) {
        return work.seconds(network, computing(work));
    }

    double computing(Workload work) {
        return computing(Seen.of(work, 0).amounts());
    }

    /**
     * The factor that a prediction of computing may be off by, either way. As what was seen is missed when it is predicted from the rest, so
     * may this be, and the more the less anything seen is like it; not less than a quarter, and {@value #UNKNOWN} where nothing was seen.
     */
    double doubt(Workload work) {
        if (!known()) {
            return UNKNOWN;
        }
        double[] amounts = Seen.of(work, 0).amounts();
        double nearest = Math.sqrt(seen.stream().mapToDouble(old -> squaredDistance(amounts, old.amounts())).min().orElseThrow());
        return Math.min(UNKNOWN, Math.exp(Math.max(LEAST_DOUBT, Math.max(missed, LEAST_DOUBT) * Math.min(2, nearest))));
    }

    private double computing(double[] amounts) {
        return computing(amounts, null);
    }

    /** @param except is left out; null: nothing is */
    private double computing(double[] amounts, Seen except) {
        double sum = 0;
        double weights = 1 / (FAR * FAR);
        for (Seen old : seen) {
            if (old.equals(except)) {
                continue;
            }
            double weight = 1 / (SAME + squaredDistance(amounts, old.amounts()));
            sum += weight * Math.log(old.seconds / linear(old.amounts()));
            weights += weight;
        }
        return linear(amounts) * Math.exp(sum / weights);
    }

    private double linear(double[] amounts) {
        double sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += nanos[i] * amounts[i];
        }
        return Math.max(sum, 1) / 1e9;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = Math.log1p(a[i]) - Math.log1p(b[i]);
            sum += d * d;
        }
        return sum;
    }

    /** Least squares of relative errors, one coefficient at a time, none below a twentieth of what is assumed. */
    private static double[] fitted(List<Seen> seen) {
        double[] nanos = ASSUMED.clone();
        for (int sweep = 0; sweep < SWEEPS && !seen.isEmpty(); sweep++) {
            for (int j = 0; j < nanos.length; j++) {
                double numerator = TRUST_IN_ASSUMED / ASSUMED[j];
                double denominator = TRUST_IN_ASSUMED / (ASSUMED[j] * ASSUMED[j]);
                for (Seen each : seen) {
                    double[] share = Arrays.stream(each.amounts()).map(amount -> amount / (each.seconds * 1e9)).toArray();
                    double others = 0;
                    for (int i = 0; i < share.length; i++) {
                        others += i == j ? 0 : nanos[i] * share[i];
                    }
                    numerator += share[j] * (1 - others);
                    denominator += share[j] * share[j];
                }
                nanos[j] = Math.max(ASSUMED[j] / 20, numerator / denominator);
            }
        }
        return nanos;
    }
}
