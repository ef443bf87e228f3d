package org.siguard.experiment;

import java.util.List;

/** Something that happened in a run, told to everybody who listens. Events of one run come in order, one at a time. */
public sealed interface RunEvent {
    /** A run has begun. */
    record Started(Experiment experiment, Fidelity fidelity) implements RunEvent {
    }

    /**
     * How far it is.
     *
     * @param phase       in words
     * @param fraction    of the whole run that is done, 0 to 1
     * @param secondsLeft until it is over, if it goes on as it went; negative where there is no telling yet
     */
    record Advanced(String phase, double fraction, double secondsLeft) implements RunEvent {
        /** How long it will take is not known yet. */
        public Advanced(String phase, double fraction) {
            this(phase, fraction, -1);
        }
    }

    /** What the parties of a measured run are at, some times a second. */
    record Active(List<PartyActivity> parties) implements RunEvent {
        public Active {
            parties = List.copyOf(parties);
        }
    }

    /**
     * One party.
     *
     * @param party    its name
     * @param messages that it has sent since the run began
     * @param bytes    that it has sent since the run began
     * @param waiting  whether it waits for another party's message
     */
    record PartyActivity(String party, long messages, long bytes, boolean waiting) {
    }

    /** Something that does not end the run, and that whoever reads its figures should know. */
    record Warned(String message) implements RunEvent {
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

    /** Whether nothing comes after it. */
    default boolean last() {
        return this instanceof Finished || this instanceof Cancelled || this instanceof Failed;
    }

    /** Whether a later one of the same kind makes it worthless. */
    default boolean outdated() {
        return this instanceof Advanced || this instanceof Active || this instanceof Measured;
    }
}
