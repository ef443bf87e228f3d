package org.siguard.base;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A wish to stop, shared between the person who has it and the work that obeys it. Long work calls {@link #check()} at
 * every step; work that blocks registers what wakes it up.
 */
public final class Cancellation {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    /** Work that nobody can cancel. */
    public static Cancellation never() {
        return new Cancellation();
    }

    /** Asks the work to stop; asking twice is the same as asking once. */
    public void request() {
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
        }
        listeners.forEach(Runnable::run);
    }

    public boolean requested() {
        return requested;
    }

    /** Throws where the work was asked to stop. */
    public void check() {
        if (requested) {
            throw new CancellationException("cancelled");
        }
    }

    /**
     * Runs {@code action} when cancellation is requested (at once if it was already). Close the result when the work that
     * needed it is over.
     */
    public Registration onRequest(Runnable action) {
        boolean already;
        synchronized (this) {
            already = requested;
            if (!already) {
                listeners.add(action);
            }
        }
        if (already) {
            action.run();
        }
        return () -> listeners.remove(action);
    }

    /** A registered action that is taken back by closing it. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
