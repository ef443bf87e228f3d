package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartViewer;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.IntervalXYDataset;
import org.junit.jupiter.api.Test;
import org.siguard.experiment.Experiment;
import org.siguard.guard.Siguard;
import org.siguard.report.LatencyChart;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Drives the real window on JavaFX's headless platform, with a runner that answers at once. */
class WorkbenchWindowTest extends WindowTest {
    @Override
    Laboratory laboratory() {
        return Laboratories.of(new SampleRunner(400));
    }

    @Test
    void movingTheStepSliderChangesTheThreeCharts() {
        await("first figures without a click", () -> guardedConfidence() > 0);
        double confidence = guardedConfidence();
        JFreeChart top1 = chart("chart-top1");
        JFreeChart latency = chart("chart-latency");
        Slider step = node("slider-guard.step");
        robot.interact(step::requestFocus);
        for (int i = 0; i < 6; i++) {
            robot.push(KeyCode.RIGHT);
        }
        assertThat(application.model().experiment().experiment().settings().asMap().get("guard.step")).isNotEqualTo(0.2);
        await("other attack figures", () -> guardedConfidence() != confidence);
        assertThat(guardedConfidence()).as("a longer step leaves less to attack").isLessThan(confidence);
        assertThat(chart("chart-top1")).isNotSameAs(top1);
        assertThat(chart("chart-latency")).isNotSameAs(latency);
        assertThat(((XYPlot) chart("chart-top1").getPlot()).getDataset().getItemCount(0)).isEqualTo(1);
    }

    @Test
    void moreInnerIterationsPredictALongerGuard() {
        await("first figures", () -> guardSeconds(LatencyChart.PREDICTED) != null);
        double before = guardSeconds(LatencyChart.PREDICTED).doubleValue();
        TextField inner = node("field-guard.inner");
        robot.interact(() -> {
            inner.setText("40");
            inner.fireEvent(new javafx.event.ActionEvent());
        });
        await("a longer prediction", () -> guardSeconds(LatencyChart.PREDICTED).doubleValue() > 2 * before);
    }

    @Test
    void measureShowsMeasuredLatencyBesideThePrediction() {
        await("first figures", () -> guardedConfidence() > 0);
        assertThat(guardSeconds(LatencyChart.MEASURED)).isNull();
        Button stop = node("stop");
        robot.interact(() -> this.<Button>node("measure").fire());
        assertThat(stop.isDisabled()).isFalse();
        await("the measurement to end", () -> !application.model().measuringProperty().get());
        assertThat(guardSeconds(LatencyChart.MEASURED)).isNotNull();
        assertThat(guardSeconds(LatencyChart.PREDICTED)).isNotNull();
    }

    @Test
    void keysMeasureTurnTheThemeAndStop() {
        await("first figures", () -> guardedConfidence() > 0);
        boolean dark = application.model().darkProperty().get();
        robot.push(KeyCode.CONTROL, KeyCode.L);
        assertThat(application.model().darkProperty().get()).isNotEqualTo(dark);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        assertThat(application.model().measuringProperty().get()).isTrue();
        robot.push(KeyCode.ESCAPE);
        await("the stop", () -> !application.model().measuringProperty().get());
        assertThat(guardSeconds(LatencyChart.MEASURED)).isNull();
    }

    @Test
    void aQueryIsFollowedAndItsPartiesAreListenedTo() {
        await("first figures", () -> guardedConfidence() > 0);
        robot.interact(() -> {
            application.model().experiment().setting(Siguard.OUTER).set(1);
            application.model().experiment().setting(Experiment.QUERIES).set(20);
            this.<TabPane>node("pages").getSelectionModel().select(3);
        });
        await("the story of the first record", () -> application.model().query().storyProperty().get() != null);
        Label where = node("query-where");
        assertThat(where.getText()).startsWith("Released.");
        robot.interact(() -> this.<Button>node("query-first").fire());
        assertThat(where.getText()).startsWith("Outer iteration 1 of 1, step 0 of 10");
        robot.interact(() -> this.<Button>node("query-forth").fire());
        assertThat(where.getText()).startsWith("Outer iteration 1 of 1, step 1 of 10");
        assertThat(this.<TableView<?>>node("verdicts").getItems()).isNotEmpty();
        robot.interact(() -> this.<ListView<?>>node("records").getSelectionModel().select(1));
        await("the second record", () -> application.model().query().storyProperty().get().subject().place() == 1);
        assertThat(this.<Label>node("query-headline").getText()).contains("Record 2").contains("no member");
        robot.interact(() -> this.<TabPane>node("pages").getSelectionModel().select(4));
        await("the conversation", () -> application.model().parties().conversationProperty().get() != null);
        robot.interact(() -> this.<Button>node("phase-guard").fire());
        assertThat(this.<Label>node("parties-where").getText()).contains("guard › ");
        Node lanes = node("lanes");
        robot.interact(lanes::requestFocus);
        int round = application.model().parties().roundProperty().get();
        robot.push(KeyCode.RIGHT);
        assertThat(application.model().parties().roundProperty().get()).isEqualTo(round + 1);
        assertThat(application.model().run().errorProperty().get()).isEmpty();
    }

    @Test
    void thePersonCheatsAsTheClient() throws Exception {
        await("first figures", () -> guardedConfidence() > 0);
        robot.interact(() -> application.model().pageProperty().set(WorkbenchViewModel.CHEATING));
        robot.interact(() -> this.<Button>node("cheating-ask").fire());
        await("the verdict", () -> this.<Label>node("cheating-verdict").getText().contains("was not sent"));
        robot.interact(() -> {
            application.model().cheating().protocolProperty().set("delphi");
            this.<Button>node("cheating-steal").fire();
        });
        await("the theft", () -> this.<Label>node("cheating-detail").getText().contains("8 of 8 rows"));
        assertThat(application.model().run().errorProperty().get()).isEmpty();
    }

    @Test
    void closingDuringARunEndsItsThread() throws Exception {
        await("first figures", () -> guardedConfidence() > 0);
        robot.interact(() -> application.model().measure());
        FxToolkit.cleanupApplication(application);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("siguard-run") && thread.isAlive());
    }

    private double guardedConfidence() {
        IntervalXYDataset points = (IntervalXYDataset) ((XYPlot) chart("chart-attacks").getPlot()).getDataset();
        return points.getSeriesCount() < 3 ? 0 : points.getYValue(2, 1);
    }

    private Number guardSeconds(String column) {
        CategoryPlot plot = chart("chart-latency").getCategoryPlot();
        return plot.getDataset() == null ? null : plot.getDataset().getValue(LatencyChart.GUARD, column);
    }

    private JFreeChart chart(String id) {
        return this.<ChartViewer>node(id).getChart();
    }

    private static void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> {
                boolean[] holds = new boolean[1];
                WaitForAsyncUtils.waitForAsyncFx(2000, () -> {
                    holds[0] = condition.getAsBoolean();
                });
                return holds[0];
            });
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
