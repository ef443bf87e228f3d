package org.siguard.experiment;

/** Something that happened in a run, told to everybody who listens. Events of one run come in order, from one thread. */
public sealed interface RunEvent {
    /** A run has begun. */
    record Started(Experiment experiment, Fidelity fidelity) implements RunEvent {
    }

    /** How far it is: the phase in words, and the fraction of the whole run that is done, 0 to 1. */
    record Advanced(String phase, double fraction) implements RunEvent {
    }

    /** Figures over the records done so far. */
    record Measured(Figures figures) implements RunEvent {
    }

    /** The run is over; these are its figures. */
    record Finished(RunResult result) implements RunEvent {
    }

    /** The run was stopped by the user. */
    record Cancelled() implements RunEvent {
    }

    /**
     * The run could not go on; the message is for the user.
     *
     * @param ours whether it is a fault of this program's, rather than something the user can put right
     */
    record Failed(String message, boolean ours) implements RunEvent {
    }
}
