package org.siguard.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.model.ModelSpec;
import org.siguard.train.Supervision;
import org.siguard.train.TrainingSettings;
import org.siguard.train.sample.KnownRecipes;
import org.siguard.train.sample.OwnRecipe;
import org.siguard.train.sample.RecipeJson;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.SampleRecipe;
import org.siguard.train.sample.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard train}: builds a sample from its recipe, or from one's own data and network. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false, description = "Trains a sample: the model, its membership classifiers, and the attacker's own pair.")
final class TrainCommand implements Callable<Integer> {
    private static final String RECIPE_FILE = ".json";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private CommandLineInterface siguard;

    @Parameters(index = "0", paramLabel = "NAME", description = "A sample that comes with the program, such as shapes-10-cnn; a recipe in a .json file; or, with --data and --network, a name of your own.")
    private String name;

    @Option(names = "--data", paramLabel = "SOURCE", description = "Your own data: a file or folder, or a generator; see siguard data.")
    private String data;

    @Option(names = "--network", paramLabel = "M", description = "With --data: a network of the zoo, or a model whose architecture is taken.")
    private String network;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "20000", description = "With --data: how many of its records to take at most. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--width", paramLabel = "W", defaultValue = "1", description = "Multiplies the channels of a network of the zoo. Default: ${DEFAULT-VALUE}")
    private double width;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting of the training, for example training.epochs=30.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--recipe", description = "Prints the recipe, to be changed and given again as a file, and trains nothing.")
    private boolean recipeOnly;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of samples to write to. Default: sample-models of the installation.")
    private Path out;

    @Override
    public Integer call() {
        PrintWriter printer = spec.commandLine().getOut();
        SampleRecipe recipe = changed(recipe());
        if (recipeOnly) {
            printer.print(JsonObject.readable(RecipeJson.write(recipe)));
            printer.flush();
            return 0;
        }
        Path written = (out == null ? Workspace.home().resolve("sample-models") : out).resolve(recipe.name());
        AtomicFiles.requireWritable(written.resolve(SampleFiles.SAMPLE));
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Sample sample;
        try {
            sample = Samples.build(recipe, Supervision.of(progress::report, siguard.cancellation()));
        } finally {
            progress.done();
        }
        SampleFiles.save(sample, written);
        printer.println("Written: " + written);
        printer.flush();
        return 0;
    }

    private SampleRecipe recipe() {
        if (data != null || network != null) {
            if (data == null || network == null) {
                throw new UserMistake("train: --data and --network belong together; give both, or the name of a sample alone.");
            }
            ModelSpec architecture =
                    Networks.find(network, width, 1, Progress.none(), siguard.cancellation()).spec();
            return OwnRecipe.of(name, DataSource.parse(data), rows, architecture, new TrainingSettings(60, 64, 0.001, 0, 1));
        }
        if (name.endsWith(RECIPE_FILE) || Files.isRegularFile(Path.of(name))) {
            return RecipeJson.read(Path.of(name));
        }
        return KnownRecipes.named(name);
    }

    private SampleRecipe changed(SampleRecipe recipe) {
        TrainingSettings target = recipe.target();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new UserMistake("--set wants key=value, not '" + change + "': for example --set training.epochs=30.");
            }
            target = new TrainingSettings(target.values().with(change.substring(0, equals).strip(), change.substring(equals + 1)));
        }
        if (!changes.isEmpty() && KnownRecipes.names().contains(recipe.name())) {
            throw new UserMistake("'" + recipe.name() + "' is the name of a sample as it comes; to change it, print its recipe with "
                    + "--recipe, give it another name, and train that file.");
        }
        return recipe.with(target);
    }
}
