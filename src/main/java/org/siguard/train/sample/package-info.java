/**
 * Samples: a trained model with its records and splits, the owner's membership classifiers, and what an attacker would have made
 * for itself. {@link org.siguard.train.sample.SampleRecipe} decides everything, {@link org.siguard.train.sample.SampleBuilder}
 * trains it, {@link org.siguard.train.sample.SampleFiles} keeps it. Start with {@link org.siguard.train.sample.Sample}.
 */
package org.siguard.train.sample;
