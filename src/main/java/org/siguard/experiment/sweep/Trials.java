package org.siguard.experiment.sweep;

import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunResult;

/** Carries the trials of a sweep out; several threads may ask at once. */
public interface Trials extends AutoCloseable {
    /** Whatever is better done once before they begin. */
    void prepare(Experiment experiment, Progress progress, Cancellation cancellation);

    /** An estimate of the memory that a trial takes, in bytes. */
    long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation);

    /**
     * The result; throws {@link org.siguard.base.UserMistake} where there can be none, and {@link NoMoreTrials} where there can be none of
     * any other trial either.
     */
    RunResult run(Experiment experiment, Fidelity fidelity, Cancellation cancellation);

    /** How many are worth asking for at once, where nobody wants another number: one for two processors of this machine. */
    default int atOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Lets go of what they were carried out with. */
    @Override
    default void close() {
    }
}
