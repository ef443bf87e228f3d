package org.siguard.data;

import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * Random numbers that are the same on every Java and every processor: words of AES in counter mode, and {@link StrictMath} for
 * what is made of them. The generators of {@code java.util.random} leave their Gaussian algorithm open; this does not.
 */
public final class Draws {
    /** Words are fetched so many at a time: no more than the stream makes at the least anyway. */
    private static final int FETCHED = 64;

    private final RandomStream words;
    private long[] fetched = {};
    private int used;
    private double spare = Double.NaN;

    private Draws(RandomStream words) {
        this.words = words;
    }

    public static Draws of(Seed seed) {
        return new Draws(RandomStream.of(seed));
    }

    private long word() {
        if (used == fetched.length) {
            fetched = words.next(FETCHED);
            used = 0;
        }
        return fetched[used++];
    }

    /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
    public double uniform() {
        return (word() >>> 11) * 0x1p-53;
    }

    /** Uniform in 0 to bound - 1, without bias: words from the incomplete last stretch are drawn again. */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("nothing below " + bound);
        }
        long word;
        long remainder;
        do {
            word = word() >>> 1;
            remainder = word % bound;
        } while (word - remainder + (bound - 1) < 0);
        return (int) remainder;
    }

    /** Standard normal, by Box and Muller: r = √(-2 ln(1 - u)), at the angle 2πv; each pair (u, v) gives two. */
    public double gaussian() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        double angle = 2 * Math.PI * uniform();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    /** The numbers 0 to count - 1 in random order (Fisher and Yates). */
    public int[] order(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
