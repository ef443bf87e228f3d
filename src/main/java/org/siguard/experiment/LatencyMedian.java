package org.siguard.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median latency of full batches: a shorter last batch, or one that was disturbed, does not count for more than it is. */
final class LatencyMedian {
    private final boolean predicted;
    private final String network;
    private final int batch;
    private final List<Pair> batches = new ArrayList<>();

    /** One batch, asked twice: without a guard and with it. */
    private record Pair(QueryCost without, QueryCost with) {
    }

    LatencyMedian(boolean predicted, String network, int batch) {
        this.predicted = predicted;
        this.network = network;
        this.batch = batch;
    }

    /** Another batch; only full ones count. */
    void add(QueryCost without, QueryCost with, int records) {
        if (records == batch) {
            batches.add(new Pair(without, with));
        }
    }

    /** What the guard adds is the difference between waiting with it and without. */
    Figures.Latency figure() {
        double without = median(pair -> pair.without.seconds());
        double with = median(pair -> pair.with.seconds());
        QueryCost any = batches.get(0).with;
        return new Figures.Latency(Math.min(without, with), Math.max(0, with - without), predicted, network, batch, any.rounds(),
                any.bytes());
    }

    private double median(ToDoubleFunction<Pair> seconds) {
        double[] sorted = batches.stream().mapToDouble(seconds).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
