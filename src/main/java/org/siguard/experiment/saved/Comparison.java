package org.siguard.experiment.saved;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.siguard.attack.metric.Difference;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Output;
import org.siguard.experiment.RecordScores;

/**
 * Two runs or more side by side: which settings and figures differ, and, where they attacked the same records, which attacks did better
 * or worse in a later one than in the first, by the paired test of {@link Difference}.
 *
 * @param runs     in the order given
 * @param settings those that are not the same in all runs, by key, one value a run
 * @param figures  by name, one value a run; empty where a run has no such figure
 * @param tests    later runs against the first
 * @param notes    what keeps the runs from being compared, or from being compared record by record
 */
public record Comparison(List<SavedRun> runs, Map<String, List<String>> settings, Map<String, List<String>> figures, List<Test> tests,
        List<String> notes) {
    /**
     * One attack in two runs.
     *
     * @param difference of balanced accuracy, the later run's minus the first's
     */
    public record Test(SavedRun later, String attack, Output output, Difference difference) {
    }

    public static Comparison of(List<SavedRun> runs) {
        if (runs.size() < 2) {
            throw new UserMistake("A comparison wants two runs or more; name them, see siguard runs list.");
        }
        Map<String, List<String>> settings = new LinkedHashMap<>();
        Experiment.PARAMETERS.forEach(parameter -> {
            List<String> values = runs.stream().map(run -> run.result().experiment().settings().text(parameter)).toList();
            if (values.stream().distinct().count() > 1) {
                settings.put(parameter.key(), values);
            }
        });
        List<Map<String, String>> lines = runs.stream().map(run -> {
            Map<String, String> line = new LinkedHashMap<>();
            RunTable.figures(line, run.result().figures());
            return line;
        }).toList();
        Set<String> names = new LinkedHashSet<>();
        lines.forEach(line -> names.addAll(line.keySet()));
        Map<String, List<String>> figures = new LinkedHashMap<>();
        names.forEach(name -> figures.put(name, lines.stream().map(line -> line.getOrDefault(name, "")).toList()));
        List<Test> tests = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        SavedRun first = runs.get(0);
        RecordScores base = first.scores();
        for (SavedRun later : runs.subList(1, runs.size())) {
            test(first, base, later, tests, notes);
        }
        return new Comparison(List.copyOf(runs), settings, figures, List.copyOf(tests), List.copyOf(notes));
    }

    private static void test(SavedRun first, RecordScores base, SavedRun later, List<Test> tests, List<String> notes) {
        SortedSet<String> differing = first.result().experiment().formulas().differing(later.result().experiment().formulas());
        if (!differing.isEmpty()) {
            notes.add(first.id() + " and " + later.id() + " were computed by different versions of " + String.join(", ", differing)
                    + ": their figures say different things, and no difference is tested.");
            return;
        }
        RecordScores scores = later.scores();
        if (!first.result().experiment().get(Experiment.MODEL).equals(later.result().experiment().get(Experiment.MODEL))
                || !SavedRuns.sameRecords(base, scores)) {
            notes.add(
                    first.id() + " and " + later.id() + " attacked different records: no paired test. The same model, records, queries and "
                            + "seed give the same ones.");
            return;
        }
        for (RecordScores.Trial one : base.trials()) {
            scores.trials().stream().filter(other -> other.attack().equals(one.attack()) && other.output() == one.output()).findFirst()
                    .ifPresent(other -> tests.add(new Test(later, one.attack(), one.output(),
                            Difference.ofDecisions(other.trial(), one.trial()))));
        }
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode root = JsonObject.create();
        ArrayNode ids = root.putArray("runs");
        runs.forEach(run -> ids.add(run.id()));
        put(root.putObject("settings"), settings);
        put(root.putObject("figures"), figures);
        ArrayNode list = root.putArray("tests");
        tests.forEach(test -> list.addObject().put("run", test.later().id()).put("against", runs.get(0).id()).put("attack", test.attack())
                .put("output", test.output().label()).put("difference", test.difference().value()).put("p", test.difference().p())
                .put("significant", test.difference().significant()));
        ArrayNode more = root.putArray("notes");
        notes.forEach(more::add);
        return root;
    }

    private static void put(ObjectNode node, Map<String, List<String>> table) {
        table.forEach((key, values) -> values.forEach(node.putArray(key)::add));
    }
}
