package org.siguard.ui;

import java.nio.file.Path;
import java.util.Optional;
import org.siguard.experiment.Runner;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.experiment.sweep.SavedSweeps;
import org.siguard.train.sample.Samples;

/** Laboratories with the samples that come with the program. */
final class Laboratories {
    private Laboratories() {
    }

    /** With this runner, and no memory of its own. */
    static Laboratory of(Runner runner) {
        return new Laboratory(runner,
                (name, progress, cancellation) -> Samples.find(Path.of("sample-models"), name, progress, cancellation),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, which remembers in a folder. */
    static Laboratory of(Runner runner, Path memory) {
        return new Laboratory(runner, of(runner).samples(), Optional.of(memory), Optional.of(SavedRuns.in(memory.resolve("runs"))),
                Optional.of(SavedSweeps.in(memory.resolve("sweeps"))));
    }
}
