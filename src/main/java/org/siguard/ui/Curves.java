package org.siguard.ui;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Roc;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.experiment.Output;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.RunResult;
import org.siguard.report.ConfidenceHistogram;
import org.siguard.report.Confidences;
import org.siguard.report.Drawing;
import org.siguard.report.RocCurves;

/** The figures that are made from what each attack said of each record of a run. */
final class Curves {
    /** With one threshold its scores are the confidences themselves; with one a class they are distances to it. */
    private static final String CONFIDENCE = new ConfidenceAttack(Thresholds.GLOBAL).name();
    private static final String ADAPTED = ", adapted";
    private static final String EVERY = " on every output";
    /** More curves than this cannot be told apart. */
    private static final int MOST = 6;

    private Curves() {
    }

    /** What can be looked at: one attack on every output, or the strongest attacks on one output. */
    static List<String> choices(RunResult result) {
        List<String> out = new ArrayList<>();
        Set<String> attacks = new LinkedHashSet<>();
        result.scores().trials().forEach(trial -> attacks.add(plainName(trial.attack())));
        List<String> sorted = new ArrayList<>(attacks);
        sorted.sort((one, other) -> Boolean.compare(other.equals(CONFIDENCE), one.equals(CONFIDENCE)));
        sorted.forEach(attack -> out.add(attack + EVERY));
        for (Output output : Output.values()) {
            if (result.scores().trials().stream().anyMatch(trial -> trial.output() == output)) {
                out.add("the strongest on " + output.label() + " outputs");
            }
        }
        return out;
    }

    private static String plainName(String attack) {
        return attack.endsWith(ADAPTED) ? attack.substring(0, attack.length() - ADAPTED.length()) : attack;
    }

    static Drawing roc(RunResult result, String choice) {
        return roc(result, choice, Selection.NOTHING, CurvesViewModel.Others.NONE);
    }

    /** With rings where the threshold is the score of the record that is pointed at, and the guarded curves of other runs. */
    static Drawing roc(RunResult result, String choice, Selection selection, CurvesViewModel.Others others) {
        List<RocCurves.Curve> curves = new ArrayList<>();
        for (RecordScores.Trial trial : result.scores().trials()) {
            if (choice.equals(plainName(trial.attack()) + EVERY)) {
                curves.add(curve(trial.output().label() + (trial.attack().endsWith(ADAPTED) ? ADAPTED : ""), trial, selection));
            }
        }
        if (curves.isEmpty()) {
            strongest(result, result.scores(), choice).limit(MOST)
                    .forEach(trial -> curves.add(curve(trial.attack(), trial, selection)));
        }
        others.pinned().ifPresent(run -> beside(run, choice, run.name(), curves));
        others.chosen().filter(run -> !run.isOf(result.figures())).ifPresent(run -> beside(run, choice, run.name() + " (chosen)", curves));
        return new RocCurves("ROC: " + choice, curves);
    }

    /** One curve of another run: the same attack behind its guard, or the strongest on the same output. */
    private static void beside(RunBeside run, String choice, String name, List<RocCurves.Curve> curves) {
        RecordScores scores = run.scores();
        scores.trials().stream().filter(trial -> trial.output() == Output.GUARDED && choice.equals(trial.attack() + EVERY)).findFirst()
                .ifPresentOrElse(trial -> curves.add(RocCurves.Curve.of("guarded in " + name, Roc.of(trial.trial()))),
                        () -> strongest(run.result(), scores, choice).findFirst().ifPresent(
                                trial -> curves.add(RocCurves.Curve.of(trial.attack() + " in " + name, Roc.of(trial.trial())))));
    }

    /** All attacks on the output of the choice, the strongest first; none where the choice is of another kind. */
    private static Stream<RecordScores.Trial> strongest(RunResult result, RecordScores scores, String choice) {
        return scores.trials().stream().filter(trial -> choice.equals("the strongest on " + trial.output().label() + " outputs"))
                .sorted((one, other) -> Double.compare(accuracy(result, other), accuracy(result, one)));
    }

    private static RocCurves.Curve curve(String name, RecordScores.Trial trial, Selection selection) {
        RocCurves.Curve curve = RocCurves.Curve.of(name, Roc.of(trial.trial()));
        OptionalInt record = selection.record();
        return record.isPresent() && record.getAsInt() < trial.trial().size()
                ? curve.marked(trial.trial(), trial.trial().scores()[record.getAsInt()]) : curve;
    }

    private static double accuracy(RunResult result, RecordScores.Trial trial) {
        return result.figures().attacks().stream()
                .filter(figure -> figure.attack().equals(trial.attack()) && figure.output() == trial.output())
                .mapToDouble(figure -> figure.accuracy().value()).findFirst().orElse(0);
    }

    /** The outputs whose confidences are shown, in the order of the histograms. */
    static final List<Output> CONFIDENCES = List.of(Output.SECURE, Output.GUARDED);

    /** Without a guard and behind it; none where the attack that looks at confidences was not run. */
    static Optional<Drawing> confidences(RunResult result) {
        return confidences(result, Selection.NOTHING, CurvesViewModel.Others.NONE);
    }

    /**
     * With the records that were picked outlined in every histogram, the one that is pointed at as a line, those of a baseline below, and those
     * of a chosen run as steps over the guarded ones.
     */
    static Optional<Drawing> confidences(RunResult result, Selection selection, CurvesViewModel.Others others) {
        List<ConfidenceHistogram> histograms = new ArrayList<>();
        List<ConfidenceHistogram> picked = new ArrayList<>();
        List<Double> marks = new ArrayList<>();
        Set<Integer> places = picked(result, selection);
        for (Output output : CONFIDENCES) {
            // The score of the confidence attack is what was released for the true label.
            confidences(result.scores(), output).ifPresent(trial -> {
                String name = output == Output.SECURE ? "before the guard" : "behind the guard";
                histograms.add(ConfidenceHistogram.of(name, trial.scores(), trial.member()));
                if (!places.isEmpty()) {
                    picked.add(ConfidenceHistogram.of(name, places.stream().mapToDouble(place -> trial.scores()[place]).toArray(),
                            members(trial, places)));
                }
                selection.record().ifPresent(place -> marks.add(place < trial.size() ? trial.scores()[place] : Double.NaN));
            });
        }
        Optional<Confidences.Outline> chosen = others.chosen().filter(run -> histograms.size() > 1 && !run.isOf(result.figures()))
                .flatMap(run -> guarded(run, "in " + run.name() + " (chosen)")).map(histogram -> new Confidences.Outline(1, histogram));
        if (!histograms.isEmpty()) {
            others.pinned().flatMap(run -> guarded(run, "behind the guard, " + run.name())).ifPresent(histograms::add);
        }
        return histograms.isEmpty() ? Optional.empty() : Optional.of(new Confidences(histograms, picked, marks, chosen));
    }

    private static Optional<ConfidenceHistogram> guarded(RunBeside run, String name) {
        return confidences(run.scores(), Output.GUARDED).map(trial -> ConfidenceHistogram.of(name, trial.scores(), trial.member()));
    }

    private static Optional<AttackTrial> confidences(RecordScores scores, Output output) {
        return scores.trials().stream().filter(trial -> trial.attack().equals(CONFIDENCE) && trial.output() == output).findFirst()
                .map(RecordScores.Trial::trial);
    }

    private static boolean[] members(AttackTrial trial, Set<Integer> places) {
        boolean[] out = new boolean[places.size()];
        int i = 0;
        for (int place : places) {
            out[i++] = trial.member()[place];
        }
        return out;
    }

    /** The records, by their places, whose confidence lies in the range that was picked. */
    static Set<Integer> picked(RunResult result, Selection selection) {
        if (result == null || selection.range().isEmpty()) {
            return Set.of();
        }
        Selection.Range range = selection.range().get();
        Optional<AttackTrial> trial = confidences(result.scores(), range.output());
        Set<Integer> out = new LinkedHashSet<>();
        trial.ifPresent(known -> IntStream.range(0, known.size()).filter(place -> range.holds(known.scores()[place])).forEach(out::add));
        return out;
    }

    /** What the attackers say of the record that is pointed at; empty where none is, or the run does not know it. */
    static String verdicts(RunResult result, Selection selection) {
        if (result == null || selection.record().isEmpty() || selection.record().getAsInt() >= result.scores().size()) {
            return "";
        }
        int place = selection.record().getAsInt();
        boolean member = result.scores().member()[place];
        return "Record " + (place + 1) + ", " + (member ? "a member" : "no member") + ": called a member by "
                + votes(result, Output.SECURE, place)
                + " without the guard, by " + votes(result, Output.GUARDED, place) + " behind it.";
    }

    private static String votes(RunResult result, Output output, int place) {
        List<RecordScores.Trial> here = result.scores().trials().stream().filter(trial -> trial.output() == output).toList();
        return here.stream().filter(trial -> trial.trial().saysMember(place)).count() + " of " + here.size() + " attacks";
    }
}
