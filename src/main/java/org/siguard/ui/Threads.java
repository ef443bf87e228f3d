package org.siguard.ui;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Where things happen: the window's thread, the one background thread that carries runs out, and the clock. A test gives
 * executors that run at once.
 *
 * @param background carries out one thing at a time, in order
 * @param files      reads and writes files, which need not wait for a run
 */
record Threads(Executor window, Executor background, Executor files, Later later) {
    /** Files are read and written where runs are carried out. */
    Threads(Executor window, Executor background, Later later) {
        this(window, background, background, later);
    }

    static Threads ofWindow(Executor background, Executor files) {
        Later later = (delay, action) -> CompletableFuture
                .delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater).execute(action);
        return new Threads(Platform::runLater, background, files, later);
    }
}
