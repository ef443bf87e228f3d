package org.siguard.report;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/** How often the released label is the true one: what the guard must not cost. */
public final class Top1Chart {
    private Top1Chart() {
    }

    /** The chart of these figures; of none where there are none yet ({@code null}). */
    public static JFreeChart of(Figures figures, ChartTheme theme) {
        return of(figures, Beside.NOTHING, theme);
    }

    /** The same, with the guarded accuracy of other runs. */
    public static JFreeChart of(Figures figures, Beside beside, ChartTheme theme) {
        List<Figures.Top1> accuracies = figures == null ? List.of() : figures.top1();
        boolean preview = figures != null && figures.fidelity() == Fidelity.PREVIEW;
        Points points = new Points(theme, preview ? Fidelity.PREVIEW : Fidelity.MEASURED,
                accuracies.stream().map(figure -> preview && figure.output() == Output.SECURE ? "secure (twin)" : figure.output().label())
                        .toList());
        for (int i = 0; i < accuracies.size(); i++) {
            points.add(accuracies.get(i).output(), i, 0, accuracies.get(i).accuracy());
            if (accuracies.get(i).output() == Output.GUARDED) {
                int place = i;
                beside.pinned().ifPresent(base -> base.top1().ifPresent(
                        before -> points.hold(base, place, 0, accuracies.get(place).accuracy(), before.accuracy())));
                beside.chosen().ifPresent(run -> run.top1().ifPresent(other -> points.show(run, place, 0, other.accuracy())));
            }
        }
        String subtitle = figures == null ? "top-1 accuracy on records the model never saw"
                : "on " + InWords.count(figures.nonMembers()) + " records the model never saw, 95 % intervals"
                        + (preview ? "; twin: no shares" : "");
        return theme.chart(points.plot("top-1 accuracy (%)", 0.1), "What users get: the right label?", subtitle, false);
    }
}
