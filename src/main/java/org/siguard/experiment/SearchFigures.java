package org.siguard.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Rates;
import org.siguard.base.UserMistake;
import org.siguard.guard.Feasibility;
import org.siguard.guard.SearchLog;
import org.siguard.model.Model;

/**
 * What SIGuard's searches did, over many queries; every share with its 95 % interval.
 *
 * @param undefended  queries for which no noise was ever valid: their fallback left, or the prediction as it was
 * @param infeasible  how many of these no search could have turned, which is proved; and {@code undecided} those of which it is not known
 * @param byMargin    undefended queries by how far the label's logit was ahead of the next
 * @param passed      for every outer iteration, queries for which it found valid noise
 * @param noise       the mean length of e when the last outer iteration ends, in logits
 * @param distortion  the mean of |p* − p|, summed over classes
 * @param firstRound  the mean of h, turned so that it begins above zero, at every point of the first outer iteration; and {@code lastRound} of the
 *                    last
 */
public record SearchFigures(BySide undefended, int infeasible, int undecided, List<Bin> byMargin, List<Estimate> passed, BySide noise,
        BySide distortion, double[] firstRound, double[] lastRound) {
    private static final double[] MARGINS = {0, 1, 2, 4, 8, Double.POSITIVE_INFINITY};
    private static final double TWO_SIDED_95 = 1.96;

    /** A figure of members, and of non-members. */
    public record BySide(Estimate members, Estimate nonMembers) {
    }

    /** Queries with a margin from {@code from} on and below {@code to}. */
    public record Bin(double from, double to, int queries, Estimate undefended) {
    }

    /**
     * @param traces  one a query
     * @param margins how far the label's logit is ahead of the next, one a query
     * @param member  who is one
     * @param h       the classifier that was searched with
     */
    static SearchFigures of(List<SearchLog.Trace> traces, double[] margins, boolean[] member, Model h) {
        if (traces.size() != member.length || traces.isEmpty()) {
            throw new UserMistake("A guard that does not search has nothing to tell of its searches; name one of SIGuard's.");
        }
        int[] verdicts = feasibility(traces, h);
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i + 1 < MARGINS.length; i++) {
            double from = MARGINS[i];
            double to = MARGINS[i + 1];
            int count = (int) IntStream.range(0, margins.length).filter(q -> margins[q] >= from && margins[q] < to).count();
            if (count > 0) {
                bins.add(new Bin(from, to, count, undefended(traces, q -> margins[q] >= from && margins[q] < to)));
            }
        }
        int rounds = traces.get(0).passed().size();
        List<Estimate> passed = IntStream.range(0, rounds).mapToObj(
                round -> Rates.clopperPearson((int) traces.stream().filter(trace -> trace.passed().get(round)).count(), traces.size()))
                .toList();
        return new SearchFigures(new BySide(undefended(traces, q -> member[q]), undefended(traces, q -> !member[q])), verdicts[0],
                verdicts[1], bins, passed, bySide(traces, member, SearchLog.Trace::noise),
                bySide(traces, member, SearchLog.Trace::distortion),
                mean(traces, 0), mean(traces, rounds - 1));
    }

    private static Estimate undefended(List<SearchLog.Trace> traces, IntPredicate chosen) {
        int[] queries = IntStream.range(0, traces.size()).filter(chosen).toArray();
        return Rates.clopperPearson((int) IntStream.of(queries).filter(q -> traces.get(q).undefended()).count(), queries.length);
    }

    /** How many of the undefended cannot be turned, and of how many that is not known. The same for all of a label and a side of h. */
    private static int[] feasibility(List<SearchLog.Trace> traces, Model h) {
        Feasibility feasibility = new Feasibility(h);
        Map<List<Object>, Feasibility.Verdict> known = new HashMap<>();
        int[] out = new int[2];
        for (SearchLog.Trace trace : traces) {
            if (trace.undefended()) {
                double[] p = trace.original();
                int label = IntStream.range(0, p.length).reduce((a, b) -> p[b] > p[a] ? b : a).orElseThrow();
                boolean member = trace.opinion() >= 0;
                Feasibility.Verdict verdict = known.computeIfAbsent(List.of(label, member),
                        any -> feasibility.of(label, p.length, member ? 1 : -1));
                out[0] += verdict == Feasibility.Verdict.INFEASIBLE ? 1 : 0;
                out[1] += verdict == Feasibility.Verdict.UNDECIDED ? 1 : 0;
            }
        }
        return out;
    }

    private static BySide bySide(List<SearchLog.Trace> traces, boolean[] member, ToDoubleFunction<SearchLog.Trace> figure) {
        return new BySide(mean(traces, q -> member[q], figure), mean(traces, q -> !member[q], figure));
    }

    /** With the interval of a mean of many. */
    private static Estimate mean(List<SearchLog.Trace> traces, IntPredicate chosen, ToDoubleFunction<SearchLog.Trace> figure) {
        double[] values = IntStream.range(0, traces.size()).filter(chosen).mapToDouble(q -> figure.applyAsDouble(traces.get(q))).toArray();
        double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
        double variance = IntStream.range(0, values.length).mapToDouble(i -> (values[i] - mean) * (values[i] - mean)).sum()
                / Math.max(1, values.length - 1);
        double half = TWO_SIDED_95 * Math.sqrt(variance / values.length);
        return new Estimate(mean, Math.max(0, mean - half), mean + half);
    }

    /** Over those that got so far: an early exit leaves some points out. */
    private static double[] mean(List<SearchLog.Trace> traces, int round) {
        int longest = traces.stream().mapToInt(trace -> trace.doubt(round).length).max().orElse(0);
        return IntStream.range(0, longest).mapToDouble(point -> traces.stream().map(trace -> trace.doubt(round))
                .filter(points -> points.length > point).mapToDouble(points -> points[point]).average().orElseThrow()).toArray();
    }
}
