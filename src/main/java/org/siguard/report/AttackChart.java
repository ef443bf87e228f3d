package org.siguard.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/** How well each attack tells members from non-members, on plain, secure and guarded outputs: beside one another, or many in rows. */
public final class AttackChart {
    private static final String TITLE = "What attackers learn: member or not?";
    private static final double ASIDE = 0.27;
    /** Why single points may lie below the floor. */
    static final String FLOOR = "what wrong labels alone give away";

    /** As many names as there is room for beside one another. */
    private static final int MOST_BESIDE = 5;

    private AttackChart() {
    }

    /** The chart of these figures; of none where there are none yet ({@code null}). */
    public static JFreeChart of(Figures figures, ChartTheme theme) {
        return of(figures, Beside.NOTHING, theme);
    }

    /** The same, with the guarded figures of other runs. */
    public static JFreeChart of(Figures figures, Beside beside, ChartTheme theme) {
        List<Figures.AttackFigure> attacks = figures == null ? List.of() : figures.attacks();
        List<String> names = new ArrayList<>(new LinkedHashSet<>(attacks.stream().map(Figures.AttackFigure::attack).toList()));
        if (names.size() > MOST_BESIDE) {
            return theme.chart(new AttackRows(figures, beside, theme).plot(figures.gapFloor()), TITLE,
                    subtitle(figures, beside) + "; bold: " + AttackRows.BOLD, true);
        }
        Points points = new Points(theme, figures == null ? Fidelity.PREVIEW : figures.fidelity(), names);
        for (Figures.AttackFigure figure : attacks) {
            points.add(figure.output(), names.indexOf(figure.attack()), aside(figure, attacks), figure.accuracy());
        }
        beside.pinned().filter(base -> !attacks.isEmpty()).ifPresent(base -> hold(attacks, names, base, points));
        beside.chosen().filter(run -> !attacks.isEmpty()).ifPresent(run -> show(attacks, names, run, points));
        points.include(0.5);
        double margin = 0.17 * names.size();
        if (!attacks.isEmpty()) {
            points.include(figures.gapFloor());
        }
        XYPlot plot = points.plot("attack accuracy (%)", margin);
        if (!attacks.isEmpty()) {
            plot.addRangeMarker(ShareLines.guessing(theme), Layer.BACKGROUND);
            plot.addRangeMarker(ShareLines.gap(figures.gapFloor(), theme), Layer.BACKGROUND);
        }
        return theme.chart(plot, TITLE, subtitle(figures, beside), !attacks.isEmpty());
    }

    /** The outputs that an attack was tried on stand side by side, centred over its name, however many they are. */
    private static double aside(Figures.AttackFigure figure, List<Figures.AttackFigure> attacks) {
        List<Output> outputs =
                attacks.stream().filter(other -> other.attack().equals(figure.attack())).map(Figures.AttackFigure::output).sorted()
                        .toList();
        return (outputs.indexOf(figure.output()) - (outputs.size() - 1) / 2.0) * ASIDE;
    }

    /** Holds the guarded figures against those of a baseline. */
    private static void hold(List<Figures.AttackFigure> attacks, List<String> names, Baseline baseline, Points points) {
        attacks.stream().filter(figure -> figure.output() == Output.GUARDED).forEach(figure -> baseline.guarded(figure.attack()).ifPresent(
                base -> points.hold(baseline, names.indexOf(figure.attack()), aside(figure, attacks), figure.accuracy(), base.accuracy())));
    }

    /** Shows the guarded figures of a run that was chosen. */
    private static void show(List<Figures.AttackFigure> attacks, List<String> names, Baseline chosen, Points points) {
        attacks.stream().filter(figure -> figure.output() == Output.GUARDED).forEach(figure -> chosen.guarded(figure.attack()).ifPresent(
                other -> points.show(chosen, names.indexOf(figure.attack()), aside(figure, attacks), other.accuracy())));
    }

    private static String subtitle(Figures figures, Beside beside) {
        if (figures == null) {
            return "balanced accuracy of each attack";
        }
        return "balanced accuracy, 95 % intervals, " + Findings.records(figures) + "; gap floor (gap attack): " + FLOOR
                + beside.pinned().map(base -> "; Δ: points to " + base.name()).orElse("");
    }
}
