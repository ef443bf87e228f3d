package org.siguard.ui;

import java.time.Duration;

/** Runs something on the window's thread after a while. A test keeps time by hand. */
@FunctionalInterface
interface Later {
    void after(Duration delay, Runnable action);
}
