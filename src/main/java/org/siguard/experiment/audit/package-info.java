/**
 * The audit: everything that the attacks of {@code attack} can do to a sample, through every way its outputs may be released. Start
 * with {@link org.siguard.experiment.audit.Audit}, what is asked for, and {@link org.siguard.experiment.audit.AuditResult}, what was
 * found: tables, files and reports are made from that record and from nothing else. {@link
 * org.siguard.experiment.audit.Channel} is a way of releasing, {@link org.siguard.experiment.audit.AuditAttacks} says what is run
 * through it, and {@link org.siguard.experiment.audit.Auditor} does it.
 */
package org.siguard.experiment.audit;
