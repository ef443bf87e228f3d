package org.siguard.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import org.siguard.experiment.Experiment;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;
import org.siguard.report.RocCurves;

/**
 * The real window under load, for the benchmarks: a measured run computes on all cores, events arrive at a steady rate, and a person looks
 * around. Where it says how long a frame took, the window stood on the page that is named.
 */
public final class WindowTrial {
    private static final int EVENTS_PER_SECOND = 50;
    /** What a chart holds on the page that has one of so many, drawn anew with every event. */
    private static final int POINTS = 10_000;
    private static final int CURVES = 4;
    /** The name of that page. */
    public static final String MANY_POINTS = "points";
    private static final int PATIENCE_SECONDS = 180;

    private final WorkbenchApplication application;
    private final ObjectProperty<Drawing> manyPoints = new SimpleObjectProperty<>();

    private WindowTrial(WorkbenchApplication application) {
        this.application = application;
    }

    /**
     * What was seen on a page, in milliseconds.
     *
     * @param frames how many there were
     * @param median from one frame to the next
     * @param slow   the longest but for one in a hundred
     * @param blocked the longest that anything waited for the window's thread
     * @param busy    the longest that the window's thread itself computed meanwhile
     */
    public record Page(int frames, double median, double slow, double blocked, double busy) {
    }

    /**
     * Opens a window, measures what is asked in it, over and over, and looks at its thread on every page, each opened for the first time
     * after the window has made all of them.
     *
     * @param laboratory whose runner measures
     * @param measured   what it measures
     * @param each       how long to look at each page
     * @return by page
     */
    public static Map<String, Page> run(Laboratory laboratory, Experiment measured, Duration each) {
        BusyRunner runner = new BusyRunner(laboratory.runner(), EVENTS_PER_SECOND);
        Laboratory busy = new Laboratory(runner, laboratory.samples(), laboratory.memory(), laboratory.runs(),
                laboratory.sweeps());
        CompletableFuture<WorkbenchApplication> opened = new CompletableFuture<>();
        Platform.startup(() -> {
            WorkbenchApplication application = new WorkbenchApplication(busy);
            application.start(new Stage());
            opened.complete(application);
        });
        WindowTrial trial = new WindowTrial(here(opened));
        try {
            return trial.lookAround(measured, each);
        } finally {
            trial.end();
        }
    }

    private Map<String, Page> lookAround(Experiment measured, Duration each) {
        WorkbenchViewModel model = application.model();
        until(() -> model.charts().previewFits() && !model.run().runningProperty().get()
                && tabs().getTabs().stream().allMatch(tab -> tab.getContent() != null));
        onWindow(() -> {
            model.experiment().set(measured);
            model.measure();
            model.run().runningProperty().subscribe(running -> {
                if (!running && !model.measuringProperty().get()) {
                    Platform.runLater(model::measure); // over and over
                }
            });
            return null;
        });
        until(model.measuringProperty()::get);
        Map<String, Page> out = new LinkedHashMap<>();
        for (String page : WorkbenchViewModel.PAGES) {
            out.put(page, look(each, () -> model.pageProperty().set(page)));
        }
        onWindow(this::addManyPoints);
        out.put(MANY_POINTS, look(each, () -> model.pageProperty().set(WorkbenchViewModel.ROC)));
        return out;
    }

    /** The page is opened before its frames are counted, and the time that takes counts as a wait. */
    private Page look(Duration each, Runnable open) {
        FrameWatch watch = new FrameWatch();
        onWindow(() -> {
            watch.start();
            Platform.runLater(open);
            return null;
        });
        try {
            Thread.sleep(each);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FrameWatch.Seen seen = onWindow(watch::stop);
        return new Page(seen.frames(), seen.median(), seen.slow(), seen.blocked(), seen.busy());
    }

    private TabPane tabs() {
        return (TabPane) application.scene().lookup("#pages");
    }

    private Void addManyPoints() {
        WorkbenchViewModel model = application.model();
        List<Drawing> drawings = List.of(curves(1), curves(2));
        Tab tab = tabs().getTabs().get(WorkbenchViewModel.PAGES.indexOf(WorkbenchViewModel.ROC));
        tab.setContent(new DrawingView("chart-points", "", manyPoints,
                model.darkProperty().map(dark -> dark ? ChartTheme.DARK : ChartTheme.LIGHT), null));
        int[] number = new int[1];
        model.charts().shownProperty().subscribe(any -> manyPoints.set(drawings.get(number[0]++ % 2)));
        return null;
    }

    private static Drawing curves(long seed) {
        Random random = new Random(seed);
        List<RocCurves.Curve> curves = new ArrayList<>();
        for (int curve = 0; curve < CURVES; curve++) {
            List<RocCurves.Point> points = new ArrayList<>();
            int half = POINTS / CURVES / 2;
            int in = 0;
            int out = 0;
            for (int i = 0; i < POINTS / CURVES; i++) {
                points.add(new RocCurves.Point((double) out / half, (double) in / half));
                if (out == half || in < half && random.nextDouble() < 0.5 + 0.1 * curve * (1 - i * 1.0 / (2 * half))) {
                    in++;
                } else {
                    out++;
                }
            }
            curves.add(new RocCurves.Curve("curve " + curve, half, half, points, List.of()));
        }
        return new RocCurves("10 000 points", curves);
    }

    private void end() {
        onWindow(() -> {
            application.model().close();
            return null;
        });
        try {
            application.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!onWindow(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the window did not come so far within " + PATIENCE_SECONDS + " s");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static <T> T onWindow(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return here(done);
    }

    private static <T> T here(CompletableFuture<T> of) {
        try {
            return of.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the window did not answer", e);
        }
    }
}
