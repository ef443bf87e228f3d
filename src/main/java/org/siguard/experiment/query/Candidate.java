package org.siguard.experiment.query;

/**
 * A record that may be asked about.
 *
 * @param place  among the records of the experiment, from 0
 * @param label  the true one
 * @param member whether the model was trained on it
 * @param record its numbers
 */
public record Candidate(int place, int label, boolean member, float[] record) {
}
