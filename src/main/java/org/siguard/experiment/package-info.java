/**
 * Experiments: one immutable description of everything ({@link org.siguard.experiment.Experiment}), the runner that carries it
 * out and publishes what happens as events ({@link org.siguard.experiment.RunEvent}).
 */
package org.siguard.experiment;
