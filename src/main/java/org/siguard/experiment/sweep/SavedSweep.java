package org.siguard.experiment.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A sweep that is kept in a folder of its own, finished or not.
 *
 * @param folder with its files
 * @param trials that are finished, rung by rung
 */
public record SavedSweep(Path folder, Sweep sweep, List<Trial> trials) {
    public SavedSweep {
        trials = List.copyOf(trials);
    }

    public String id() {
        return folder.getFileName().toString();
    }

    /** What is known so far. */
    public SweepResult soFar() {
        return new SweepResult(sweep, trials, List.of());
    }

    /** Whether it came to its end. */
    public boolean finished() {
        return Files.exists(folder.resolve(SweepResult.JSON));
    }
}
