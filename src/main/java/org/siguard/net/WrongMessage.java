package org.siguard.net;

/** Thrown in a party that was sent something else than it expected. The fault is the sender's, not the party's that throws it. */
public final class WrongMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Party from;

    WrongMessage(Party from, String expected, int words) {
        super("expected " + expected + " from the " + from + " and got " + words);
        this.from = from;
    }

    /** Who sent it. */
    public Party from() {
        return from;
    }
}
