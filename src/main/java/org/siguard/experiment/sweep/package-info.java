/**
 * Sweeps: one experiment tried with many settings. {@link org.siguard.experiment.sweep.Sweep} says what is to be tried,
 * {@link org.siguard.experiment.sweep.SweepRunner} tries it, several trials at once, and keeps each as a file the moment it is finished;
 * {@link org.siguard.experiment.sweep.ParetoFront} and {@link org.siguard.experiment.sweep.Recommendation} say what came out.
 */
package org.siguard.experiment.sweep;
