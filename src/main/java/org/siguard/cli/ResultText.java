package org.siguard.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Figures;
import org.siguard.experiment.RunResult;

/** A result in plain lines. */
final class ResultText {
    private static final int LEAST_WIDTH = 36;

    /** Of the first column: the longest name decides. */
    private final int width;

    private ResultText(Figures figures) {
        width = figures.attacks().stream().mapToInt(attack -> attack.attack().length()).reduce(LEAST_WIDTH, Math::max);
    }

    static List<String> lines(RunResult result) {
        return new ResultText(result.figures()).of(result);
    }

    private List<String> of(RunResult result) {
        Figures figures = result.figures();
        List<String> lines = new ArrayList<>();
        lines.add(figures.members() + " members and " + figures.nonMembers() + " non-members; 95 % intervals in brackets; "
                + result.fidelity().label() + ".");
        lines.add("");
        lines.add(row("Attack", "outputs", "balanced accuracy (50 % is guessing)"));
        for (Figures.AttackFigure attack : figures.attacks()) {
            lines.add(row(attack.attack(), attack.output().label(), percent(attack.accuracy())));
        }
        lines.add(
                String.format(Locale.ROOT, "Gap floor: %.1f %%, which no guard that keeps the label can lower.", 100 * figures.gapFloor()));
        figures.strongest().forEach(strongest -> lines.add(row("Strongest of " + strongest.compared() + ", corrected",
                strongest.output().label(), percent(strongest.accuracy()) + " (" + strongest.attack() + ")")));
        lines.add("");
        lines.add(row("Utility", "outputs", "top-1 accuracy on non-members"));
        figures.top1().forEach(top1 -> lines.add(row("top-1", top1.output().label(), percent(top1.accuracy()))));
        if (figures.change() != null) {
            lines.add(row("label kept", "guarded", percent(figures.change().labelKept())));
            lines.add(row("undefended (vector unchanged)", "guarded", percent(figures.change().undefended())));
            Estimate moved = figures.change().distortion();
            lines.add(row("mean L1", "guarded", String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", moved.value(), moved.low(), moved.high())));
        }
        lines.add("");
        Figures.Latency latency = figures.latency();
        lines.add(String.format(Locale.ROOT, "Latency of a batch of %d on %s, %s: inference %.3f s + guard %.3f s%s (%d rounds, %.1f MB).",
                latency.batch(), latency.network(), latency.predicted() ? "predicted" : "measured compute, computed network time",
                latency.inference(), latency.guard(), spread(latency), latency.rounds(), latency.bytes() / 1e6));
        return lines;
    }

    private static String spread(Figures.Latency latency) {
        Figures.Spread spread = latency.spread();
        if (spread == null) {
            return "";
        }
        return spread.known()
                ? String.format(Locale.ROOT, " = %.3f s [%.3f, %.3f]%s", latency.total(), spread.low(), spread.high(),
                        latency.predicted() ? "" : " in " + spread.batches() + " batches")
                : String.format(Locale.ROOT, " = %.3f s, one batch, so no interval", latency.total());
    }

    private String row(String first, String second, String third) {
        return String.format(Locale.ROOT, "%-" + width + "s %-9s %s", first, second, third);
    }

    private static String percent(Estimate estimate) {
        return String.format(Locale.ROOT, "%.1f %% [%.1f, %.1f]", 100 * estimate.value(), 100 * estimate.low(), 100 * estimate.high());
    }
}
