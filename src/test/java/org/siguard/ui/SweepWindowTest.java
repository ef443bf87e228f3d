package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.jfree.chart.fx.ChartViewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.sweep.Trial;
import org.siguard.guard.Siguard;
import org.siguard.report.ParetoPlane;
import org.testfx.util.WaitForAsyncUtils;

/** A small sweep of real runs in the real window: its front appears, and a clicked point's settings are taken. */
class SweepWindowTest extends WindowTest {
    @TempDir
    private Path memory;

    @Override
    Laboratory laboratory() {
        return Laboratories.of(LiveWorkbenchTest.runner(), memory);
    }

    @Test
    void aSmallSweepGrowsAFrontAndAClickedPointIsTaken() throws TimeoutException {
        robot.interact(() -> {
            model.experiment().setting(Experiment.QUERIES).set(40);
            model.experiment().setting(Experiment.BATCH).set(40);
            model.pageProperty().set(WorkbenchViewModel.SWEEP);
            this.<TextField>node("axis-1-from").setText("0.05");
            this.<TextField>node("axis-1-to").setText("0.4");
            model.sweep().plan().first().stepsProperty().set(3);
            model.sweep().plan().second().stepsProperty().set(2);
        });
        assertThat(this.<Label>node("sweep-words").getText()).startsWith("6 settings, 40 records each");
        Button run = node("sweep-run");
        robot.interact(run::fire);
        assertThat(this.<Button>node("sweep-stop").isDisabled()).isFalse();
        waitUntil(90, () -> model.sweep().frontProperty().get() != null);
        robot.interact(() -> this.<Button>node("sweep-pause").fire());
        waitUntil(60, () -> model.sweep().run().stillProperty().get() || !model.sweep().run().runningProperty().get());
        robot.interact(() -> {
            if (!this.<Button>node("sweep-pause").isDisabled()) {
                this.<Button>node("sweep-pause").fire();
            }
        });
        waitUntil(90, () -> !model.sweep().run().runningProperty().get() && model.sweep().frontProperty().get().points().size() == 6);
        assertThat(model.run().errorProperty().get()).isEmpty();
        waitUntil(10, () -> this.<TableView<Trial>>node("recommend-table").getItems().size() == 6);
        waitUntil(30, () -> !model.run().runningProperty().get());

        Trial wanted = model.sweep().resultProperty().get().latest().get(5);
        robot.clickOn(place(5));
        assertThat(model.experiment().experiment().get(Siguard.STEP)).hasToString(wanted.settings().get("guard.step"));
        assertThat(model.experiment().experiment().get(Siguard.INNER)).hasToString(wanted.settings().get("guard.inner"));
        waitUntil(10, () -> model.sweep().frontProperty().get().marked() == 5);
        Label readout = node("chart-front-readout");
        // The picture is drawn apart from the window's thread: where its marks stand is known a moment later.
        for (int i = 0; i < 50 && !readout.isVisible(); i++) {
            robot.moveTo(place(2).add(i % 2, 0));
            WaitForAsyncUtils.sleep(100, TimeUnit.MILLISECONDS);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(readout.isVisible()).isTrue();
        assertThat(readout.getText()).as("exact values under the pointer").contains("strongest attack").contains("predicted latency");
        // The headless platform takes the wheel's place in the window for that on the screen: here they are the same.
        robot.interact(() -> {
            stage.setX(0);
            stage.setY(0);
        });
        robot.moveTo(place(2));
        ChartViewer front = node("chart-front");
        var whole = front.getChart().getXYPlot().getRangeAxis().getRange();
        robot.scroll(3, VerticalDirection.UP);
        assertThat(front.getChart().getXYPlot().getRangeAxis().getRange().getLength()).isLessThan(whole.getLength());
        robot.interact(front::requestFocus);
        robot.push(KeyCode.DIGIT0);
        assertThat(front.getChart().getXYPlot().getRangeAxis().getRange()).isEqualTo(whole);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(model.experiment().experiment().get(Siguard.STEP)).as("taken as one change, and taken back as one").isEqualTo(0.2);
    }

    /** Where a point of the front is on the screen. */
    private Point2D place(int i) throws TimeoutException {
        waitUntil(10, ChartPicture::allDrawn);
        ChartViewer viewer = node("chart-front");
        ParetoPlane front = application.model().sweep().frontProperty().get();
        Rectangle2D area = viewer.getRenderingInfo().getPlotInfo().getDataArea();
        var plot = viewer.getChart().getXYPlot();
        return viewer.localToScreen(plot.getDomainAxis().valueToJava2D(front.points().get(i).x().value(), area, plot.getDomainAxisEdge()),
                plot.getRangeAxis().valueToJava2D(100 * front.points().get(i).y().value(), area, plot.getRangeAxisEdge()));
    }
}
