package org.siguard.ui;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;

/**
 * A long piece of work that a person starts and may stop: the training of a model, an audit. One at a time, beside the runs, in the thread
 * that sweeps have; what it tells of its progress is handed over some ten times a second.
 *
 * <p>All methods belong to the window's thread.
 */
final class LongWork {
    private static final Duration FRAME = Duration.ofMillis(100);

    private final Threads threads;
    private final Consumer<String> told;
    private final BiConsumer<String, String> trouble;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper();
    private Cancellation current;

    /**
     * @param told    hears what was done
     * @param trouble hears what went wrong, and details for whoever has to mend it
     */
    LongWork(Threads threads, Consumer<String> told, BiConsumer<String, String> trouble) {
        this.threads = threads;
        this.told = told;
        this.trouble = trouble;
    }

    /** The work itself, in the background. */
    @FunctionalInterface
    interface Worker<T> {
        T work(Progress progress, Cancellation cancellation);
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What is being done, in words. */
    ReadOnlyStringProperty phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** 0 to 1. */
    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /**
     * Begins; nothing where something is under way.
     *
     * @param name for people
     * @param done hears what came of it, where it came to its end
     */
    <T> void start(String name, Worker<T> worker, Consumer<T> done) {
        if (current != null) {
            return;
        }
        Cancellation mine = new Cancellation();
        current = mine;
        running.set(true);
        fraction.set(0);
        phase.set(name + ": waiting until nothing else of its kind runs");
        threads.sweeps().execute(() -> carryOut(name, worker, done, mine));
    }

    /** Ends it; it hears of that soon. */
    void stop() {
        if (current != null) {
            phase.set("Stopping");
            current.request();
        }
    }

    private <T> void carryOut(String name, Worker<T> worker, Consumer<T> done, Cancellation mine) {
        try {
            mine.check();
            T result = worker.work(new Telling(name), mine);
            end(name + " done.", 1, () -> {
                told.accept(name + " done.");
                done.accept(result);
            });
        } catch (CancellationException e) {
            end(name + " stopped.", 0, () -> told.accept(name + " stopped."));
        } catch (UserMistake e) {
            end(name + " failed.", 0, () -> trouble.accept(e.getMessage(), ""));
        } catch (RuntimeException | Error e) {
            end(name + " failed.", 0,
                    () -> trouble.accept(name + ": a fault of ours (" + ErrorDetails.inOneLine(e) + ").", ErrorDetails.of(e)));
        }
    }

    private void end(String word, double share, Runnable then) {
        threads.window().execute(() -> {
            current = null;
            running.set(false);
            fraction.set(share);
            phase.set(word);
            then.run();
        });
    }

    /** Of progress only the newest is handed over. */
    private final class Telling implements Progress {
        private final String name;
        private String latest = "";
        private double share;
        private boolean handingOver;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public synchronized void report(String now, double done) {
            latest = now;
            share = done;
            if (!handingOver) {
                handingOver = true;
                threads.later().after(FRAME, this::handOver);
            }
        }

        private synchronized void handOver() {
            handingOver = false;
            if (running.get() && !current.requested()) {
                phase.set(name + ": " + latest);
                fraction.set(Math.clamp(share, 0, 1));
            }
        }
    }
}
