package org.siguard.experiment;

/** The mean latency over full batches: a shorter last batch would make them look faster than they are. */
final class LatencyMean {
    private final boolean predicted;
    private final String network;
    private final int batch;
    private double unguarded;
    private double guarded;
    private int rounds;
    private long bytes;
    private int count;

    LatencyMean(boolean predicted, String network, int batch) {
        this.predicted = predicted;
        this.network = network;
        this.batch = batch;
    }

    /**
     * Another batch.
     *
     * @param without seconds the client waits without a guard
     * @param with    seconds it waits with the guard
     */
    void add(double without, double with, int batchRounds, long batchBytes, int records) {
        if (records == batch) {
            unguarded += without;
            guarded += with;
            rounds = batchRounds;
            bytes = batchBytes;
            count++;
        }
    }

    /** Begins anew. */
    void forget() {
        unguarded = 0;
        guarded = 0;
        count = 0;
    }

    /** What the guard adds is the difference between waiting with it and without. */
    Figures.Latency figure() {
        double inference = unguarded / count;
        return new Figures.Latency(inference, Math.max(0, guarded / count - inference), predicted, network, batch, rounds, bytes);
    }
}
