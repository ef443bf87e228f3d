package org.siguard.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.siguard.app.bench.BenchCommand;
import org.siguard.cli.CommandLineInterface;
import org.siguard.cli.Screen;
import org.siguard.cli.Workspace;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.ui.Laboratory;
import org.siguard.ui.Workbench;

/** Opens the window when there is nothing else to do, and the command line otherwise. */
public final class Launcher {
    private static final int MISTAKE = 2;

    private Launcher() {
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (arguments.length > 0) {
            System.exit(CommandLineInterface.execute(out, err, List.of(new BenchCommand()), arguments));
        }
        switch (Screen.here()) {
            case Screen.There there -> System.exit(window(err));
            case Screen.None none -> {
                err.println("There is no display here, so the standard experiment runs instead of the window. "
                        + "With a display, ./siguard opens the workbench; ./siguard --help lists the commands.");
                System.exit(CommandLineInterface.execute(out, err, "run"));
            }
            case Screen.Unfit unfit -> {
                unfit.reasons().forEach(line -> err.println("siguard: " + line));
                System.exit(MISTAKE);
            }
        }
    }

    private static int window(PrintWriter err) {
        try {
            LocalRunner runner = new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser());
            Workbench.open(new Laboratory(runner, Workspace::sample, Optional.of(Laboratory.userMemory()), Optional.of(Workspace.runs()),
                    Optional.of(Workspace.sweeps()),
                    Optional.of(new Laboratory.Places(Workspace.samples(), Workspace.audits()))));
            return 0;
        } catch (UnsupportedOperationException e) {
            err.println("siguard: no window can be opened here (" + e.getMessage() + "). Set DISPLAY to a screen that answers, or run "
                    + "'./siguard run' without a window.");
            return MISTAKE;
        }
    }
}
