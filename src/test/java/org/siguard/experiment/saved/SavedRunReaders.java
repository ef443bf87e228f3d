package org.siguard.experiment.saved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.RunResult;
import org.siguard.guard.Siguard;
import org.siguard.hostile.HostileReader;
import org.siguard.report.paper.RunPaper;
import org.siguard.train.sample.SampleFiles;

/** What this room reads: the five files of a saved run, each in a run of its own. */
public final class SavedRunReaders {
    private SavedRunReaders() {
    }

    public static List<HostileReader> in(Path folder) {
        RunResult result = new LocalRunner((name, progress, cancellation) -> SampleFiles.load(Path.of("sample-models", "clusters-10-mlp")))
                .run(Experiment.standard().with(Experiment.QUERIES, 60).with(Siguard.OUTER, 1).with(Siguard.INNER, 2)
                        .with(Experiment.ATTACKS, List.of("gap", "confidence")), Fidelity.PREVIEW, event -> {
                        }, Cancellation.never());
        return Stream.of(SavedRuns.RUN, SavedRuns.RESULT, SavedRuns.EXPERIMENT, SavedRuns.SCORES, SavedRuns.NOTE).map(file -> {
            Path workspace = folder.resolve("saved-" + file);
            SavedRuns runs = SavedRuns.in(workspace);
            SavedRun saved = runs.note(runs.save(result, "mine"), "a note\nof two lines");
            return new HostileReader("saved run: " + file, workspace, saved.folder().resolve(file), file.endsWith(".json"), () -> {
                use(workspace);
                // Read only when the run is run again.
                ExperimentFiles.read(saved.folder().resolve(SavedRuns.EXPERIMENT));
            });
        }).toList();
    }

    /** The list, the report, the table, the comparison of the run with itself, and the scores. */
    private static void use(Path workspace) throws IOException {
        SavedRuns.Listing listing = SavedRuns.in(workspace).list();
        for (SavedRun run : listing.runs()) {
            RunPaper.of(run.result());
            SavedRuns.csv(List.of(run));
            Comparison.of(List.of(run, run)).json();
            run.scores();
            if (!Files.exists(run.folder())) {
                throw new IOException("a run that is listed is gone");
            }
        }
        if (!listing.unreadable().isEmpty()) {
            throw new UserMistake(listing.unreadable().getFirst());
        }
    }
}
