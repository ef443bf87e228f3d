package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartViewer;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.xy.IntervalXYDataset;
import org.junit.jupiter.api.Test;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.Runner;
import org.siguard.guard.Siguard;
import org.siguard.report.LatencyChart;
import org.siguard.train.sample.Samples;

/** The whole line behind the real window: sample model, shares, guard, attacks, charts. */
class LiveWorkbenchTest extends WindowTest {
    static Runner runner() {
        return new LocalRunner((name, progress, cancellation) -> Samples.find(Path.of("sample-models"), name, progress, cancellation));
    }

    @Override
    Laboratory laboratory() {
        return Laboratories.of(runner());
    }

    @Test
    void slidersMoveAndTheThreeChartsAnswerWithOtherValues() throws TimeoutException {
        waitUntil(30, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        List<Double> attacks = values("chart-attacks");
        List<Double> top1 = values("chart-top1");
        List<Double> latency = values("chart-latency");
        press("slider-" + Siguard.STEP.key(), KeyCode.RIGHT, 8);
        press("slider-" + Siguard.INNER.key(), KeyCode.RIGHT, 5);
        assertThat(model.experiment().experiment()).isNotEqualTo(Experiment.standard());
        waitUntil(30, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        assertThat(values("chart-attacks")).isNotEqualTo(attacks);
        assertThat(values("chart-latency")).isNotEqualTo(latency);
        assertThat(values("chart-top1")).as("a guard that keeps labels leaves the accuracy").isEqualTo(top1);
        attacks = values("chart-attacks");
        latency = values("chart-latency");
        press("slider-" + Experiment.QUERIES.key(), KeyCode.HOME, 1);
        assertThat(model.experiment().experiment().get(Experiment.QUERIES)).as("less than a batch").isLessThan(100);
        waitUntil(30, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        assertThat(values("chart-attacks")).doesNotContainAnyElementsOf(List.of(Double.NaN)).isNotEqualTo(attacks);
        assertThat(values("chart-top1")).as("other records, other accuracy and wider intervals").hasSameSizeAs(top1).isNotEqualTo(top1);
        assertThat(values("chart-latency")).as("a smaller batch").isNotEqualTo(latency);
        assertThat(model.run().errorProperty().get()).isEmpty();
    }

    @Test
    void measuringFillsTheSecondBar() throws TimeoutException {
        waitUntil(30, () -> model.charts().previewFits());
        robot.interact(() -> {
            model.experiment().setting(Experiment.QUERIES).set(40);
            model.experiment().setting(Experiment.BATCH).set(20);
            model.experiment().setting(Siguard.OUTER).set(2);
            model.measure();
        });
        waitUntil(60, () -> !model.measuringProperty().get());
        assertThat(model.run().errorProperty().get()).isEmpty();
        CategoryDataset bars = ((CategoryPlot) chart("chart-latency").getPlot()).getDataset();
        assertThat(bars.getValue(LatencyChart.GUARD, LatencyChart.MEASURED).doubleValue()).isPositive();
    }

    private void press(String slider, KeyCode key, int times) {
        Slider node = robot.from(stage.getScene().getRoot()).lookup((Node each) -> slider.equals(each.getId())).query();
        robot.interact(node::requestFocus);
        for (int i = 0; i < times; i++) {
            robot.push(key);
        }
    }

    /** All numbers of a chart: values with the ends of their intervals, and bars. */
    private List<Double> values(String id) {
        List<Double> values = new ArrayList<>();
        switch (chart(id).getPlot()) {
            case XYPlot plot -> {
                IntervalXYDataset data = (IntervalXYDataset) plot.getDataset();
                for (int series = 0; series < data.getSeriesCount(); series++) {
                    for (int item = 0; item < data.getItemCount(series); item++) {
                        values.add(data.getYValue(series, item));
                        values.add(data.getStartYValue(series, item));
                        values.add(data.getEndYValue(series, item));
                    }
                }
            }
            case CategoryPlot plot -> {
                for (int row = 0; row < plot.getDataset().getRowCount(); row++) {
                    Number value = plot.getDataset().getValue(row, 0);
                    values.add(value == null ? null : value.doubleValue());
                }
            }
            default -> throw new AssertionError("a plot of another kind");
        }
        return values;
    }

    private JFreeChart chart(String id) {
        return robot.from(stage.getScene().getRoot()).lookup((Node each) -> id.equals(each.getId())).<ChartViewer>query().getChart();
    }
}
