package org.siguard.base;

import java.util.Optional;

/** Work that was larger than the heap: no fault of ours, and something the user can put right. */
public final class HeapShortage {
    private HeapShortage() {
    }

    /** What to tell the user if that is what an error comes from. */
    public static Optional<UserMistake> behind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return Optional.of(new UserMistake("Out of memory: the heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB is too small for this. Take fewer records at a time or a narrower network, or start with a larger heap:"
                        + " SIGUARD_JAVA_OPTS=-Xmx8g ./siguard …", error));
            }
        }
        return Optional.empty();
    }
}
