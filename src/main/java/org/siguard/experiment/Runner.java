package org.siguard.experiment;

import java.util.function.Consumer;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;

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

    /** Finds out how fast this machine is before several runs at once would disturb it; one that has no use for that does nothing. */
    default void calibrate(Experiment experiment, Progress progress, Cancellation cancellation) {
    }

    /** Whether it is known by now; until then predictions of latency rest on what is assumed of any machine, and say so by wide limits. */
    default boolean calibrated(Experiment experiment) {
        return true;
    }

    /** An estimate of the memory that a run takes beside its sample, in bytes; 0 where it is not worth a word. */
    default long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation) {
        return 0;
    }
}
