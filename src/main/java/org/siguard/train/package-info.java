/**
 * Training with DJL: target models, shadow models and membership classifiers, from a {@link org.siguard.model.ModelSpec}. And the
 * samples that come of it: a model together with everything the attacks and the guard need.
 *
 * <p>One thread trains at a time, and it is joined before the program ends. libtorch computes outputs and gradients; what is
 * drawn, the optimiser's steps and the accounting of privacy are plain Java. Start reading at
 * {@link org.siguard.train.ClassifierTraining} and {@link org.siguard.train.TrainingSettings}; what a training's epochs do
 * stands in {@code Epochs}.
 */
package org.siguard.train;
