package org.siguard.experiment;

import java.util.function.Consumer;
import org.siguard.base.Cancellation;

/** Carries experiments out, one at a time a caller; publishes events in order from the calling thread. */
public interface Runner {
    RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation);
}
