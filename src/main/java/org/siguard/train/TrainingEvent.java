package org.siguard.train;

import java.util.OptionalDouble;

/**
 * An epoch is over.
 *
 * @param model              which model is trained
 * @param epoch              counted from 1
 * @param epochs             how many there are at most
 * @param loss               mean over the epoch's records, each before the step it is part of
 * @param accuracy           likewise, on the training records as they were shown
 * @param validationLoss     on the held-out records, where there are any
 * @param validationAccuracy on the held-out records
 * @param learningRate       of the epoch's last step
 * @param seconds            since this run of the training began
 * @param secondsLeft        if all epochs are run, as fast as those so far
 */
public record TrainingEvent(String model, int epoch, int epochs, double loss, double accuracy, OptionalDouble validationLoss,
        OptionalDouble validationAccuracy, double learningRate, double seconds, double secondsLeft) {
}
