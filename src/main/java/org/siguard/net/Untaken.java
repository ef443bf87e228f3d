package org.siguard.net;

/** Messages that one party sent and another has not taken. */
public record Untaken(Party from, Party to, int messages) {
    @Override
    public String toString() {
        return "the " + to + " did not take " + messages + (messages == 1 ? " message" : " messages") + " that the " + from + " sent";
    }
}
