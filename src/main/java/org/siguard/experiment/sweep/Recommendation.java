package org.siguard.experiment.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.siguard.base.JsonObject;
import org.siguard.data.Draws;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.ring.Seed;

/**
 * The best setting of a sweep under limits, those that come next, and how sure the choice is: among the settings that keep the limits, the
 * one with the least {@link #aim}; of equal ones that with the least distortion, then the least latency, then the first.
 *
 * <p>How sure, by a paired bootstrap: members and non-members are drawn anew with replacement, {@value #RESAMPLES} times, the same ones for
 * every setting; each time the strongest attack, distortion, undefended share and top-1 of every setting are computed on them (the
 * strongest attack plainly, not corrected for having been picked, alike for all), and the choice is made again. A setting's share of these
 * choices says how often other records of the same kind would have led to it. Latency is not drawn anew: it does not hang on records. Where
 * settings were tried on different records there is no such share.
 *
 * @param limits  that were to be kept
 * @param aim     what was made least; most, for top-1
 * @param ranking the settings that keep the limits, best first
 * @param missed  those that do not, the nearest to the limits first
 * @param certain by number of setting, its share of the bootstrap's choices; empty where there was none
 * @param nothing the share of resamples in which no setting kept the limits
 * @param tied    the share of resamples in which two settings or more were equal in the aim, so that distortion or latency decided
 */
public record Recommendation(Limits limits, Aim aim, List<Trial> ranking, List<Trial> missed, Map<Integer, Double> certain,
        double nothing, double tied) {
    static final int RESAMPLES = 1000;
    /** A limit of nothing at all is taken for this when excesses are compared. */
    private static final double SMALLEST_LIMIT = 1e-3;

    public Recommendation {
        ranking = List.copyOf(ranking);
        missed = List.copyOf(missed);
        certain = Map.copyOf(certain);
    }

    public static Recommendation of(List<Trial> trials, Limits limits, Aim aim, long seed) {
        List<Trial> there = trials.stream().filter(Trial::succeeded).toList();
        List<Trial> ranking = there.stream().filter(trial -> limits.keeps(values(trial)))
                .sorted(Comparator.comparing(Recommendation::values, order(aim)).thenComparing(Trial::number)).toList();
        List<Trial> missed = there.stream().filter(trial -> !ranking.contains(trial))
                .sorted(Comparator.comparingDouble((Trial trial) -> excess(trial, limits))
                        .thenComparing(Recommendation::values, order(aim)).thenComparing(Trial::number))
                .toList();
        Map<Integer, Double> certain = new HashMap<>();
        double nothing = 0;
        double tied = 0;
        if (comparable(there)) {
            int[] wins = wins(there, limits, aim, seed);
            for (int i = 0; i < there.size(); i++) {
                certain.put(there.get(i).number(), (double) wins[i] / RESAMPLES);
            }
            nothing = (double) wins[there.size()] / RESAMPLES;
            tied = (double) wins[there.size() + 1] / RESAMPLES;
        }
        return new Recommendation(limits, aim, ranking, missed, certain, nothing, tied);
    }

    /** The settings that are equal to the best in what was aimed at: between these, distortion, then latency decided. */
    public List<Trial> level() {
        return ranking.isEmpty() ? List.of()
                : ranking.stream().filter(trial -> aim.cost(trial.value(aim)) == aim.cost(ranking.getFirst().value(aim))).toList();
    }

    /** That others are as good in what was aimed at, where they are; empty where none is. */
    public String tie() {
        int others = level().size() - 1;
        return others < 1 ? ""
                : (others == 1 ? "One other is" : others + " others are") + " equal to it in " + aim.label()
                        + "; the least distortion, then the least latency, decided.";
    }

    /** How far beyond its limits a setting is, each in shares of the limit, summed. */
    private static double excess(Trial trial, Limits limits) {
        return limits.most().entrySet().stream().mapToDouble(limit -> {
            double beyond = limit.getKey().cost(trial.value(limit.getKey())) - limit.getKey().cost(limit.getValue());
            return Math.max(0, beyond) / Math.max(Math.abs(limit.getValue()), SMALLEST_LIMIT);
        }).sum();
    }

    private static Comparator<Map<Aim, Double>> order(Aim aim) {
        return Comparator.comparingDouble((Map<Aim, Double> values) -> aim.cost(values.get(aim)))
                .thenComparingDouble(values -> Aim.DISTORTION.cost(values.get(Aim.DISTORTION)))
                .thenComparingDouble(values -> Aim.LATENCY.cost(values.get(Aim.LATENCY)));
    }

    private static Map<Aim, Double> values(Trial trial) {
        Map<Aim, Double> out = new EnumMap<>(Aim.class);
        trial.figures().forEach((aim, figure) -> out.put(aim, figure.value()));
        return out;
    }

    private static boolean comparable(List<Trial> trials) {
        return !trials.isEmpty() && trials.stream().map(trial -> trial.records().asked()).distinct().count() == 1
                && trials.get(0).records().size() > 1;
    }

    /** How often each is chosen; behind them, how often none is, and how often the aim alone does not decide. */
    private static int[] wins(List<Trial> trials, Limits limits, Aim aim, long seed) {
        boolean[] member = trials.get(0).records().member();
        int[] in = IntStream.range(0, member.length).filter(i -> member[i]).toArray();
        int[] out = IntStream.range(0, member.length).filter(i -> !member[i]).toArray();
        Draws draws = Draws.of(Seed.of(seed).derive("recommendation"));
        Comparator<Map<Aim, Double>> order = order(aim);
        int[] wins = new int[trials.size() + 2];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] members = drawn(in, draws);
            int[] others = drawn(out, draws);
            int best = trials.size();
            Map<Aim, Double> least = null;
            boolean equal = false;
            for (int i = 0; i < trials.size(); i++) {
                Map<Aim, Double> values = resampled(trials.get(i), members, others);
                if (!limits.keeps(values)) {
                    continue;
                }
                int inAim = least == null ? -1 : Double.compare(aim.cost(values.get(aim)), aim.cost(least.get(aim)));
                equal = inAim == 0 || equal && inAim > 0;
                if (least == null || order.compare(values, least) < 0) {
                    best = i;
                    least = values;
                }
            }
            wins[best]++;
            wins[trials.size() + 1] += equal ? 1 : 0;
        }
        return wins;
    }

    private static int[] drawn(int[] from, Draws draws) {
        return IntStream.range(0, from.length).map(i -> from[draws.below(from.length)]).toArray();
    }

    private static Map<Aim, Double> resampled(Trial trial, int[] members, int[] others) {
        TrialRecords records = trial.records();
        double strongest = 0.5;
        for (boolean[] right : records.right()) {
            double accuracy = (share(right, members) + share(right, others)) / 2;
            strongest = Math.max(strongest, Math.max(accuracy, 1 - accuracy));
        }
        double moved = 0;
        int undefended = 0;
        for (int[] side : new int[][] {members, others}) {
            for (int record : side) {
                moved += records.distortion()[record];
                undefended += records.distortion()[record] < org.siguard.experiment.RecordScores.ROUNDING ? 1 : 0;
            }
        }
        int count = members.length + others.length;
        Map<Aim, Double> out = new EnumMap<>(Aim.class);
        out.put(Aim.STRONGEST, strongest);
        out.put(Aim.DISTORTION, moved / count);
        out.put(Aim.UNDEFENDED, (double) undefended / count);
        out.put(Aim.TOP1, share(records.rightLabel(), others));
        out.put(Aim.LATENCY, trial.value(Aim.LATENCY));
        return out;
    }

    private static double share(boolean[] right, int[] rows) {
        int count = 0;
        for (int row : rows) {
            count += right[row] ? 1 : 0;
        }
        return rows.length == 0 ? 0 : (double) count / rows.length;
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode root = JsonObject.create().put("format", "siguard-recommendation").put("version", 1);
        ObjectNode kept = root.putObject("limits");
        limits.most().forEach((each, value) -> kept.put(each.label(), value));
        root.put("aim", aim.label()).put("method",
                certain.isEmpty() ? "the trials asked for different records: no bootstrap"
                        : "paired bootstrap over records, " + RESAMPLES + " resamples, latency fixed");
        put(root.putArray("ranking"), ranking);
        put(root.putArray("outsideTheLimits"), missed);
        root.put("shareOfResamplesWithoutAnySetting", nothing);
        root.put("shareOfResamplesThatTieInTheAim", tied);
        return root;
    }

    private void put(ArrayNode list, List<Trial> trials) {
        for (Trial trial : trials) {
            ObjectNode node = list.addObject();
            SweepResult.describe(node, trial);
            if (!certain.isEmpty()) {
                node.put("shareOfResamples", certain.getOrDefault(trial.number(), 0.0));
            }
        }
    }

    /** For people, a line each. */
    public List<String> inWords() {
        List<String> out = new ArrayList<>();
        out.add("Wanted: " + (aim == Aim.TOP1 ? "most " : "least ") + aim.label() + " with " + limits.inWords() + ".");
        if (ranking.isEmpty()) {
            out.add("No setting that was tried keeps the limits." + (missed.isEmpty() ? "" : " Nearest: " + line(missed.get(0))));
            return out;
        }
        out.add("Best: " + line(ranking.get(0)));
        if (!tie().isEmpty()) {
            out.add("A tie: " + Character.toLowerCase(tie().charAt(0)) + tie().substring(1));
        }
        ranking.stream().skip(1).limit(4).forEach(trial -> out.add("Next: " + line(trial)));
        if (certain.isEmpty()) {
            out.add("How sure: not known by bootstrap, the settings were tried on different records; compare their intervals.");
        } else {
            out.add(String.format(java.util.Locale.ROOT,
                    "How sure: drawn anew %d times from the same records (paired bootstrap, latency fixed), "
                            + "the choice fell on it in %.0f %% of cases, and on none in %.0f %%.",
                    RESAMPLES,
                    100 * certain.getOrDefault(ranking.get(0).number(), 0.0), 100 * nothing));
            if (aim == Aim.LATENCY) {
                out.add("Latency does not hang on records: these cases vary only in which settings keep the limits.");
            }
            if (tied > 0) {
                out.add(String.format(java.util.Locale.ROOT,
                        "In %.0f %% of cases several settings were equal in %s, and the least distortion, then the least latency, decided.",
                        Math.max(1, 100 * tied), aim.label()));
            }
        }
        return out;
    }

    private String line(Trial trial) {
        StringBuilder out = new StringBuilder(trial.inWords()).append(":");
        for (Aim each : Aim.values()) {
            var figure = trial.figures().get(each);
            out.append(' ').append(each.label()).append(' ').append(each.shown(figure.value())).append(" [")
                    .append(each.shown(figure.low()))
                    .append(", ").append(each.shown(figure.high())).append("]").append(each == Aim.LATENCY ? "" : ",");
        }
        if (!certain.isEmpty()) {
            out.append(String.format(java.util.Locale.ROOT, "; chosen in %.0f %%", 100 * certain.getOrDefault(trial.number(), 0.0)));
        }
        return out.toString();
    }
}
