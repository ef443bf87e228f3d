package org.siguard.app.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.siguard.base.Cancellation;
import org.siguard.cli.Workspace;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.experiment.sweep.SavedSweeps;
import org.siguard.ui.Laboratory;
import org.siguard.ui.WindowTrial;

/** Opens the window in a process of its own, where a measured run computes on all cores, and prints a line a page. */
final class WindowRun {
    private static final String MODEL = "shapes-10-cnn";
    private static final int KEPT = 30;
    private static final String MEMORY = "memory";
    private static final String RUNS = "runs";
    private static final String SWEEPS = "sweeps";

    private WindowRun() {
    }

    /** @param arguments a folder where somebody has worked before, and how many milliseconds to look at each page */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Laboratory laboratory = new Laboratory(new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser()), Workspace::sample,
                Optional.of(folder.resolve(MEMORY)), Optional.of(SavedRuns.in(folder.resolve(RUNS))),
                Optional.of(SavedSweeps.in(folder.resolve(SWEEPS))));
        Map<String, WindowTrial.Page> pages = WindowTrial.run(laboratory, Experiment.standard().with(Experiment.MODEL, MODEL),
                Duration.ofMillis(Long.parseLong(arguments[1])));
        pages.forEach((name, page) -> System.out
                .println(name + " " + page.frames() + " " + page.median() + " " + page.slow() + " " + page.blocked() + " "
                        + page.busy()));
        System.exit(0);
    }

    /** Fills a folder as if somebody had worked there: pages that list what is kept have something to list. */
    static void workIn(Path folder) {
        SavedRuns runs = SavedRuns.in(folder.resolve(RUNS));
        RunResult preview = new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser()).run(Experiment.standard(), Fidelity.PREVIEW,
                event -> {
                }, new Cancellation());
        for (int i = 1; i <= KEPT; i++) {
            runs.save(preview, "run " + i);
        }
    }
}
