package org.siguard.report;

/**
 * What one operation of a query costs, all parties together.
 *
 * @param operation its path: {@code guard/softmax}
 * @param rounds    of its longest chain of messages
 * @param bytes     sent
 * @param seconds   on the clock; 0 where costs are declared and nothing was sent
 */
public record CostShare(String operation, int rounds, long bytes, double seconds) {
    public CostShare {
        if (rounds < 0 || bytes < 0 || !(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("a cost of " + rounds + " rounds, " + bytes + " bytes, " + seconds + " s");
        }
    }

    /** Whether it belongs to the guard. */
    boolean ofGuard() {
        return operation.equals(LatencyChart.GUARD) || operation.startsWith(LatencyChart.GUARD + "/");
    }
}
