package org.siguard.experiment.sweep;

/**
 * Trials cannot be carried out any more, whichever they are: the sweep ends, with what is finished safe on disk. The message is one line
 * that says what happened and what to do.
 */
public final class NoMoreTrials extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoMoreTrials(String message) {
        super(message);
    }

    public NoMoreTrials(String message, Throwable cause) {
        super(message, cause);
    }
}
