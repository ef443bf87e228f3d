package org.siguard.data.files;

import org.siguard.base.UserMistake;
import org.siguard.data.Capacity;

/**
 * Where reading stops.
 *
 * @param rows  as many of the first rows are read, or all where there are fewer
 * @param bytes what the records may take in memory; more is refused
 */
public record RowLimit(int rows, long bytes) {
    public RowLimit {
        if (rows < 1) {
            throw new UserMistake("Reading a data set: " + rows + " rows cannot be read; ask for at least 1.");
        }
    }

    /** So many rows, if memory holds them. */
    public static RowLimit of(int rows) {
        return new RowLimit(rows, Capacity.mostBytes());
    }

    /** Every row, if memory holds them. */
    public static RowLimit none() {
        return of(Integer.MAX_VALUE);
    }
}
