package org.siguard.base;

/**
 * Something the user can put right: a broken file, a number out of range, a missing library. The message is one line that
 * says what is wrong, where, and what to do; it is shown as it stands, never with a stack trace.
 */
public final class UserMistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserMistake(String message) {
        super(line(message));
    }

    public UserMistake(String message, Throwable cause) {
        super(line(message), cause);
    }

    /** What stands in a file may stand in a message, and may hold what breaks a line or rules a terminal. */
    private static String line(String message) {
        return message == null ? null : message.replaceAll("\\p{Cntrl}+", " ");
    }
}
