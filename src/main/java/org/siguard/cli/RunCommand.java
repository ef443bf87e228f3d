package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.ExperimentSchema;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.LocalRunner;
import org.siguard.experiment.MachineSpeed;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.report.document.HtmlPage;
import org.siguard.report.paper.RunFigures;
import org.siguard.report.paper.RunPaper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard run}: one experiment, its result and its report. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, description = "Runs one experiment and writes result.json, report.html and charts.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The experiment, as JSON: the settings that differ from their defaults. Without it, the standard experiment.")
    private Path file;

    @Option(names = "--preview", description = "Computes on the clear twin and predicts latency, instead of measuring on the engine.")
    private boolean preview;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "siguard-run", description = "Where to write. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--json", description = "Prints the result as JSON instead of words.")
    private boolean json;

    @Option(names = "--save", arity = "0..1", paramLabel = "NAME", fallbackValue = "", description = "Keeps the run among the saved ones: see siguard runs.")
    private String saveAs;

    @Option(names = "--schema", description = "Prints what an experiment file may hold, as a JSON Schema, and runs nothing.")
    private boolean schema;

    @Mixin
    private ExperimentOptions options;

    @Override
    public Integer call() throws Exception {
        if (schema) {
            spec.commandLine().getOut().print(JsonObject.readable(ExperimentSchema.of()));
            spec.commandLine().getOut().flush();
            return 0;
        }
        Experiment experiment = options.changed(file == null ? Experiment.standard() : ExperimentFiles.read(file));
        Path resultFile = out.resolve("result.json");
        Path reportFile = out.resolve("report.html");
        AtomicFiles.requireWritable(resultFile);
        AtomicFiles.requireWritable(reportFile);
        PrintWriter err = spec.commandLine().getErr();
        ProgressLine progress = new ProgressLine(err);
        List<RunEvent.Failed> failures = new ArrayList<>();
        LocalRunner runner = new LocalRunner(Workspace::sample, MachineSpeed.ofThisUser());
        if (preview) {
            runner.calibrate(experiment, progress::report, siguard.cancellation());
        }
        RunResult result = runner.run(experiment, preview ? Fidelity.PREVIEW : Fidelity.MEASURED,
                event -> show(event, progress, failures), siguard.cancellation());
        progress.done();
        if (result == null) {
            if (failures.isEmpty()) {
                throw new CancellationException();
            }
            RunEvent.Failed failed = failures.get(0);
            throw failed.ours() ? new Fault(failed.message()) : new UserMistake(failed.message());
        }
        ExperimentFiles.write(resultFile, result);
        HtmlPage.write(RunPaper.of(result), reportFile);
        Path charts = out.resolve("charts");
        RunFigures.write(result, charts);
        String saved = saveAs == null ? "" : ", " + Workspace.runs().save(result, saveAs).folder();
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.print(Files.readString(resultFile));
        } else {
            ResultText.lines(result).forEach(printer::println);
            printer.println("Written: " + resultFile + ", " + reportFile + ", charts in " + charts + saved);
        }
        printer.flush();
        return 0;
    }

    private static void show(RunEvent event, ProgressLine progress, List<RunEvent.Failed> failures) {
        switch (event) {
            case RunEvent.Advanced advanced -> progress.report(advanced.phase(), advanced.fraction(), advanced.secondsLeft());
            case RunEvent.Failed failed -> failures.add(failed);
            case RunEvent.Started started -> progress.report("starting", 0);
            case RunEvent.Measured measured -> {
                // The last figures are printed when the run is over.
            }
            case RunEvent.Active active -> {
                // The time left says more on one line.
            }
            case RunEvent.Warned warned -> {
                // Printed with the result.
            }
            case RunEvent.Finished finished -> progress.report("done", 1);
            case RunEvent.Cancelled cancelled -> {
                // Told by the run's having no result and no failure.
            }
        }
    }
}
