package org.siguard.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells the listener of a run how far it is, one event at a time, and how long it will take if it goes on like this. */
final class Telling {
    /** Before this share is done there is no telling how long the rest will take. */
    private static final double ENOUGH_TO_TELL = 0.05;
    private static final long ACTIVITY_MILLIS = 250;

    private final Consumer<RunEvent> listener;
    private final long begun = System.nanoTime();
    private final List<String> warnings = new ArrayList<>();
    private double from;
    private double share = 1;

    Telling(Consumer<RunEvent> listener) {
        this.listener = listener;
    }

    synchronized void tell(RunEvent event) {
        listener.accept(event);
    }

    /** From here on fractions are those of one of so many parts. */
    void part(int number, int parts) {
        from = (double) number / parts;
        share = 1.0 / parts;
    }

    void advance(String phase, double fraction) {
        double whole = Math.clamp(from + share * fraction, 0, 1);
        double seconds = (System.nanoTime() - begun) / 1e9;
        tell(new RunEvent.Advanced(phase, whole, whole < ENOUGH_TO_TELL ? -1 : seconds * (1 - whole) / whole));
    }

    void warn(String message) {
        if (!warnings.contains(message)) {
            warnings.add(message);
            tell(new RunEvent.Warned(message));
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Tells some times a second what the parties are at, until it is closed. */
    Watching watching(PartyWatch parties) {
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().name("party activity").start(() -> {
            try {
                while (!over.await(ACTIVITY_MILLIS, TimeUnit.MILLISECONDS)) {
                    tell(new RunEvent.Active(parties.now()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            over.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Something that is told about until it is closed. */
    @FunctionalInterface
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
