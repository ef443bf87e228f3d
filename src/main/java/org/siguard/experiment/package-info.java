/**
 * Experiments: one immutable description of everything ({@link org.siguard.experiment.Experiment}), the runner that carries it
 * out ({@link org.siguard.experiment.LocalRunner}) and publishes what happens as events ({@link org.siguard.experiment.RunEvent}). A run
 * can be held and stepped ({@link org.siguard.experiment.Conduct}) and heard by many ({@link org.siguard.experiment.Broadcast}); what comes
 * out is a {@link org.siguard.experiment.RunResult}, which {@code saved} keeps and {@code sweep} makes many of.
 *
 * <p>Programs come in by {@link org.siguard.experiment.ExperimentDesk}: start there with JShell, or from a project of your own.
 */
package org.siguard.experiment;
