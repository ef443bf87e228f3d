package org.siguard.app.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The time of one operation: the median of several runs, once the work is warm.
 *
 * @param nanos of one operation
 * @param runs  of which it is the median
 */
record Timing(double nanos, int runs) {
    /** So many runs are looked at together. */
    private static final int WINDOW = 5;
    /** Warm is what got no faster than this from one window to the next. */
    private static final double STABLE = 0.98;

    /** Something that can be done several times in a row. */
    @FunctionalInterface
    interface Work {
        /** Does it so often and returns how long that took, in nanoseconds. */
        long repeat(int times);
    }

    /** What takes place on the caller's thread. */
    static Timing of(Runnable operation, Effort effort) {
        return of(times -> {
            long begun = System.nanoTime();
            for (int i = 0; i < times; i++) {
                operation.run();
            }
            return System.nanoTime() - begun;
        }, effort);
    }

    static Timing of(Work work, Effort effort) {
        int times = warmUp(work, effort);
        List<Double> runs = new ArrayList<>();
        long begun = System.nanoTime();
        while (runs.size() < effort.leastRuns()
                || runs.size() < effort.mostRuns() && System.nanoTime() - begun < effort.runsNanos()) {
            runs.add((double) work.repeat(times) / times);
        }
        return new Timing(median(runs), runs.size());
    }

    /** Two operations that are compared with each other, each run followed by one of the other. */
    static Timing[] byTurns(Runnable one, Runnable other, Effort effort) {
        Timing[] warm = {of(one, effort), of(other, effort)};
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int i = 0; i < Math.max(warm[0].runs(), warm[1].runs()); i++) {
            first.add(nanos(one));
            second.add(nanos(other));
        }
        return new Timing[] {new Timing(median(first), first.size()), new Timing(median(second), second.size())};
    }

    private static double nanos(Runnable operation) {
        long begun = System.nanoTime();
        operation.run();
        return System.nanoTime() - begun;
    }

    /** Returns how often the operation is to be repeated in one run. */
    private static int warmUp(Work work, Effort effort) {
        long begun = System.nanoTime();
        int times = 1;
        double before = Double.POSITIVE_INFINITY;
        while (true) {
            List<Double> window = new ArrayList<>();
            while (window.size() < WINDOW && System.nanoTime() - begun < effort.longestWarmUp()) {
                window.add((double) work.repeat(times) / times);
            }
            long spent = System.nanoTime() - begun;
            if (spent >= effort.longestWarmUp()) {
                return times;
            }
            double now = median(window);
            int wanted = (int) Math.min(1 << 20, Math.ceil(effort.runNanos() / now));
            if (wanted <= times && now > before * STABLE && spent >= effort.leastWarmUp()) {
                return times;
            }
            times = Math.max(times, wanted);
            before = now;
        }
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
