package org.siguard.ui;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;

/**
 * Keeps the session while it goes on, a moment after each change: a program that is killed, or a machine that stops, loses no more than that.
 * All methods belong to the window's thread; files are written apart from it.
 */
final class KeptSession {
    static final Duration AFTER = Duration.ofSeconds(2);

    private final Memory memory;
    private final Threads threads;
    private final Supplier<Experiment> experiment;
    private final Supplier<Memory.Look> look;
    private final BooleanSupplier over;
    private final Consumer<String> trouble;
    private boolean waits;
    private boolean failed;

    /**
     * @param experiment what is set now
     * @param look       how the window stands now
     * @param over       whether the window is closed, and whoever closed it keeps its state
     * @param trouble    hears why it could not be kept, once
     */
    KeptSession(Memory memory, Threads threads, Supplier<Experiment> experiment, Supplier<Memory.Look> look,
            BooleanSupplier over, Consumer<String> trouble) {
        this.memory = memory;
        this.threads = threads;
        this.experiment = experiment;
        this.look = look;
        this.over = over;
        this.trouble = trouble;
    }

    /** Something was changed that the next session begins with. */
    void changed() {
        if (!waits) {
            waits = true;
            threads.later().after(AFTER, this::keep);
        }
    }

    private void keep() {
        waits = false;
        if (over.getAsBoolean()) {
            return;
        }
        Experiment set = experiment.get();
        Memory.Look stands = look.get();
        threads.files().execute(() -> {
            try {
                memory.keep(set, stands);
                threads.window().execute(() -> failed = false);
            } catch (UserMistake e) {
                threads.window().execute(() -> failed(e.getMessage()));
            }
        });
    }

    private void failed(String why) {
        if (!failed) {
            failed = true;
            trouble.accept("The session is not kept. " + why);
        }
    }
}
