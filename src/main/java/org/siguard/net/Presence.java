package org.siguard.net;

import java.util.concurrent.atomic.AtomicLong;

/** What one party is at, told to those who look on from outside its thread. It costs the party one store a channel call. */
final class Presence {
    private final AtomicLong calls = new AtomicLong();
    private volatile Thread thread;
    private volatile boolean done;

    /** The party's thread starts. */
    void begin() {
        thread = Thread.currentThread();
    }

    /** The party will not touch a channel again. */
    void end() {
        done = true;
    }

    /** The party enters a channel call, or begins an operation: nobody else writes here, so no atomic addition is needed. */
    void call() {
        calls.setRelease(calls.getPlain() + 1);
    }

    /** How often it did: as long as this stands still, it is in the same channel call or between the same two. */
    long calls() {
        return calls.getAcquire();
    }

    boolean isDone() {
        return done;
    }

    /** Whether its thread stands still, be it on a lock, a sleep or a file, rather than compute. */
    boolean standsStill() {
        Thread started = thread;
        return started != null && switch (started.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            default -> false;
        };
    }
}
