package org.siguard.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/** What figures mean, in words that need no course in privacy. */
public final class Findings {
    /** What is said as long as there is nothing to say. */
    public static final String NONE = "No figures yet.";

    /** What a predicted latency rests on. */
    public static final String PREDICTED = "predicted from declared costs and this machine's speed";

    private Findings() {
    }

    /** The whole matter in one line. */
    public static String inOneLine(Figures figures) {
        if (figures == null || figures.attacks().isEmpty()) {
            return NONE;
        }
        List<String> parts = new ArrayList<>();
        for (Output output : Output.values()) {
            strongest(figures, output).ifPresent(f -> parts.add(
                    InWords.percent(f.accuracy().value(), 0) + " (" + InWords.name(output, figures.fidelity(), ", ") + ")"));
        }
        return "An attacker tells members from non-members with " + String.join(", ", parts) + "; " + InWords.percent(0.5, 0)
                + " is guessing; " + InWords.percent(figures.gapFloor(), 0) + " is what wrong labels alone give away.";
    }

    /** How many records the figures rest on. */
    public static String records(Figures figures) {
        return InWords.count(figures.members()) + " members and " + InWords.count(figures.nonMembers()) + " non-members";
    }

    /**
     * The attack that does best on this kind of output, corrected for having been picked: the one a careful owner reckons with. Of figures that
     * do not say, the best as it looks, turned round where it is below a half.
     */
    public static Optional<Figures.StrongestFigure> strongest(Figures figures, Output output) {
        List<Figures.AttackFigure> here = figures.attacks().stream().filter(f -> f.output() == output).toList();
        return Optional.ofNullable(figures.strongest(output)).or(() -> here.stream()
                .map(f -> new Figures.StrongestFigure(output, f.attack(), turned(f.accuracy()), here.size()))
                .max(Comparator.comparingDouble(f -> f.accuracy().value())));
    }

    private static Estimate turned(Estimate accuracy) {
        return accuracy.value() >= 0.5 ? accuracy : new Estimate(1 - accuracy.value(), 1 - accuracy.high(), 1 - accuracy.low());
    }
}
