package org.siguard.app.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.siguard.cli.Workspace;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.ui.Laboratory;
import org.siguard.ui.WindowTrial;

/** Opens the window in a process of its own, where a measured run computes on all cores, and prints a line a page. */
final class WindowRun {
    private static final String MODEL = "shapes-10-cnn";

    private WindowRun() {
    }

    /** @param arguments how many milliseconds to look at each page */
    public static void main(String[] arguments) {
        Laboratory laboratory = new Laboratory(new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser()), Workspace::sample,
                Optional.empty(), Optional.empty(), Optional.empty());
        Map<String, WindowTrial.Page> pages = WindowTrial.run(laboratory, Experiment.standard().with(Experiment.MODEL, MODEL),
                Duration.ofMillis(Long.parseLong(arguments[0])));
        pages.forEach((name, page) -> System.out
                .println(name + " " + page.frames() + " " + page.median() + " " + page.slow() + " " + page.blocked() + " "
                        + page.busy()));
        System.exit(0);
    }
}
