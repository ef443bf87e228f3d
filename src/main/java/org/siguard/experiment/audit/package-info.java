/**
 * The audit: everything that the attacks of {@code attack} can do to a sample, through every way its outputs may be released. Start
 * with {@link org.siguard.experiment.audit.Audit}; {@link org.siguard.experiment.audit.Channel} is a way of releasing.
 */
package org.siguard.experiment.audit;
