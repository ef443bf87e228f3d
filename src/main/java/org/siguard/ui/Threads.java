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
 * @param sweeps     carries out sweeps, which may take hours and must not keep previews waiting
 */
record Threads(Executor window, Executor background, Executor files, Executor sweeps, Later later) {
    /** Sweeps are carried out where runs are. */
    Threads(Executor window, Executor background, Executor files, Later later) {
        this(window, background, files, background, later);
    }

    /** Files are read and written, and sweeps carried out, where runs are. */
    Threads(Executor window, Executor background, Later later) {
        this(window, background, background, background, later);
    }

    static Threads ofWindow(Executor background, Executor files, Executor sweeps) {
        Later later = (delay, action) -> CompletableFuture
                .delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater).execute(action);
        return new Threads(Platform::runLater, background, files, sweeps, later);
    }
}
