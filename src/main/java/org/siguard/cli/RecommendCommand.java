package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.experiment.sweep.Limits;
import org.siguard.experiment.sweep.Recommendation;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.experiment.sweep.SweepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard recommend}: the best setting under limits, from a finished sweep or by searching. */
@Command(name = "recommend", mixinStandardHelpOptions = true, sortOptions = false, description = "The best setting under limits, those that come next, and how sure the choice is.")
final class RecommendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(index = "0", paramLabel = "FILE", description = "The folder of a finished sweep (or its " + SweepResult.JSON
            + "); or a sweep file, which is run, or gone on with, first.")
    private Path file;

    @Option(names = "--limit", paramLabel = "AIM=NUMBER", description = "What must be kept, for example --limit latency=2 --limit undefended=1%%. Aims: strongest, distortion, undefended, top-1 (at least), latency (seconds a batch). May be repeated; adds to those in the sweep's file.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--aim", paramLabel = "AIM", defaultValue = "strongest", description = "What to make as small as possible (top-1: as large). Default: ${DEFAULT-VALUE}")
    private String aim;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the bootstrap. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "siguard-sweep", description = "Where a search keeps its trials. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Mixin
    private SweepOptions options;

    @Option(names = "--json", description = "Prints the answer as JSON instead of words.")
    private boolean json;

    @Override
    public Integer call() {
        Limits.Aim wanted = Limits.Aim.named("aim", aim);
        Limits.NONE.with(limits); // a mistake is told before a search begins
        SweepResult result = result();
        Recommendation recommendation = Recommendation.of(result.complete(), result.sweep().limits().with(limits), wanted, seed);
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.print(JsonObject.readable(recommendation.json()));
        } else {
            recommendation.inWords().forEach(printer::println);
        }
        printer.flush();
        return 0;
    }

    private SweepResult result() {
        if (Files.isDirectory(file)) {
            return SweepResult.read(file);
        }
        if (file.endsWith(SweepResult.JSON) && Files.exists(file)) {
            return SweepResult.read(file.toAbsolutePath().getParent());
        }
        Sweep sweep = Sweep.read(file);
        AtomicFiles.requireWritable(out.resolve(SweepResult.JSON));
        return options.run(sweep, out, true, new ProgressLine(spec.commandLine().getErr()), siguard.cancellation());
    }
}
