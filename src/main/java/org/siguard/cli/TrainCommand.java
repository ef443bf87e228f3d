package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleBuilder;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.SampleRecipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard train}: builds a sample model anew from its seed. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a sample anew from its seed: the model, its membership classifier, and the attacker's own pair.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(index = "0", paramLabel = "NAME", description = "The sample, for example clusters-10-mlp.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of samples to write to. Default: sample-models of the installation.")
    private Path out;

    @Override
    public Integer call() {
        SampleRecipe recipe = SampleRecipe.named(name);
        Path written = (out == null ? Workspace.home().resolve("sample-models") : out).resolve(name);
        AtomicFiles.requireWritable(written.resolve(SampleFiles.SAMPLE));
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Sample sample;
        try {
            sample = SampleBuilder.build(recipe, progress::report, siguard.cancellation());
        } finally {
            progress.done();
        }
        SampleFiles.save(sample, written);
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("Written: " + written);
        printer.flush();
        return 0;
    }
}
