package org.siguard.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.siguard.base.Cancellation;
import org.siguard.base.Pause;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;
import org.siguard.experiment.sweep.LocalTrials;
import org.siguard.experiment.sweep.SavedSweeps;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.SweepRunner;
import org.siguard.experiment.sweep.Trial;
import org.siguard.experiment.sweep.Trials;

/**
 * At most one sweep is under way, in a thread of its own, so that previews go on beside it. Finished trials are gathered there and handed
 * over some ten times a second.
 *
 * <p>All methods belong to the window's thread.
 */
final class SweepRun {
    private static final Duration FRAME = Duration.ofMillis(100);

    private static final int PARALLEL = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Runner runner;
    private final Threads threads;
    private final Consumer<SweepResult> came;
    private final SweepViewModel.Voice voice;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper still = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper("");
    private Run current;

    /** @param came hears what is known so far, as it grows */
    SweepRun(Runner runner, Threads threads, Consumer<SweepResult> came, SweepViewModel.Voice voice) {
        this.runner = runner;
        this.threads = threads;
        this.came = came;
        this.voice = voice;
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether no further trial is begun, because the person wanted it so. */
    ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** Whether no trial is under way: what is held comes to rest only when its last trial is done. */
    ReadOnlyBooleanProperty stillProperty() {
        return still.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /** What is being done, in words. */
    ReadOnlyStringProperty phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** Whether times are being measured, which nothing may disturb. */
    boolean measures() {
        return current != null && current.sweep.fidelity() == Fidelity.MEASURED && !still.get();
    }

    void start(Sweep sweep, SavedSweeps kept) {
        current = new Run(sweep, kept);
        running.set(true);
        held.set(false);
        still.set(false);
        fraction.set(0);
        phase.set("Sweep: preparing");
        threads.sweeps().execute(current);
    }

    void pauseOrGoOn() {
        if (current == null) {
            return;
        }
        held.set(!held.get());
        if (held.get()) {
            current.pause.request();
            phase.set("Sweep: pausing after the trials under way");
            current.looksForRest();
        } else {
            still.set(false);
            phase.set("Sweep: going on");
            current.pause.resume();
        }
    }

    /** Ends it; what is finished stays on disk. */
    void stop() {
        if (current != null) {
            phase.set("Sweep: stopping");
            current.cancellation.request();
            current.pause.look();
        }
    }

    private void ended(Run run, String how, double done) {
        if (current == run) {
            current = null;
            running.set(false);
            held.set(false);
            still.set(true);
            fraction.set(done);
            phase.set(how);
            voice.told().accept(how);
        }
    }

    private final class Run implements Runnable {
        private final Sweep sweep;
        private final SavedSweeps kept;
        private final Cancellation cancellation = new Cancellation();
        private final Pause pause = new Pause();
        private final AtomicInteger underWay = new AtomicInteger();
        /** By rung and number. Guarded by itself, as are the two below. */
        private final Map<List<Integer>, Trial> finished = new LinkedHashMap<>();
        private boolean handingOver;

        Run(Sweep sweep, SavedSweeps kept) {
            this.sweep = sweep;
            this.kept = kept;
        }

        @Override
        public void run() {
            try {
                Path folder = kept.place(sweep);
                SweepResult result = new SweepRunner(new Counted(), PARALLEL, Runtime.getRuntime().maxMemory() / 2).run(sweep, folder, true,
                        new SweepRunner.Attending(this::advanced, this::finished, pause, cancellation));
                result.write(folder);
                over(result, "Sweep done: " + result.trials().size() + " trials, kept in " + folder + ".", 1);
            } catch (CancellationException e) {
                over(null, "Sweep stopped; its finished trials are kept, and Run goes on with them.", 0);
            } catch (UserMistake e) {
                broken(e.getMessage(), "");
            } catch (RuntimeException | Error e) {
                broken("A fault of ours stopped the sweep (" + ErrorDetails.inOneLine(e) + ").", ErrorDetails.of(e));
            }
        }

        /** Trials in this process; where the sweep is held, the last one to end says that all is still. */
        private final class Counted implements Trials {
            private final Trials trials = new LocalTrials(runner);

            @Override
            public void prepare(Experiment experiment, Progress progress, Cancellation cancelled) {
                trials.prepare(experiment, progress, cancelled);
            }

            @Override
            public long memory(Experiment experiment, Fidelity fidelity, Cancellation cancelled) {
                return trials.memory(experiment, fidelity, cancelled);
            }

            @Override
            public RunResult run(Experiment experiment, Fidelity fidelity, Cancellation cancelled) {
                // A trial may have been let through just before the pause: then it rests again when this one is done.
                if (underWay.incrementAndGet() == 1 && pause.requested()) {
                    threads.window().execute(Run.this::looksForRest);
                }
                try {
                    return trials.run(experiment, fidelity, cancelled);
                } finally {
                    if (underWay.decrementAndGet() == 0 && pause.requested()) {
                        threads.window().execute(Run.this::looksForRest);
                    }
                }
            }
        }

        /** On the window's thread: the pause may have come while no trial was under way, and then none is going to end. */
        private void looksForRest() {
            if (current == this && held.get()) {
                boolean rests = underWay.get() == 0;
                still.set(rests);
                phase.set(rests ? "Sweep paused" : "Sweep: pausing after the trials under way");
            }
        }

        private void broken(String message, String details) {
            threads.window().execute(() -> voice.trouble().accept(message, details));
            over(null, "Sweep failed; its finished trials are kept.", 0);
        }

        /** @param result null where there is none to show */
        private void over(SweepResult result, String how, double done) {
            threads.window().execute(() -> {
                if (result == null) {
                    handOver();
                } else {
                    came.accept(result);
                }
                ended(this, how, done);
            });
        }

        /** Any thread. */
        private void advanced(String what, double share) {
            threads.window().execute(() -> {
                if (current == this) {
                    fraction.set(share);
                    if (!held.get()) {
                        phase.set("Sweep: " + what);
                    }
                }
            });
        }

        /** Any thread. */
        private void finished(Trial trial) {
            synchronized (finished) {
                finished.put(List.of(trial.rung(), trial.number()), trial);
                if (handingOver) {
                    return;
                }
                handingOver = true;
            }
            threads.later().after(FRAME, this::handOver);
        }

        private void handOver() {
            List<Trial> now;
            synchronized (finished) {
                now = new ArrayList<>(finished.values());
                handingOver = false;
            }
            if (current == this) {
                came.accept(new SweepResult(sweep, now, List.of()));
            }
        }
    }
}
