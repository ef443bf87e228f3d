package org.siguard.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Conduct;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;

/**
 * At most one run counts: starting another cancels it, and whatever it still tells is dropped. Events are gathered in the run's
 * thread and handed over in order, about thirty times a second; of progress and of figures only the newest is handed over.
 *
 * <p>All methods belong to the window's thread.
 */
final class LatestRun {
    private static final Duration FRAME = Duration.ofMillis(33);

    private final Runner runner;
    private final Threads threads;
    private Run current;
    private Cancellation calibrating = new Cancellation();

    LatestRun(Runner runner, Threads threads) {
        this.runner = runner;
        this.threads = threads;
    }

    /** Hears what the current run tells, on the window's thread; the last event is Finished, Cancelled or Failed. */
    interface Listener {
        /** @param details more for whoever has to find the cause; empty where the event says it all */
        void heard(RunEvent event, String details);
    }

    void start(Experiment experiment, Fidelity fidelity, Listener listener) {
        drop();
        Run run = new Run(experiment, fidelity, listener);
        current = run;
        threads.background().execute(run);
    }

    /**
     * Finds out how fast this machine is, where that is not known yet, behind figures that are there already; a run that is started
     * meanwhile comes first.
     *
     * @param known run on the window's thread when it is
     */
    void calibrate(Experiment experiment, Runnable known) {
        if (runner.calibrated(experiment)) {
            return;
        }
        Cancellation mine = new Cancellation();
        calibrating = mine;
        threads.background().execute(() -> {
            try {
                runner.calibrate(experiment, Progress.none(), mine);
            } catch (RuntimeException e) {
                return; // what is assumed stays, and the charts say so by its limits
            }
            if (runner.calibrated(experiment)) {
                threads.later().after(FRAME, () -> {
                    if (!mine.requested()) {
                        known.run();
                    }
                });
            }
        });
    }

    /** Asks the current run to stop; its Cancelled is still heard. */
    void stop() {
        if (current != null) {
            current.conduct.stop();
        }
    }

    /** Has the current run stand still. */
    void hold() {
        if (current != null) {
            current.conduct.hold();
        }
    }

    /** Lets it go on. */
    void goOn() {
        if (current != null) {
            current.conduct.goOn();
        }
    }

    /** Lets it go on until its next step is done. */
    void step() {
        if (current != null) {
            current.conduct.step();
        }
    }

    /** Cancels the current run and hears nothing more from it. */
    void drop() {
        calibrating.request();
        stop();
        current = null;
    }

    private final class Run implements Runnable {
        private final Experiment experiment;
        private final Fidelity fidelity;
        private final Listener listener;
        private final Cancellation cancellation = new Cancellation();
        private final Conduct conduct = new Conduct(cancellation);
        /** Guarded by itself, as are the two flags below. */
        private final List<RunEvent> waiting = new ArrayList<>();
        private boolean handingOver;
        private boolean ended;
        private volatile String details = "";

        Run(Experiment experiment, Fidelity fidelity, Listener listener) {
            this.experiment = experiment;
            this.fidelity = fidelity;
            this.listener = listener;
        }

        @Override
        public void run() {
            if (cancellation.requested()) {
                publish(new RunEvent.Cancelled());
                return;
            }
            try {
                RunResult result = runner.run(experiment, fidelity, this::publish, conduct);
                // A run that ended without a word would leave the window waiting for ever.
                publish(cancellation.requested() ? new RunEvent.Cancelled()
                        : result == null ? new RunEvent.Failed("The run ended without a result.", true) : new RunEvent.Finished(result));
            } catch (RuntimeException | Error e) {
                broke(e);
            }
        }

        private void broke(Throwable cause) {
            if (cancellation.requested()) {
                publish(new RunEvent.Cancelled());
            } else if (cause instanceof UserMistake mistake) {
                publish(new RunEvent.Failed(mistake.getMessage(), false));
            } else {
                details = ErrorDetails.of(cause);
                publish(new RunEvent.Failed("A fault of ours stopped the run (" + ErrorDetails.inOneLine(cause) + ").", true));
            }
        }

        /** Any thread; nothing counts after the last event. */
        private void publish(RunEvent event) {
            synchronized (waiting) {
                if (ended) {
                    return;
                }
                ended = event.last();
                if (event.outdated()) {
                    waiting.removeIf(older -> older.getClass() == event.getClass());
                }
                waiting.add(event);
                if (handingOver) {
                    return;
                }
                handingOver = true;
            }
            threads.later().after(FRAME, this::handOver);
        }

        private void handOver() {
            List<RunEvent> events;
            synchronized (waiting) {
                events = List.copyOf(waiting);
                waiting.clear();
                handingOver = false;
            }
            for (RunEvent event : events) {
                if (current != this) {
                    return;
                }
                if (event.last()) {
                    current = null;
                }
                listener.heard(event, details);
            }
        }
    }
}
