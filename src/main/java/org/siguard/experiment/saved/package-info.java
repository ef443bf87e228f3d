/**
 * Runs that are kept: a folder of plain files for each ({@link org.siguard.experiment.saved.SavedRuns}), found again, compared with one
 * another ({@link org.siguard.experiment.saved.Comparison}) and taken elsewhere as a table. Nothing here runs anything.
 */
package org.siguard.experiment.saved;
