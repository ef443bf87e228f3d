package org.siguard.data;

import java.util.ArrayList;
import java.util.List;
import org.siguard.ring.Shape;

/**
 * Labelled records.
 *
 * @param name    what users call it
 * @param record  the shape of one record
 * @param classes how many labels there are: 0 to classes - 1
 */
public record Dataset(String name, Shape record, int classes, List<float[]> records, int[] labels) {
    public Dataset {
        records = List.copyOf(records);
        if (records.size() != labels.length) {
            throw new IllegalArgumentException(records.size() + " records and " + labels.length + " labels");
        }
    }

    public int size() {
        return labels.length;
    }

    /** The records at the given rows, in their order. */
    public Dataset rows(int[] rows) {
        List<float[]> chosen = new ArrayList<>();
        int[] chosenLabels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen.add(records.get(rows[i]));
            chosenLabels[i] = labels[rows[i]];
        }
        return new Dataset(name, record, classes, chosen, chosenLabels);
    }
}
