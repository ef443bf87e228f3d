package org.siguard.ui;

import java.time.Clock;
import java.time.Duration;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.Runner;

/**
 * The window without its controls: a changed setting is previewed by itself once it has settled, the latest wins, and a measured
 * run is never disturbed by a preview, which would compete with it for the processors and so spoil its times; the preview waits.
 */
final class WorkbenchViewModel {
    static final Duration SETTLED = Duration.ofMillis(250);

    private final Threads threads;
    private final LatestRun latest;
    private final ExperimentViewModel experiment = new ExperimentViewModel();
    private final ChartsViewModel charts = new ChartsViewModel(experiment.experiment());
    private final RunViewModel run = new RunViewModel(Clock.systemDefaultZone());
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private int changes;
    private boolean previewWaits;
    private boolean closed;

    WorkbenchViewModel(Runner runner, Threads threads) {
        this.threads = threads;
        this.latest = new LatestRun(runner, threads);
        experiment.experimentProperty().addListener((property, old, now) -> changed(now));
    }

    ExperimentViewModel experiment() {
        return experiment;
    }

    ChartsViewModel charts() {
        return charts;
    }

    RunViewModel run() {
        return run;
    }

    ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    BooleanProperty darkProperty() {
        return dark;
    }

    /** The window is up: shows first figures. */
    void open() {
        preview();
    }

    /** Measures what is set now. */
    void measure() {
        if (closed || measuring.get()) {
            return;
        }
        changes++; // a preview that waits for a change to settle is not wanted any more
        measuring.set(true);
        run.forgetError();
        Experiment measured = experiment.experiment();
        run.begin(Fidelity.MEASURED);
        charts.measurementBegan();
        latest.start(measured, Fidelity.MEASURED, (event, details) -> heardMeasured(measured, event, details));
    }

    void stop() {
        run.stopping();
        latest.stop();
    }

    /** Cancels whatever runs; nothing is shown from here on. */
    void close() {
        closed = true;
        changes++;
        latest.drop();
    }

    private void changed(Experiment now) {
        charts.choose(now);
        run.forgetError();
        changes++;
        if (measuring.get()) {
            previewWaits = true;
            return;
        }
        latest.drop();
        run.dropped();
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
        Experiment previewed = experiment.experiment();
        run.begin(Fidelity.PREVIEW);
        charts.previewing();
        latest.start(previewed, Fidelity.PREVIEW, (event, details) -> heardPreview(previewed, event, details));
    }

    private void heardPreview(Experiment previewed, RunEvent event, String details) {
        switch (event) {
            case RunEvent.Measured measured -> charts.previewed(previewed, measured.figures(), false);
            case RunEvent.Finished finished -> charts.previewed(previewed, finished.result().figures(), true);
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
            case RunEvent.Finished finished -> charts.measured(asked, finished.result().figures());
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
