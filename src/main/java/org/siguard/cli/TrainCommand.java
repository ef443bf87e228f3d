package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.siguard.base.Cancellation;
import org.siguard.train.Sample;
import org.siguard.train.SampleBuilder;
import org.siguard.train.SampleFiles;
import org.siguard.train.SampleRecipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siguard train}: builds a sample model anew from its seed. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a sample anew from its seed: the model, its membership classifier, and the attacker's own pair.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The sample, for example clusters-10-mlp.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of samples to write to. Default: sample-models of the installation.")
    private Path out;

    @Override
    public Integer call() {
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Path folder = out == null ? Workspace.home().resolve("sample-models") : out;
        Sample sample = SampleBuilder.build(SampleRecipe.named(name), progress::report, Cancellation.never());
        progress.done();
        Path written = folder.resolve(name);
        SampleFiles.save(sample, written);
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("Written: " + written);
        printer.flush();
        return 0;
    }
}
