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
 */
record Threads(Executor window, Executor background, Later later) {
    static Threads ofWindow(Executor background) {
        Later later = (delay, action) -> CompletableFuture
                .delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater).execute(action);
        return new Threads(Platform::runLater, background, later);
    }
}
