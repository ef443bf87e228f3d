package org.siguard.experiment.sweep;

import java.util.concurrent.CancellationException;

/** Memory that trials take a part of while they run, and wait for where there is none: what one of them takes may be all there is, never more. */
final class MemoryBudget {
    private final long whole;
    private long free;

    MemoryBudget(long bytes) {
        whole = bytes;
        free = bytes;
    }

    /** What was taken, until it is given back; one that wants more than there is waits until it is alone. */
    synchronized Part take(long bytes) {
        long wanted = Math.min(bytes, whole);
        try {
            while (free < wanted) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        free -= wanted;
        return () -> giveBack(wanted);
    }

    private synchronized void giveBack(long bytes) {
        free += bytes;
        notifyAll();
    }

    /** To be closed when the memory is free again. */
    @FunctionalInterface
    interface Part extends AutoCloseable {
        @Override
        void close();
    }
}
