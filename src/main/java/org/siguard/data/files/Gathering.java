package org.siguard.data.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.data.Capacity;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/** The records read so far: memory grows with what was really there, never with what a header promised. */
final class Gathering {
    private final String where;
    private final Shape record;
    private final RowLimit limit;
    private final List<float[]> records = new ArrayList<>();
    private int[] labels = new int[64];

    Gathering(String where, Shape record, RowLimit limit) {
        this.where = where;
        this.record = record;
        this.limit = limit;
    }

    Shape record() {
        return record;
    }

    boolean full() {
        return records.size() >= limit.rows();
    }

    int size() {
        return records.size();
    }

    void add(float[] values, int label) {
        Capacity.require(where, records.size() + 1L, record, limit.bytes());
        if (records.size() == labels.length) {
            labels = Arrays.copyOf(labels, 2 * labels.length);
        }
        labels[records.size()] = label;
        records.add(values);
    }

    /** The labels as they were added. */
    int[] labels() {
        return Arrays.copyOf(labels, records.size());
    }

    Dataset dataset(String name, int classes, int[] finalLabels, List<String> classNames) {
        return new Dataset(name, record, classes, records, finalLabels, classNames);
    }

    /** A byte of a picture as a value from 0 to 1. */
    static float unit(int value) {
        return (value & 0xff) / 255f;
    }
}
