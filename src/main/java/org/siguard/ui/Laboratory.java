package org.siguard.ui;

import java.nio.file.Path;
import java.util.Optional;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.Runner;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.experiment.sweep.SavedSweeps;

/**
 * What stands behind the window.
 *
 * @param runner  carries experiments out
 * @param samples finds the models and their records, for looking at single queries
 * @param memory  the folder where the window remembers presets and its last session; none where it shall remember nothing
 * @param runs    where runs are kept; none where there is no such place
 * @param sweeps  where sweeps are kept; none where there is no such place
 * @param places  where new models and reports of audits are put; none where there are no such places
 */
public record Laboratory(Runner runner, LocalRunner.SampleFinder samples, Optional<Path> memory, Optional<SavedRuns> runs,
        Optional<SavedSweeps> sweeps, Optional<Places> places) {
    /** Without places for new models and reports. */
    public Laboratory(Runner runner, LocalRunner.SampleFinder samples, Optional<Path> memory, Optional<SavedRuns> runs,
            Optional<SavedSweeps> sweeps) {
        this(runner, samples, memory, runs, sweeps, Optional.empty());
    }

    /**
     * Where what is made is put.
     *
     * @param models a folder of samples
     * @param audits a folder of reports
     */
    public record Places(Path models, Path audits) {
    }

    /** Where a person's own settings belong on this system. */
    public static Path userMemory() {
        String configuration = System.getenv("XDG_CONFIG_HOME");
        String roaming = System.getenv("APPDATA");
        Path home = Path.of(System.getProperty("user.home"));
        Path folder = configuration != null && !configuration.isBlank() ? Path.of(configuration)
                : roaming != null && !roaming.isBlank() ? Path.of(roaming) : home.resolve(".config");
        return folder.resolve("siguard");
    }
}
