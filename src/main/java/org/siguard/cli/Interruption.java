package org.siguard.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.siguard.base.Cancellation;

/**
 * Ctrl-C as a cancellation: the end of the process is held up until the command has stopped and said so. Only for a command
 * that asked for the cancellation; any other ends at once.
 */
final class Interruption implements AutoCloseable {
    /** A command that has not stopped by then is ended in the middle of things. */
    private static final long LONGEST_GOODBYE = 5;

    private final Cancellation cancellation;
    private final CountDownLatch over = new CountDownLatch(1);
    private Thread hook;

    Interruption(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    synchronized Cancellation cancellation() {
        if (hook == null) {
            hook = new Thread(this::stop, "stop the command");
            Runtime.getRuntime().addShutdownHook(hook);
        }
        return cancellation;
    }

    private void stop() {
        cancellation.request();
        try {
            if (!over.await(LONGEST_GOODBYE, TimeUnit.SECONDS)) {
                System.getLogger(Interruption.class.getName()).log(System.Logger.Level.WARNING,
                        "the command did not stop within " + LONGEST_GOODBYE + " s of the end of the program");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command is over, whatever became of it. */
    @Override
    public synchronized void close() {
        over.countDown();
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                hook = null; // The program is ending, because of Ctrl-C or otherwise: the hook has run.
            }
        }
    }
}
