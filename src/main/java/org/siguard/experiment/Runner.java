package org.siguard.experiment;

import java.util.function.Consumer;
import org.siguard.base.Cancellation;

/** Carries experiments out. */
@FunctionalInterface
public interface Runner {
    /**
     * Runs to the end, publishing events in order from the calling thread: {@link RunEvent.Started} first, then progress and
     * figures, at last {@link RunEvent.Finished}, {@link RunEvent.Cancelled} or {@link RunEvent.Failed}.
     *
     * @return the result; null where the run was cancelled or failed, which the last event tells
     */
    RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation);

    /** The same, for a run that can be held and let go on step by step; a runner that cannot be held goes on. */
    default RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Conduct conduct) {
        return run(experiment, fidelity, listener, conduct.cancellation());
    }
}
