package org.siguard.experiment.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.experiment.LocalRunner;
import org.siguard.hostile.HostileReader;
import org.siguard.train.sample.SampleFiles;

/** What this room reads: the file of a sweep, and a folder of finished trials. */
public final class SweepReaders {
    private static final String SWEEP = """
            {
              "experiment": {"model": "clusters-10-mlp", "queries": 60, "guard.outer": 1, "guard.inner": 2, "attacks": ["gap", "confidence"]},
              "fidelity": "preview", "method": "grid", "trials": 4, "rungs": 2, "keep": 0.5, "seed": 3,
              "limits": {"undefended": 0.5, "latency": 100},
              "parameters": {"guard.step": {"from": 0.1, "to": 2, "scale": "log", "steps": 2}, "guard": ["siguard", "label"]}
            }
            """;

    private SweepReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path plain = Files.createDirectories(folder.resolve("sweep-file")).resolve("sweep.json");
        Files.writeString(plain, SWEEP);
        Path begun = folded(folder.resolve("sweep-begun"), plain);
        Path tried = folded(folder.resolve("sweep-tried"), plain);
        Path trial = tried.resolve(TrialFiles.TRIALS).resolve("00001-0.json");
        return List.of(new HostileReader("sweep file", plain.getParent(), plain, true, () -> Sweep.read(plain).size()),
                new HostileReader("folder of a sweep: sweep.json", begun, begun.resolve(TrialFiles.SWEEP), true, () -> use(begun)).slow(10),
                new HostileReader("folder of a sweep: a trial", tried, trial, true, () -> use(tried)).slow(10));
    }

    private static Path folded(Path folder, Path sweep) {
        LocalRunner runner =
                new LocalRunner((name, progress, cancellation) -> SampleFiles.load(Path.of("sample-models", "clusters-10-mlp")));
        new SweepRunner(new LocalTrials(runner), 1, 1L << 30).run(Sweep.read(sweep), folder, false, Progress.none(), Cancellation.never());
        return folder;
    }

    /** As the window lists it, and as a recommendation is made of it. */
    private static void use(Path folder) {
        SavedSweep saved = SavedSweeps.read(folder);
        SweepResult result = SweepResult.read(folder);
        if (result.complete().isEmpty()) {
            throw new UserMistake("nothing to recommend");
        }
        Recommendation.of(result.complete(), result.sweep().limits(), Limits.Aim.STRONGEST, 1);
        ParetoFront.layers(result.latest());
        saved.sweep().inWords();
    }
}
