/**
 * Training with DJL: target models, shadow models and membership classifiers, from a {@link org.siguard.model.ModelSpec}. And the
 * samples that come of it: a model together with everything the attacks and the guard need.
 *
 * <p>One thread trains at a time, and it is joined before the program ends.
 */
package org.siguard.train;
