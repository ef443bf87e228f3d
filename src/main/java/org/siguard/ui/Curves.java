package org.siguard.ui;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        sorted.forEach(attack -> out.add(attack + " on every output"));
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
        List<RocCurves.Curve> curves = new ArrayList<>();
        for (RecordScores.Trial trial : result.scores().trials()) {
            if (choice.equals(plainName(trial.attack()) + " on every output")) {
                curves.add(RocCurves.Curve.of(trial.output().label() + (trial.attack().endsWith(ADAPTED) ? ADAPTED : ""),
                        Roc.of(trial.trial())));
            }
        }
        if (curves.isEmpty()) {
            result.scores().trials().stream().filter(trial -> choice.equals("the strongest on " + trial.output().label() + " outputs"))
                    .sorted((one, other) -> Double.compare(accuracy(result, other), accuracy(result, one))).limit(MOST)
                    .forEach(trial -> curves.add(RocCurves.Curve.of(trial.attack(), Roc.of(trial.trial()))));
        }
        return new RocCurves("ROC: " + choice, curves);
    }

    private static double accuracy(RunResult result, RecordScores.Trial trial) {
        return result.figures().attacks().stream()
                .filter(figure -> figure.attack().equals(trial.attack()) && figure.output() == trial.output())
                .mapToDouble(figure -> figure.accuracy().value()).findFirst().orElse(0);
    }

    /** Without a guard and behind it; none where the attack that looks at confidences was not run. */
    static Optional<Drawing> confidences(RunResult result) {
        List<ConfidenceHistogram> histograms = new ArrayList<>();
        for (Output output : new Output[] {Output.SECURE, Output.GUARDED}) {
            // The score of the confidence attack is what was released for the true label.
            result.scores().trials().stream().filter(trial -> trial.attack().equals(CONFIDENCE) && trial.output() == output).findFirst()
                    .ifPresent(trial -> histograms
                            .add(ConfidenceHistogram.of(output == Output.SECURE ? "before the guard" : "behind the guard",
                                    trial.trial().scores(), trial.trial().member())));
        }
        return histograms.isEmpty() ? Optional.empty() : Optional.of(new Confidences(histograms));
    }
}
