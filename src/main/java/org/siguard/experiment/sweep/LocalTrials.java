package org.siguard.experiment.sweep;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;

/** Trials in this process. */
public final class LocalTrials implements Trials {
    private final Runner runner;

    public LocalTrials(Runner runner) {
        this.runner = runner;
    }

    @Override
    public void prepare(Experiment experiment, Progress progress, Cancellation cancellation) {
        runner.calibrate(experiment, progress, cancellation);
    }

    @Override
    public long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
        return runner.memory(experiment, fidelity, cancellation);
    }

    @Override
    public RunResult run(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
        AtomicReference<RunEvent.Failed> failure = new AtomicReference<>();
        RunResult result = runner.run(experiment, fidelity, event -> {
            if (event instanceof RunEvent.Failed failed) {
                failure.set(failed);
            }
        }, cancellation);
        if (result == null) {
            if (failure.get() == null) {
                throw new CancellationException();
            }
            throw new UserMistake(failure.get().message());
        }
        return result;
    }
}
