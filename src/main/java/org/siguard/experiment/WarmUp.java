package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Runs something until the JVM has compiled what is hot in it: before that every run is faster than the one before, by a factor of five for
 * what takes a millisecond. Runs are looked at in windows; the JVM is warm when several windows in a row were hardly faster than the fastest
 * before them. One that is slower says nothing on a busy machine.
 *
 * @param longestNanos after which it is warm enough
 */
record WarmUp(long longestNanos) {
    /** Hardly faster is what takes at least this share. */
    private static final double STABLE = 0.95;
    private static final int PATIENCE = 3;
    private static final int WINDOW = 5;
    private static final long WINDOW_NANOS = 80_000_000L;
    /** What takes longer is looked at less often. */
    private static final long LONG_NANOS = 1_000_000_000L;

    /**
     * @param seconds what a window of runs took
     * @return the fastest window: what disturbs only slows down
     */
    <T> List<T> of(Supplier<T> run, ToDoubleFunction<List<T>> seconds) {
        long begun = System.nanoTime();
        List<T> fastest = List.of();
        double least = Double.POSITIVE_INFINITY;
        int hardlyFaster = 0;
        while (hardlyFaster < PATIENCE && System.nanoTime() - begun < longestNanos) {
            List<T> window = window(run);
            double now = seconds.applyAsDouble(window);
            hardlyFaster = now > STABLE * least ? hardlyFaster + 1 : 0;
            if (now < least) {
                least = now;
                fastest = window;
            }
        }
        return fastest;
    }

    private static <T> List<T> window(Supplier<T> run) {
        List<T> runs = new ArrayList<>();
        long begun = System.nanoTime();
        while (runs.isEmpty() || runs.size() < WINDOW && System.nanoTime() - begun < LONG_NANOS
                || System.nanoTime() - begun < WINDOW_NANOS) {
            runs.add(run.get());
        }
        return runs;
    }

    /** Of what was measured several times. */
    static double median(double... seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
