package org.siguard.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.files.DataFiles;
import org.siguard.data.files.FileFormat;
import org.siguard.data.files.FileOptions;
import org.siguard.model.ModelSpec;
import org.siguard.model.Zoo;
import org.siguard.train.RenyiAccountant;
import org.siguard.train.Supervision;
import org.siguard.train.TrainingSettings;
import org.siguard.train.sample.KnownRecipes;
import org.siguard.train.sample.OwnRecipe;
import org.siguard.train.sample.RecipeJson;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFigures;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.SampleRecipe;
import org.siguard.train.sample.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code siguard train}: builds a sample from its recipe, or from one's own data and network. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false, description = "Trains a sample: the model, its membership classifiers, and the attacker's own pair.")
final class TrainCommand implements Callable<Integer> {
    private static final String RECIPE_FILE = ".json";
    private static final double NEVER_ENOUGH = 2;

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

    @Mixin
    private DataOptions options;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "20000", description = "With --data: how many of its records to take at most. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--width", paramLabel = "W", description = "Multiplies the channels of a network of the zoo. Default: 1")
    private Double width;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting of the training, for example training.epochs=30.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--recipe", description = "Prints the recipe, to be changed and given again as a file, and trains nothing.")
    private boolean recipeOnly;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of samples to write to. Default: sample-models of the installation, or of the workspace where the installation may not be written to.")
    private Path out;

    @Option(names = "--json", description = "Prints what came of it as JSON.")
    private boolean json;

    @Option(names = "--force", description = "Writes over a sample of that name that was made by another recipe.")
    private boolean force;

    @Option(names = "--complete", description = "Trains only the membership classifiers that the recipe names and the sample there has not; models that are there stay as they are.")
    private boolean complete;

    @Override
    public Integer call() {
        PrintWriter printer = spec.commandLine().getOut();
        SampleRecipe recipe = changed(recipe());
        requireOwnName(recipe);
        if (recipeOnly) {
            printer.print(JsonObject.readable(RecipeJson.write(recipe)));
            printer.flush();
            return 0;
        }
        Path folder = (out == null ? Workspace.samples() : out).resolve(recipe.name());
        if (!complete) {
            requireRoom(recipe, folder);
        }
        if (recipe.target().differentiallyPrivate()) {
            spec.commandLine().getErr().println(privacy(recipe));
            spec.commandLine().getErr().flush();
        }
        Path made = firstMissing(folder);
        boolean written = false;
        try {
            AtomicFiles.requireWritable(folder.resolve(SampleFiles.SAMPLE));
            Sample sample = trained(recipe, folder);
            SampleFiles.save(sample, folder);
            written = true;
            printer.println(json ? asJson(sample, folder).toPrettyString() : "Written: " + folder);
            printer.flush();
        } finally {
            if (!written && made != null) {
                removeEmpty(folder, made);
            }
        }
        return 0;
    }

    private Sample trained(SampleRecipe recipe, Path folder) {
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Supervision supervision = Supervision.of(progress::report, siguard.cancellation());
        try {
            return complete ? Samples.complete(SampleFiles.load(folder), recipe, supervision) : Samples.build(recipe, supervision);
        } finally {
            progress.done();
        }
    }

    private static ObjectNode asJson(Sample sample, Path folder) {
        SampleFigures figures = sample.figures();
        ObjectNode answer = JsonObject.create().put("name", sample.name()).put("folder", folder.toAbsolutePath().normalize().toString())
                .put("memberAccuracy", figures.memberAccuracy()).put("nonMemberAccuracy", figures.nonMemberAccuracy())
                .put("gap", figures.gap());
        ObjectNode telling = answer.putObject("telling");
        figures.telling().forEach((kind, each) -> telling.putObject(kind.label()).put("classifier", each.classifier())
                .put("threshold", each.threshold()));
        return answer;
    }

    /** The outermost folder that has to be made for this one; null where it is there. */
    private static Path firstMissing(Path folder) {
        Path missing = null;
        for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
            missing = at;
        }
        return missing;
    }

    /** What was made for a sample that did not come about goes again, as long as nothing lies in it. */
    private static void removeEmpty(Path folder, Path outermost) {
        Path at = folder.toAbsolutePath();
        try {
            while (at.startsWith(outermost)) {
                Files.deleteIfExists(at);
                at = at.getParent();
            }
        } catch (IOException e) {
            // Somebody has put something there meanwhile; an empty folder is no harm either.
            return;
        }
    }

    private SampleRecipe recipe() {
        if (data != null || network != null) {
            if (data == null || network == null) {
                throw new UserMistake("train: --data and --network belong together; give both, or the name of a sample alone.");
            }
            if (KnownRecipes.names().contains(name)) {
                throw taken(name);
            }
            ModelSpec architecture =
                    Networks.find(network, width, 1, Progress.none(), siguard.cancellation()).spec();
            SampleRecipe own = OwnRecipe.of(name, source(), rows, architecture, new TrainingSettings(60, 64, 0.001, 0, 1));
            if (network.startsWith("mlp-") && Zoo.has(network) && own.network().classes() != architecture.classes()) {
                throw new UserMistake("--network " + network + " ends with " + architecture.classes() + " outputs, and the data have "
                        + own.network().classes() + " classes. Correct the last width, or say how the labels are read: --label, "
                        + "--labels or --classes.");
            }
            return own;
        }
        if (options.given()) {
            throw new UserMistake("train: --format, --label, --labels, --classes and --size are for --data; a recipe names them itself.");
        }
        if (name.endsWith(RECIPE_FILE) || Files.isRegularFile(Path.of(name))) {
            return RecipeJson.read(Path.of(name));
        }
        return KnownRecipes.named(name);
    }

    /** The data, and a word on which column is taken for the labels where nobody said so. */
    private DataSource source() {
        DataSource source = options.source(data);
        if (source instanceof DataSource.Files files && files.format() == FileFormat.CSV
                && files.options().label().equals(FileOptions.DEFAULTS.label())) {
            spec.commandLine().getErr().println("Labels are taken from " + DataFiles.labelColumn(files.path(), files.options())
                    + "; --label names another column.");
        }
        return source;
    }

    private SampleRecipe changed(SampleRecipe recipe) {
        Settings values = recipe.target().values();
        boolean stopNamed = false;
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new UserMistake("--set wants key=value, not '" + change + "': for example --set training.epochs=30.");
            }
            String key = change.substring(0, equals).strip();
            stopNamed |= key.equals(TrainingSettings.ENOUGH.key());
            values = values.with(key, change.substring(equals + 1));
        }
        if (values.get(TrainingSettings.PRIVACY).equals("dp-sgd") && !stopNamed) {
            values = values.with(TrainingSettings.ENOUGH, NEVER_ENOUGH); // stopping early would tell of the records
        }
        // All changes together are checked, not each on its way there: their order must not matter.
        return recipe.with(new TrainingSettings(values));
    }

    /** A known name stands for one recipe everywhere: in figures, reports and the documentation. */
    private static void requireOwnName(SampleRecipe recipe) {
        if (KnownRecipes.names().contains(recipe.name()) && !KnownRecipes.named(recipe.name()).equals(recipe)) {
            throw taken(recipe.name());
        }
    }

    private static UserMistake taken(String name) {
        return new UserMistake("'" + name + "' is the name of a sample as it comes; to change it, print its recipe with --recipe, give it "
                + "another name, and train that file.");
    }

    /** A sample takes hours and may be the only one of its kind: another one is not written over it unasked. */
    private void requireRoom(SampleRecipe recipe, Path folder) {
        if (force || !Files.exists(folder.resolve(SampleFiles.SAMPLE))) {
            return;
        }
        SampleRecipe old;
        try {
            old = SampleFiles.summary(folder).recipe();
        } catch (UserMistake e) {
            throw new UserMistake(folder + ": holds a sample that cannot be read; choose another name or --out, or add --force to write "
                    + "over it. (" + e.getMessage() + ")", e);
        }
        if (!RecipeJson.write(old).equals(RecipeJson.write(recipe))) {
            throw new UserMistake(folder + ": holds a sample made by another recipe; choose another name or --out, or add --force to "
                    + "write over it.");
        }
    }

    /** What differential privacy will promise: it depends on no record, so whoever finds it too weak need not wait for the end. */
    private static String privacy(SampleRecipe recipe) {
        return String.format(Locale.ROOT, "dp-sgd: (ε, δ) = (%.2f, %s) for %d training records, if all %d epochs are run.",
                RenyiAccountant.epsilon(recipe.target(), recipe.sizes().train()), recipe.target().values().get(TrainingSettings.DELTA),
                recipe.sizes().train(), recipe.target().epochs());
    }
}
