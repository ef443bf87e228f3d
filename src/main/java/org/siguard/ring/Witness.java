package org.siguard.ring;

/** Told of every word that is drawn from streams of a seed and of the seeds derived from it. For tests: it sees all secrets' masks. */
@FunctionalInterface
public interface Witness {
    /**
     * Called by the thread that draws.
     *
     * @param stream whose words they are: equal for two streams if and only if they have the same key
     * @param from   how many words this stream had given out before
     */
    void drawn(Seed stream, long from, long[] words);
}
