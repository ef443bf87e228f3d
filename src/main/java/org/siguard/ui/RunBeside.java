package org.siguard.ui;

import java.util.Optional;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Figures;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.report.Baseline;

/**
 * A finished run whose figures are drawn beside the live ones.
 *
 * @param name   for people
 * @param result without its scores where it was kept
 * @param kept   where its scores are read; none where the result has them
 */
record RunBeside(String name, RunResult result, Optional<SavedRun> kept) {
    static RunBeside of(SavedRun run) {
        return new RunBeside(run.name(), run.result(), Optional.of(run));
    }

    Experiment experiment() {
        return result.experiment();
    }

    Figures figures() {
        return result.figures();
    }

    /** Read from a file where the run was kept: not on the window's thread. */
    RecordScores scores() {
        return kept.map(SavedRun::scores).orElseGet(result::scores);
    }

    /** As charts hold others against it. */
    Baseline baseline() {
        return new Baseline(name, figures(), experiment());
    }

    /** Whether these are its own figures: they would only be drawn twice. */
    boolean isOf(Figures shown) {
        return figures().equals(shown);
    }
}
