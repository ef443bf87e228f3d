package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Generators;
import org.siguard.data.files.DataWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siguard data make}: generated data as files that other programs read. */
@Command(name = "make", mixinStandardHelpOptions = true, description = "Writes what a generator makes as files: grey pictures as IDX, 32 x 32 colour pictures as CIFAR binary, anything else as CSV.")
final class DataMakeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "GENERATOR", description = "The generator; './siguard data' lists them.")
    private String generator;

    @Option(names = "--rows", paramLabel = "N", required = true, description = "How many records.")
    private int rows;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "The seed. Default: 1.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path out;

    @Option(names = "--force", description = "Writes into a folder that holds something.")
    private boolean force;

    @Override
    public Integer call() {
        if (Files.exists(out) && !force) {
            throw new UserMistake(out + ": is there already. Choose another folder, or add --force to write into it.");
        }
        Dataset data = Generators.generate(generator, seed, rows);
        List<Path> written = AtomicFiles.fill(out, () -> DataWriter.write(data, out));
        PrintWriter printer = spec.commandLine().getOut();
        printer.printf("Written: %d records of %s as %s:%n", data.size(), data.record(), DataWriter.format(data).title());
        written.forEach(file -> printer.println("  " + file));
        printer.flush();
        return 0;
    }
}
