package org.siguard.data;

import org.siguard.ring.Shape;

/**
 * Makes records from a seed.
 *
 * @param name    what users call it
 * @param about   one line: what its records are
 * @param record  the shape of one record
 * @param classes how many labels there are
 * @param making  how they are made
 */
public record Generator(String name, String about, Shape record, int classes, Making making) {
    /** The first {@code count} records of a seed: more records of the same seed begin with the same ones. */
    @FunctionalInterface
    public interface Making {
        Dataset generate(long seed, int count);
    }

    public Dataset generate(long seed, int count) {
        return making.generate(seed, count);
    }
}
