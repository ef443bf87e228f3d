package org.siguard.attack;

import java.util.Arrays;
import org.siguard.base.Largest;
import org.siguard.base.UserMistake;

/**
 * What a client was given for a number of records, and the records' true labels. Every number is finite and every label has
 * its place in the vectors, so that no attack has to ask.
 *
 * @param vectors one released vector a record
 * @param labels  the true labels, for attacks that may know them
 */
public record Release(double[][] vectors, int[] labels) {
    public Release {
        if (vectors.length != labels.length) {
            throw new UserMistake("Released outputs: " + vectors.length + " vectors and " + labels.length
                    + " labels; give one label a vector.");
        }
        for (int record = 0; record < vectors.length; record++) {
            check(record, vectors[record], vectors[0].length, labels[record]);
        }
    }

    private static void check(int record, double[] vector, int classes, int label) {
        if (vector.length == 0 || vector.length != classes) {
            throw new UserMistake("Released outputs, record " + record + ": " + vector.length + " numbers where the first has " + classes
                    + "; give every record the same classes, at least one.");
        }
        if (label < 0 || label >= classes) {
            throw new UserMistake("Released outputs, record " + record + ": the label " + label + " is not one of 0 to " + (classes - 1)
                    + "; check that labels and model belong together.");
        }
        for (double value : vector) {
            if (!Double.isFinite(value)) {
                throw new UserMistake("Released outputs, record " + record + ": holds " + value
                        + ", which is no finite number; check the model and the number format.");
            }
        }
    }

    /** Of some of the records. */
    public Release only(int[] places) {
        return new Release(Arrays.stream(places).mapToObj(place -> vectors[place]).toArray(double[][]::new),
                Arrays.stream(places).map(place -> labels[place]).toArray());
    }

    public int size() {
        return labels.length;
    }

    /** The released label: the first of the largest. */
    public int predicted(int record) {
        return Largest.of(vectors[record]);
    }

    /** Whether the released label is the true one. */
    public boolean right(int record) {
        return predicted(record) == labels[record];
    }

    /** What was released for the true label. */
    public double confidence(int record) {
        return vectors[record][labels[record]];
    }
}
