package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.model.Model;
import org.siguard.model.ModelFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard models convert}: a model in another form. */
@Command(name = "convert", mixinStandardHelpOptions = true, description = "Takes a model (folder, .siguard or .onnx), a sample or a network of the zoo and writes it in the form that the other name asks for.")
final class ConvertCommand implements Callable<Integer> {
    @ParentCommand
    private ModelsCommand models;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "A folder with model.json, a .siguard archive, an .onnx file, a sample (its target model), or a network of the zoo.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "A name that ends in .siguard or .onnx, or a folder to make.")
    private Path out;

    @Option(names = "--width", paramLabel = "W", description = "Multiplies the channels of a network of the zoo. Default: 1")
    private Double width;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of a zoo network's weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--force", description = "Writes over what is there.")
    private boolean force;

    @Override
    public Integer call() {
        if (Files.exists(out) && !force) {
            throw new UserMistake(out + ": is there already. Choose another name, or add --force to write over it.");
        }
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Model model = Networks.find(in, width, seed, progress::report, models.cancellation());
        progress.done();
        AtomicFiles.fill(out, () -> {
            ModelFiles.save(model, out);
            return out;
        });
        PrintWriter printer = spec.commandLine().getOut();
        long weights = model.weights().values().stream().mapToLong(weight -> weight.data().length).sum();
        printer.printf("Written: %s (%d layers, %d weights, %s to %d classes)%n", out, model.spec().nodes().size(), weights,
                model.spec().input(),
                model.spec().classes());
        printer.flush();
        return 0;
    }
}
