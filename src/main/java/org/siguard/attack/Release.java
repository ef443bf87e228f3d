package org.siguard.attack;

/**
 * What a client was given for a number of records, and the records' true labels.
 *
 * @param vectors one released vector a record
 * @param labels  the true labels, for attacks that may know them
 */
public record Release(double[][] vectors, int[] labels) {
    public Release {
        if (vectors.length != labels.length) {
            throw new IllegalArgumentException(vectors.length + " vectors and " + labels.length + " labels");
        }
    }

    public int size() {
        return labels.length;
    }

    /** The released label: the first of the largest. */
    public int predicted(int record) {
        double[] p = vectors[record];
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            if (p[i] > p[best]) {
                best = i;
            }
        }
        return best;
    }
}
