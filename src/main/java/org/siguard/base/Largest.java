package org.siguard.base;

/** Where the largest number of a vector stands: the label that a vector of scores says. */
public final class Largest {
    private Largest() {
    }

    /** The place of the largest; of several, the first. */
    public static int of(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
