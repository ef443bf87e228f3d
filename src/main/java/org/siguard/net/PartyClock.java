package org.siguard.net;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The time and the round that one party has reached, had it a machine of its own.
 *
 * <p>Time passes while the party computes, measured between leaving one channel call and entering the next, and jumps forward
 * to a message's arrival when the party had to wait for it. A round is one step of the longest chain of messages of which
 * each could be sent only after the one before had come. Used by the party's own thread alone.
 */
public final class PartyClock {
    private long nanos;
    private long resumedAt;
    private int rounds;
    private boolean beforehand;

    /**
     * What this party sends depends on nobody's input and was prepared before the computation began: nobody waits for it. It still
     * counts as traffic, and the party's own clock shows what the preparation took.
     */
    public void workBeforehand() {
        beforehand = true;
    }

    boolean worksBeforehand() {
        return beforehand;
    }

    /** The party starts to compute. */
    public void resume() {
        resumedAt = System.nanoTime();
    }

    /** The party enters a channel call. */
    void pause() {
        nanos += System.nanoTime() - resumedAt;
    }

    /** A message has come that arrived at this time, as the given link of a chain. */
    void received(long arrival, int round) {
        nanos = Math.max(nanos, arrival);
        rounds = Math.max(rounds, round);
    }

    /** Waits for word from outside of the network, which comes at the time that it says. */
    <T> T standStill(Supplier<T> word, Function<T, TrafficMeter.Moment> given) {
        pause();
        T told = word.get();
        TrafficMeter.Moment at = given.apply(told);
        received(at.nanos(), at.rounds());
        resume();
        return told;
    }

    /** The clock as it stood when the current channel call was entered. */
    long pausedNanos() {
        return nanos;
    }

    /** The time now, to be asked while the party computes. */
    public long nanos() {
        return nanos + System.nanoTime() - resumedAt;
    }

    public int rounds() {
        return rounds;
    }
}
