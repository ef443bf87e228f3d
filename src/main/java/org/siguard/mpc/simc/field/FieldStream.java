package org.siguard.mpc.simc.field;

import org.siguard.ring.RandomStream;

/** Uniform field elements from a random stream: so many bits of each word as an element has; what is no element is drawn anew. */
public final class FieldStream {
    private final PrimeField field;
    private final RandomStream words;
    private final int spare;

    public FieldStream(PrimeField field, RandomStream words) {
        this.field = field;
        this.words = words;
        this.spare = Long.SIZE - field.bits();
    }

    public long next() {
        return accepted(words.next());
    }

    public long nextNonzero() {
        long drawn = next();
        while (drawn == 0) {
            drawn = next();
        }
        return drawn;
    }

    public long[] next(int count) {
        long[] out = words.next(count);
        for (int i = 0; i < count; i++) {
            out[i] = accepted(out[i]);
        }
        return out;
    }

    private long accepted(long word) {
        long element = word >>> spare;
        while (!field.contains(element)) {
            element = words.next() >>> spare;
        }
        return element;
    }
}
