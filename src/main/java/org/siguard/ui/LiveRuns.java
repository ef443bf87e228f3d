package org.siguard.ui;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;

/**
 * The runs behind the live charts. A changed setting is previewed by itself once it has settled, the latest wins, and a measured run is never
 * disturbed by a preview, which would compete with it for the processors and so spoil its times; the preview waits.
 */
final class LiveRuns {
    static final Duration SETTLED = Duration.ofMillis(250);

    private final ExperimentViewModel experiment;
    private final ChartsViewModel charts;
    private final RunViewModel run;
    private final Threads threads;
    private final LatestRun latest;
    private final Surroundings around;
    private final Consumer<RunResult> finished;
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private int changes;
    private boolean previewWaits;
    private boolean opened;
    private boolean settling;
    private boolean closed;

    /** What else goes on in the window. */
    interface Surroundings {
        /** Why nothing can be measured now, in words; empty where nothing is in the way. */
        String hindrance();

        /** Whether a sweep measures, whose times a preview would spoil. */
        boolean sweepMeasures();

        /** Hears that the window is quiet now, or is not any more. */
        void quietMayHaveChanged();
    }

    /** @param finished hears of every run that came to its end */
    LiveRuns(Runner runner, Threads threads, ExperimentViewModel experiment, ChartsViewModel charts, RunViewModel run, Surroundings around,
            Consumer<RunResult> finished) {
        this.latest = new LatestRun(runner, threads);
        this.threads = threads;
        this.experiment = experiment;
        this.charts = charts;
        this.run = run;
        this.around = around;
        this.finished = finished;
    }

    ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /** Whether the window is up and not closed yet. */
    boolean isOpen() {
        return opened && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether nothing else computes, or is about to. */
    boolean isQuiet() {
        return isOpen() && !settling && !run.runningProperty().get() && !around.sweepMeasures();
    }

    /** Has the run stand still, or go on. */
    void pauseOrGoOn() {
        if (run.heldProperty().get()) {
            run.hold(false);
            latest.goOn();
        } else if (run.runningProperty().get()) {
            run.hold(true);
            latest.hold();
        }
    }

    /** Does one step of a run, a batch of queries, and stands still again; one that runs stands still after its step. */
    void step() {
        if (run.runningProperty().get()) {
            run.hold(true);
            latest.step();
        }
    }

    /** The window is up: shows first figures. */
    void open() {
        opened = true;
        preview();
    }

    /** Measures what is set now. */
    void measure() {
        if (closed || measuring.get()) {
            return;
        }
        if (!around.hindrance().isEmpty()) {
            run.trouble(around.hindrance(), "");
            return;
        }
        changes++; // a preview that waits for a change to settle is not wanted any more
        settling = false;
        measuring.set(true);
        run.forgetError();
        Experiment measured = experiment.experiment();
        run.begin(Fidelity.MEASURED);
        charts.measurementBegan();
        latest.start(measured, Fidelity.MEASURED, (event, details) -> heardMeasured(measured, event, details));
    }

    void stop() {
        if (run.heldProperty().get()) {
            run.hold(false);
        }
        run.stopping();
        latest.stop();
    }

    /** Cancels whatever runs; nothing is shown from here on. */
    void close() {
        closed = true;
        changes++;
        around.quietMayHaveChanged();
        latest.drop();
    }

    /** A sweep has come to rest: where it kept previews waiting, the newest is made now. */
    void sweepRests() {
        around.quietMayHaveChanged();
        if (opened && !measuring.get() && previewWaits && !around.sweepMeasures()) {
            previewWaits = false;
            preview();
        }
    }

    /** Something else is set now. */
    void changed(Experiment now) {
        charts.choose(now);
        run.forgetError();
        changes++;
        if (measuring.get() || around.sweepMeasures()) {
            previewWaits = true;
            return;
        }
        settling = true;
        latest.drop();
        run.dropped();
        around.quietMayHaveChanged();
        int mine = changes;
        threads.later().after(SETTLED, () -> {
            if (mine == changes) {
                preview();
            }
        });
    }

    private void preview() {
        if (closed) {
            return;
        }
        settling = false;
        Experiment previewed = experiment.experiment();
        run.begin(Fidelity.PREVIEW);
        charts.previewing();
        latest.start(previewed, Fidelity.PREVIEW, (event, details) -> heardPreview(previewed, event, details));
    }

    private void heardPreview(Experiment previewed, RunEvent event, String details) {
        switch (event) {
            case RunEvent.Measured measured -> charts.previewed(previewed, measured.figures(), false);
            case RunEvent.Finished done -> {
                charts.previewed(previewed, done.result().figures(), true);
                finished.accept(done.result());
                latest.calibrate(previewed, this::preview);
            }
            case RunEvent.Cancelled cancelled -> charts.previewStopped();
            case RunEvent.Failed failed -> charts.previewFailed();
            default -> {
            }
        }
        run.heard(event, previewed, details);
    }

    private void heardMeasured(Experiment asked, RunEvent event, String details) {
        switch (event) {
            case RunEvent.Measured measured -> charts.measuring(asked, measured.figures());
            case RunEvent.Finished done -> {
                charts.measured(asked, done.result().figures());
                finished.accept(done.result());
            }
            case RunEvent.Cancelled cancelled -> charts.abandoned();
            case RunEvent.Failed failed -> charts.abandoned();
            default -> {
            }
        }
        run.heard(event, asked, details);
        if (event instanceof RunEvent.Finished || event instanceof RunEvent.Cancelled || event instanceof RunEvent.Failed) {
            measuring.set(false);
            // A change made meanwhile, or a preview that Measure cut short: without one there is nothing to compare with.
            if (previewWaits || !charts.previewFits()) {
                previewWaits = false;
                preview();
            }
        }
    }
}
