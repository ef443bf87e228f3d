/**
 * Trials of a sweep that are carried out away from this process. A {@link org.siguard.experiment.sweep.away.Cluster} is what an optional
 * part of the program brings; whatever it is, it carries an {@link org.siguard.experiment.sweep.away.Errand} to an
 * {@link org.siguard.experiment.sweep.away.Outpost} on another machine, and brings its {@link org.siguard.experiment.sweep.away.Answer}
 * back. Nothing here knows how letters travel.
 */
package org.siguard.experiment.sweep.away;
