package org.siguard.app.bench;

/**
 * How long to look.
 *
 * @param runNanos      what one run should at least take: shorter work is repeated within a run
 * @param leastWarmUp   in nanoseconds: compiling a hot loop takes its time, whatever the first runs look like
 * @param longestWarmUp in nanoseconds: from here on the work counts as warm, stable or not
 * @param leastRuns     of which the median is taken
 * @param mostRuns      of which the median is taken
 * @param runsNanos     no further run is begun after this, once there are {@code leastRuns}
 */
record Effort(long runNanos, long leastWarmUp, long longestWarmUp, int leastRuns, int mostRuns, long runsNanos) {
    static final Effort FULL = new Effort(2_000_000, 1_500_000_000L, 12_000_000_000L, 7, 101, 4_000_000_000L);

    /** To see that everything works; its figures are those of a program that is not warm. */
    static final Effort QUICK = new Effort(100_000, 0, 100_000_000, 1, 5, 100_000_000);
}
