package org.siguard.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Looks at the window's thread while it works: how long it takes from frame to frame, and how long it lets anything wait. A thread of its
 * own asks for a word every few milliseconds; what the answer takes is how long a key or a click would have waited.
 */
final class FrameWatch {
    private static final int ASK_MILLIS = 5;
    private static final int MOST = 1 << 16;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("siguard-frame-watch").daemon().factory());
    private final AtomicBoolean asked = new AtomicBoolean();
    private final long[] frames = new long[MOST];
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            frame();
        }
    };
    private Future<?> questions;
    private int count;
    private long last;
    private long longestWait;
    private long longestBusy;
    private long windowThread;

    /**
     * What was seen, in milliseconds.
     *
     * @param frames how many there were
     * @param median from one frame to the next
     * @param slow   the longest but for one in a hundred
     * @param blocked the longest that anything waited for the window's thread
     * @param busy    the longest that the window's thread computed while something waited for it: what is left of the above where nothing
     *                else wants the processors
     */
    record Seen(int frames, double median, double slow, double blocked, double busy) {
    }

    /** On the window's thread. */
    void start() {
        windowThread = Thread.currentThread().threadId();
        timer.start();
        questions = asking.scheduleAtFixedRate(this::ask, ASK_MILLIS, ASK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** On the window's thread. */
    Seen stop() {
        timer.stop();
        questions.cancel(false);
        asking.shutdown();
        long[] sorted = Arrays.copyOf(frames, count);
        Arrays.sort(sorted);
        return count == 0 ? new Seen(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, longestWait / 1e6, longestBusy / 1e6)
                : new Seen(count, sorted[count / 2] / 1e6, sorted[(int) (0.99 * (count - 1))] / 1e6, longestWait / 1e6,
                        longestBusy / 1e6);
    }

    private void frame() {
        long now = System.nanoTime();
        if (last != 0 && count < MOST) {
            frames[count++] = now - last;
        }
        last = now;
    }

    /** One question at a time: a window's thread that is busy would be asked again and again for the same wait. */
    private void ask() {
        if (asked.compareAndSet(false, true)) {
            long begun = System.nanoTime();
            long busy = THREADS.getThreadCpuTime(windowThread);
            Platform.runLater(() -> {
                longestWait = Math.max(longestWait, System.nanoTime() - begun);
                longestBusy = Math.max(longestBusy, THREADS.getCurrentThreadCpuTime() - busy);
                asked.set(false);
            });
        }
    }
}
