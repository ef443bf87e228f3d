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
    private static final Measurement NONE = new Measurement(null, true, false);

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
        JFreeChart chart = AttackChart.of(NOW, Beside.of(BASELINE), ChartTheme.LIGHT);
        assertThat(delta("confidence")).startsWith("Δ −");
        assertThat(words(chart)).contains(delta("confidence"), delta("gap"));
        XYPlot plot = (XYPlot) chart.getPlot();
        assertThat(plot.getDataset().getSeriesCount()).isEqualTo(4);
        assertThat(plot.getDataset().getSeriesKey(3)).isEqualTo("guarded in weak");
        assertThat(words(AttackChart.of(NOW, ChartTheme.LIGHT))).noneMatch(word -> word.contains("Δ"));
    }

    @Test
    void attacksInRowsAreHeldAgainstItToo() {
        JFreeChart chart = AttackChart.of(many(NOW), Beside.of(new Baseline("weak", many(THEN))), ChartTheme.DARK);
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
        assertThat(words(Top1Chart.of(NOW, Beside.of(BASELINE), ChartTheme.LIGHT))).contains("Δ 0.0");
        JFreeChart latency = LatencyChart.of(NOW, NONE, Beside.of(BASELINE), ChartTheme.LIGHT);
        assertThat(latency.getCategoryPlot().getDataset().getColumnCount()).isEqualTo(3);
        assertThat(rows(latency)).anyMatch(words -> words.startsWith("weak, Δ +0.00"));
        Figures measured = SampleFigures.of(Experiment.standard(), Fidelity.MEASURED, 1);
        JFreeChart other = LatencyChart.of(NOW, NONE, Beside.of(new Baseline("m", measured)), ChartTheme.LIGHT);
        assertThat(rows(other)).as("a measurement is held against no prediction").noneMatch(words -> words.contains("Δ"));
    }

    @Test
    void aChosenRunIsAHollowTriangleAndABarOfItsOwn() {
        Beside chosen = new Beside(Optional.of(BASELINE), Optional.of(new Baseline("picked", THEN)));
        XYPlot plot = (XYPlot) AttackChart.of(NOW, chosen, ChartTheme.LIGHT).getPlot();
        assertThat(plot.getDataset().getSeriesKey(4)).isEqualTo("guarded in picked (chosen)");
        assertThat(plot.getDataset().getItemCount(4)).as("one an attack").isEqualTo(3);
        assertThat(plot.getLegendItems().get(4).isShapeFilled()).isFalse();
        XYPlot rows = (XYPlot) AttackChart.of(many(NOW), chosen, ChartTheme.DARK).getPlot();
        assertThat(rows.getDataset().indexOf("guarded in picked (chosen)")).isPositive();
        XYPlot top1 = (XYPlot) Top1Chart.of(NOW, chosen, ChartTheme.LIGHT).getPlot();
        assertThat(top1.getDataset().indexOf("guarded in picked (chosen)")).isPositive();
        JFreeChart latency = LatencyChart.of(NOW, NONE, chosen, ChartTheme.LIGHT);
        assertThat(latency.getCategoryPlot().getDataset().getColumnCount()).as("predicted and two runs").isEqualTo(3);
        Measurement underWay = new Measurement(null, true, true);
        assertThat(LatencyChart.of(NOW, underWay, chosen, ChartTheme.LIGHT).getCategoryPlot().getDataset().getColumnCount()).isEqualTo(4);
        assertThat(new Beside(Optional.of(BASELINE), Optional.of(BASELINE)).chosen()).as("what is both is pinned").isEmpty();
    }

    @Test
    void aMeasurementUnderWaySaysSo() {
        assertThat(rows(LatencyChart.of(NOW, NONE, Beside.NOTHING, ChartTheme.LIGHT))).contains("not measured yet: press Measure");
        assertThat(rows(LatencyChart.of(NOW, new Measurement(null, true, true), Beside.NOTHING, ChartTheme.LIGHT)))
                .contains("being measured now: the first batch is not done yet");
        Figures measured = SampleFigures.of(Experiment.standard(), Fidelity.MEASURED, 0.5);
        assertThat(rows(LatencyChart.of(NOW, new Measurement(measured, true, true), Beside.NOTHING, ChartTheme.LIGHT)))
                .anyMatch(words -> words.startsWith("measured so far, "));
        assertThat(rows(LatencyChart.of(NOW, new Measurement(measured, false, false), Beside.NOTHING, ChartTheme.LIGHT)))
                .as("a long name leaves no room for the parts")
                .anyMatch(words -> words.startsWith("measured, other settings, ") && !words.contains("("));
    }

    @Test
    void theFrontHasItAsACross() {
        ParetoPoint base = new ParetoPoint("weak", new Estimate(2, 2, 2), new Estimate(0.7, 0.6, 0.8), true);
        ParetoPlane front = new ParetoPlane("t", Quantity.of("latency", "s"), Quantity.share("attack"),
                List.of(new ParetoPoint("a", new Estimate(1, 1, 1), new Estimate(0.6, 0.5, 0.7), false)), -1, Optional.of(base));
        XYPlot plot = (XYPlot) front.chart(ChartTheme.LIGHT).getPlot();
        assertThat(plot.getDataset().getSeriesKey(2)).isEqualTo("weak");
        assertThat(plot.getRangeAxis().getRange().contains(80)).isTrue();
        assertThat(plot.getRenderer().getToolTipGenerator(1, 0).generateToolTip(plot.getDataset(), 1, 0)).contains("a: latency 1")
                .contains("Δ −10.0 points").contains("Δ −1");
    }
}
