/**
 * Attacks that read one number from each released vector and say "member" from a threshold on, and the fitting of thresholds, which other
 * rooms of attacks use too. A rule is one file: a {@link org.siguard.attack.threshold.ThresholdAttack} with its signal. Start with {@link
 * org.siguard.attack.threshold.ConfidenceAttack}.
 */
package org.siguard.attack.threshold;
