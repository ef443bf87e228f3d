package org.siguard.report;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Figures;

/** The charts of one run, which the window shows as they come, as figures that can be written. */
public sealed interface FiguresDrawing extends Drawing {
    /** Of the run. */
    Figures figures();

    /** How well each attack tells members from non-members. */
    record Attacks(Figures figures) implements FiguresDrawing {
        @Override
        public JFreeChart chart(ChartTheme theme) {
            return AttackChart.of(figures, theme);
        }

        @Override
        public DataTable data() {
            return new DataTable(List.of("attack", "output", "accuracy", "low95", "high95"), figures.attacks().stream()
                    .map(figure -> row(figure.attack(), figure.output().label(), figure.accuracy())).toList());
        }

        @Override
        public String inWords() {
            return "Attack accuracy on plain, secure and guarded outputs, each with its 95 % interval.";
        }
    }

    /** How often the released label is the true one. */
    record Top1(Figures figures) implements FiguresDrawing {
        @Override
        public JFreeChart chart(ChartTheme theme) {
            return Top1Chart.of(figures, theme);
        }

        @Override
        public DataTable data() {
            return new DataTable(List.of("figure", "output", "accuracy", "low95", "high95"), figures.top1().stream()
                    .map(figure -> row("top-1", figure.output().label(), figure.accuracy())).toList());
        }

        @Override
        public String inWords() {
            return "Top-1 accuracy of plain, secure and guarded outputs, each with its 95 % interval.";
        }

        @Override
        public int height() {
            return 300;
        }
    }

    private static List<Object> row(String name, String output, Estimate share) {
        return List.of(name, output, share.value(), share.low(), share.high());
    }
}
