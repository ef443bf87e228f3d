package org.siguard.experiment.saved;

import java.nio.file.Path;
import java.time.Instant;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.RunResult;

/**
 * A run that was kept.
 *
 * @param folder with its files
 * @param name   given by a person, or made of model and guard
 * @param saved  when
 * @param note   what somebody wrote beside it; empty for nothing
 * @param result without the scores by record, which {@link #scores} reads
 */
public record SavedRun(Path folder, String name, Instant saved, String note, RunResult result) {
    /** What it is called on the command line: the name of its folder. */
    public String id() {
        return folder.getFileName().toString();
    }

    /** What attacks and guard made of each record. */
    public RecordScores scores() {
        return RecordScores.read(folder.resolve(SavedRuns.SCORES));
    }
}
