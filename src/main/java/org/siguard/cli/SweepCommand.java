package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.experiment.sweep.Limits;
import org.siguard.experiment.sweep.ParetoFront;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.experiment.sweep.SweepResult;
import org.siguard.experiment.sweep.Trial;
import org.siguard.report.ChartFiles;
import org.siguard.report.ChartTheme;
import org.siguard.report.SweepFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard sweep}: one experiment with many settings, and which of them no other beats. */
@Command(name = "sweep", mixinStandardHelpOptions = true, sortOptions = false, description = "Tries many settings; every finished trial is safe on disk. Writes "
        + SweepResult.JSON + ", " + SweepResult.CSV + " and " + SweepResult.FRONT + ".")
final class SweepCommand implements Callable<Integer> {
    private static final String CHARTS = "charts";
    private static final List<String> ENDINGS = List.of(".png", ".svg", ".pdf", ".csv");

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(index = "0", paramLabel = "FILE", description = "What to try, as JSON: see docs/sweeps.md.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "siguard-sweep", description = "Where to write. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--resume", description = "Goes on with the sweep that is in that folder.")
    private boolean resume;

    @Mixin
    private SweepOptions options;

    @Option(names = "--json", description = "Prints the result as JSON instead of words.")
    private boolean json;

    @Override
    public Integer call() {
        Sweep sweep = Sweep.read(file);
        AtomicFiles.requireWritable(out.resolve(SweepResult.JSON));
        SweepResult result = options.run(sweep, out, resume, new ProgressLine(spec.commandLine().getErr()), siguard.cancellation());
        SweepFigures.of(result).forEach((name, drawing) -> {
            for (String ending : ENDINGS) {
                ChartFiles.write(drawing, ChartTheme.LIGHT, out.resolve(CHARTS).resolve(name + ending));
            }
        });
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.print(JsonObject.readable(result.json()));
        } else {
            lines(result).forEach(printer::println);
            printer.println("Written: " + out.resolve(SweepResult.JSON) + ", " + SweepResult.CSV + ", " + SweepResult.FRONT
                    + ", figures in " + out.resolve(CHARTS));
        }
        printer.flush();
        return 0;
    }

    private static List<String> lines(SweepResult result) {
        ParetoFront front = result.front();
        List<String> out = new java.util.ArrayList<>();
        long failed = result.trials().stream().filter(trial -> !trial.succeeded()).count();
        out.add(result.trials().size() + " trials" + (failed == 0 ? "" : ", " + failed + " of them failed")
                + (result.givenUp().isEmpty() ? "" : ", " + result.givenUp().size() + " dominated settings given up early")
                + ". No other setting beats these in strongest attack, distortion and latency at once:");
        front.on().forEach(trial -> out.add("  " + line(trial)));
        if (!front.perhaps().isEmpty()) {
            out.add("Nor, within the intervals, " + front.perhaps().size() + " more; " + SweepResult.JSON + " names them.");
        }
        result.trials().stream().filter(trial -> !trial.succeeded()).limit(3)
                .forEach(trial -> out.add("Failed: " + trial.inWords() + ": " + trial.failure()));
        return out;
    }

    private static String line(Trial trial) {
        return String.format(Locale.ROOT, "%s: strongest attack %.1f %%, distortion %.3f, top-1 %.1f %%, %.2f s a batch", trial.inWords(),
                100 * trial.value(Limits.Aim.STRONGEST), trial.value(Limits.Aim.DISTORTION), 100 * trial.value(Limits.Aim.TOP1),
                trial.value(Limits.Aim.LATENCY));
    }
}
