package org.siguard.mpc.masked;

/** The three places at the table. */
public enum Seat {
    /** Knows the masked values and the left masks. */
    LEFT,
    /** Knows the masked values and the right masks. */
    RIGHT,
    /** Knows both masks, and no masked value. */
    ASSISTANT
}
