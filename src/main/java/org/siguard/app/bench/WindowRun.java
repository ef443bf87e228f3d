package org.siguard.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private WindowRun() {
    }

    /** @param arguments how many milliseconds to look at each page */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("siguard-window");
        try {
            look(usedBefore(folder), Duration.ofMillis(Long.parseLong(arguments[0])));
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    /** Where somebody has worked before: pages that list what is kept have something to list. */
    private static Laboratory usedBefore(Path folder) {
        LocalRunner runner = new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser());
        SavedRuns runs = SavedRuns.in(folder.resolve("runs"));
        RunResult preview = runner.run(Experiment.standard(), Fidelity.PREVIEW, event -> {
        }, new Cancellation());
        for (int i = 1; i <= KEPT; i++) {
            runs.save(preview, "run " + i);
        }
        return new Laboratory(runner, Workspace::sample, Optional.of(folder.resolve("memory")), Optional.of(runs),
                Optional.of(SavedSweeps.in(folder.resolve("sweeps"))));
    }

    private static void look(Laboratory laboratory, Duration each) {
        Map<String, WindowTrial.Page> pages = WindowTrial.run(laboratory, Experiment.standard().with(Experiment.MODEL, MODEL),
                each);
        pages.forEach((name, page) -> System.out
                .println(name + " " + page.frames() + " " + page.median() + " " + page.slow() + " " + page.blocked() + " "
                        + page.busy()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
