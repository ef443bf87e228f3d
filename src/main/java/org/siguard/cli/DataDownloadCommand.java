package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.siguard.data.download.Download;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard data download}: a published data set, from the network. */
@Command(name = "download", mixinStandardHelpOptions = true, description = "Downloads cifar-10, mnist or fashion-mnist into a folder, where there is a network.")
final class DataDownloadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private DataCommand data;

    @Parameters(index = "0", paramLabel = "NAME", description = "cifar-10, mnist or fashion-mnist.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder to make. Default: data/NAME.")
    private Path out;

    @Override
    public Integer call() {
        Path folder = out == null ? Path.of("data").resolve(name) : out;
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        try {
            Download.run(name, folder, progress::report, data.cancellation());
        } finally {
            progress.done();
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("Written: " + folder + ". Look at it: ./siguard data show " + folder);
        printer.flush();
        return 0;
    }
}
