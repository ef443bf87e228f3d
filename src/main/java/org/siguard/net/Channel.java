package org.siguard.net;

/**
 * One party's end of an ordered, reliable, two-way connection to one other party. Words arrive in the order they were sent.
 * Only the party's own thread uses it.
 */
public interface Channel {
    /** Hands the words over; the sender must not touch the array afterwards. */
    void send(long[] words);

    /** Waits for the next message. Throws {@link NetworkDown} when the computation has ended for another party's reason. */
    long[] receive();
}
