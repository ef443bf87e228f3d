package org.siguard.base;

import java.util.function.BooleanSupplier;

/**
 * A wish to hold still for a while, shared between the person who has it and the work that obeys it. Work that obeys calls
 * {@link #hold} at every step; in a secure computation every party does at every message and every operation.
 */
public final class Pause {
    private volatile boolean requested;

    /** Work that nobody pauses. */
    public static Pause never() {
        return new Pause();
    }

    /** Asks the work to hold still; asking twice is the same as asking once. */
    public synchronized void request() {
        requested = true;
    }

    /** Lets the work go on. */
    public synchronized void resume() {
        requested = false;
        notifyAll();
    }

    public boolean requested() {
        return requested;
    }

    /**
     * Waits while the pause lasts, or until {@code over} says that there is nothing left to wait for: whoever makes that true
     * calls {@link #look}.
     */
    public void hold(BooleanSupplier over) {
        if (requested) {
            await(over);
        }
    }

    private synchronized void await(BooleanSupplier over) {
        try {
            while (requested && !over.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes those who hold still look whether it is over for them. */
    public synchronized void look() {
        notifyAll();
    }
}
