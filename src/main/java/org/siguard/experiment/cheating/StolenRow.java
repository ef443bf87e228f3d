package org.siguard.experiment.cheating;

/**
 * The weights from one number into all of the last layer's outputs: a row of what is stolen.
 *
 * @param index  of the number
 * @param learnt as the outputs tell them; empty where the server ended the query
 * @param truth  as the server has them
 */
public record StolenRow(int index, double[] learnt, double[] truth) {
    public boolean isLearnt() {
        return learnt.length > 0;
    }

    /** How far the farthest weight is from the true one. */
    public double error() {
        double most = 0;
        for (int i = 0; i < learnt.length; i++) {
            most = Math.max(most, Math.abs(learnt[i] - truth[i]));
        }
        return most;
    }
}
