package org.siguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.guard.Siguard;

/** Another run in every chart: a cross where it stood, and by how much the figures differ. */
class BaselineTest {
    private static final Figures NOW = SampleFigures.of(Experiment.standard(), Fidelity.PREVIEW, 1);
    private static final Figures THEN = SampleFigures.of(Experiment.standard().with(Siguard.STEP, 0.05), Fidelity.PREVIEW, 1);
    private static final Baseline BASELINE = new Baseline("weak", THEN);

    private static List<String> words(JFreeChart chart) {
        return ((XYPlot) chart.getPlot()).getAnnotations().stream().filter(XYTextAnnotation.class::isInstance)
                .map(annotation -> ((XYTextAnnotation) annotation).getText()).toList();
    }

    private static List<String> rows(JFreeChart latency) {
        List<String> out = new ArrayList<>();
        for (Object annotation : latency.getCategoryPlot().getAnnotations()) {
            if (annotation instanceof CategoryTextAnnotation words) {
                out.add(words.getText());
            }
        }
        return out;
    }

    private static String delta(String attack) {
        return Baseline.delta(value(NOW, attack), value(THEN, attack));
    }

    private static double value(Figures figures, String attack) {
        return figures.attacks().stream().filter(figure -> figure.attack().equals(attack) && figure.output() == Output.GUARDED).findFirst()
                .orElseThrow().accuracy().value();
    }

    @Test
    void differencesAreInPointsWithASign() {
        assertThat(Baseline.delta(0.65, 0.7)).isEqualTo("Δ −5.0");
        assertThat(Baseline.delta(0.7, 0.65)).isEqualTo("Δ +5.0");
        assertThat(Baseline.delta(0.70001, 0.7)).isEqualTo("Δ 0.0");
        assertThat(new Baseline("a name that is much too long for a legend", THEN).name()).hasSize(24).endsWith("…");
    }

    @Test
    void attacksBesideOneAnotherAreHeldAgainstIt() {
        JFreeChart chart = AttackChart.of(NOW, Optional.of(BASELINE), ChartTheme.LIGHT);
        assertThat(delta("confidence")).startsWith("Δ −");
        assertThat(words(chart)).contains(delta("confidence"), delta("gap"));
        XYPlot plot = (XYPlot) chart.getPlot();
        assertThat(plot.getDataset().getSeriesCount()).isEqualTo(4);
        assertThat(plot.getDataset().getSeriesKey(3)).isEqualTo("guarded in weak");
        assertThat(words(AttackChart.of(NOW, ChartTheme.LIGHT))).noneMatch(word -> word.contains("Δ"));
    }

    @Test
    void attacksInRowsAreHeldAgainstItToo() {
        JFreeChart chart = AttackChart.of(many(NOW), Optional.of(new Baseline("weak", many(THEN))), ChartTheme.DARK);
        assertThat(words(chart)).anyMatch(word -> word.endsWith(delta("confidence")));
        assertThat(words(chart)).filteredOn(word -> word.contains("Δ")).as("one a row").hasSize(7);
    }

    private static Figures many(Figures of) {
        List<Figures.AttackFigure> attacks = new ArrayList<>(of.attacks());
        for (int i = 0; i < 4; i++) {
            attacks.add(new Figures.AttackFigure("attack " + i, Output.GUARDED, new Estimate(0.6, 0.5, 0.7)));
        }
        return new Figures(of.fidelity(), of.members(), of.nonMembers(), attacks, of.top1(), of.gapFloor(), of.latency());
    }

    @Test
    void accuracyAndLatencyAreHeldAgainstIt() {
        assertThat(words(Top1Chart.of(NOW, Optional.of(BASELINE), ChartTheme.LIGHT))).contains("Δ 0.0");
        JFreeChart latency = LatencyChart.of(NOW, null, true, Optional.of(BASELINE), ChartTheme.LIGHT);
        assertThat(latency.getCategoryPlot().getDataset().getColumnCount()).isEqualTo(3);
        assertThat(rows(latency)).anyMatch(words -> words.startsWith("weak, Δ +0.00"));
        Figures measured = SampleFigures.of(Experiment.standard(), Fidelity.MEASURED, 1);
        JFreeChart other = LatencyChart.of(NOW, null, true, Optional.of(new Baseline("m", measured)), ChartTheme.LIGHT);
        assertThat(rows(other)).as("a measurement is held against no prediction").noneMatch(words -> words.contains("Δ"));
    }

    @Test
    void theFrontHasItAsACross() {
        ParetoPoint base = new ParetoPoint("weak", new Estimate(2, 2, 2), new Estimate(0.7, 0.6, 0.8), true);
        ParetoPlane front = new ParetoPlane("t", Quantity.of("latency", "s"), Quantity.share("attack"),
                List.of(new ParetoPoint("a", new Estimate(1, 1, 1), new Estimate(0.6, 0.5, 0.7), false)), -1, Optional.of(base));
        XYPlot plot = (XYPlot) front.chart(ChartTheme.LIGHT).getPlot();
        assertThat(plot.getDataset().getSeriesKey(3)).isEqualTo("weak");
        assertThat(plot.getRangeAxis().getRange().contains(80)).isTrue();
        assertThat(plot.getRenderer().getToolTipGenerator(1, 0).generateToolTip(plot.getDataset(), 1, 0)).contains("a: latency 1")
                .contains("Δ −10.0 points").contains("Δ −1");
    }
}
