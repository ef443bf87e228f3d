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

    /** What leaks, what the guard changes, what it cannot change, what it costs: one paragraph each. */
    public static List<String> inParagraphs(Figures figures) {
        if (figures == null || figures.attacks().isEmpty()) {
            return List.of(NONE);
        }
        List<String> paragraphs = new ArrayList<>();
        strongest(figures, Output.SECURE).or(() -> strongest(figures, Output.PLAIN)).ifPresent(f -> paragraphs.add(leak(f)));
        guarded(figures).ifPresent(paragraphs::add);
        paragraphs.add("What no guard of this kind can change: it keeps every label, so whoever knows the true label still learns from "
                + "whether the answer is right. The model errs more often on records it never saw, and that alone gives "
                + InWords.percent(figures.gapFloor(), 1) + ". Only a model that generalises better lowers this.");
        cost(figures).ifPresent(paragraphs::add);
        return List.copyOf(paragraphs);
    }

    private static String leak(Figures.AttackFigure strongest) {
        return "What leaks: without a guard, the best attack tried (" + strongest.attack() + ") tells members from non-members with "
                + interval(strongest.accuracy()) + ", where guessing gives " + InWords.percent(0.5, 0)
                + ". Computing in shares hides inputs and weights; it does not hide what the answers say.";
    }

    /** Careful on purpose: intervals that overlap are no proof of a difference, nor of none. */
    private static Optional<String> guarded(Figures figures) {
        Optional<Figures.AttackFigure> before = strongest(figures, Output.SECURE);
        Optional<Figures.AttackFigure> after = strongest(figures, Output.GUARDED);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        Estimate was = before.get().accuracy();
        Estimate is = after.get().accuracy();
        String verdict = is.high() < was.low() ? "clearly lower than without it"
                : is.low() > was.high() ? "clearly higher than without it: this guard does harm"
                        : "too close to the figure without it to call a difference with so few records";
        return Optional
                .of("What the guard changes: the best attack on guarded answers (" + after.get().attack() + ") reaches " + interval(is)
                        + ", " + verdict + ".");
    }

    private static Optional<String> cost(Figures figures) {
        Figures.Latency latency = figures.latency();
        if (latency == null) {
            return Optional.empty();
        }
        String share = latency.total() > 0 ? " (" + InWords.percent(latency.guard() / latency.total(), 0) + " of the wait)" : "";
        return Optional.of("What it costs: a batch of " + InWords.count(latency.batch()) + " takes " + InWords.seconds(latency.total())
                + " over "
                + latency.network() + ", of which the guard takes " + InWords.seconds(latency.guard()) + share + "; "
                + (latency.predicted() ? PREDICTED + ", not measured." : "computing measured, network time computed."));
    }

    /** How many records the figures rest on. */
    public static String records(Figures figures) {
        return InWords.count(figures.members()) + " members and " + InWords.count(figures.nonMembers()) + " non-members";
    }

    static String interval(Estimate share) {
        return InWords.percent(share.value(), 1) + " (95 % interval " + InWords.percent(share.low(), 1) + " to "
                + InWords.percent(share.high(), 1) + ")";
    }

    /** The attack that does best on this kind of output: the one a careful owner reckons with. */
    static Optional<Figures.AttackFigure> strongest(Figures figures, Output output) {
        return figures.attacks().stream().filter(f -> f.output() == output).max(Comparator.comparingDouble(f -> f.accuracy().value()));
    }
}
