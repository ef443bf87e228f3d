package org.siguard.experiment.sweep;

import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunResult;

/** Carries the trials of a sweep out; several threads may ask at once. */
public interface Trials {
    /** Whatever is better done once before they begin. */
    void prepare(Experiment experiment, Progress progress, Cancellation cancellation);

    /** An estimate of the memory that a trial takes, in bytes. */
    long memory(Experiment experiment, Fidelity fidelity, Cancellation cancellation);

    /** The result; throws {@link org.siguard.base.UserMistake} where there can be none. */
    RunResult run(Experiment experiment, Fidelity fidelity, Cancellation cancellation);
}
