package org.siguard.train;

import org.siguard.base.UserMistake;

/**
 * How a network is trained: Adam with decoupled weight decay.
 *
 * @param epochs       passes over the records, at most
 * @param batch        records a step
 * @param learningRate length of a step
 * @param weightDecay  share of a weight that a step of length 1 takes off; biases are left alone
 * @param enough       training stops after an epoch with this accuracy on the training records; above 1 it never does
 */
public record TrainingSettings(int epochs, int batch, double learningRate, double weightDecay, double enough) {
    public TrainingSettings {
        if (epochs < 1 || epochs > 100_000) {
            throw wrong("epochs", epochs, "1 to 100000");
        }
        if (batch < 1 || batch > 100_000) {
            throw wrong("batch", batch, "1 to 100000 records");
        }
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw wrong("learningRate", learningRate, "above 0, at most 10");
        }
        if (!(weightDecay >= 0 && weightDecay <= 10)) {
            throw wrong("weightDecay", weightDecay, "0 to 10");
        }
        if (!(enough > 0 && enough <= 2)) {
            throw wrong("enough", enough, "above 0, at most 2");
        }
    }

    private static UserMistake wrong(String what, Number value, String range) {
        return new UserMistake("Training settings, " + what + ": " + value + " is not allowed; give " + range + ".");
    }
}
