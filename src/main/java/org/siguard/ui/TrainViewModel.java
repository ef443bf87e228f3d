package org.siguard.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.model.Zoo;
import org.siguard.train.Supervision;
import org.siguard.train.TrainingSettings;
import org.siguard.train.sample.KnownRecipes;
import org.siguard.train.sample.OwnRecipe;
import org.siguard.train.sample.RecipeJson;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.SampleRecipe;
import org.siguard.train.sample.Samples;

/** A new model: from the recipe of a sample or of a file, with another name and seed, or from one's own data and a network of the zoo. */
final class TrainViewModel {
    private static final int ROWS = 20_000;
    private static final String RECIPE_FILE = ".json";

    private final Optional<Laboratory.Places> places;
    private final LongWork work;
    private final Consumer<Path> made;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty source = new SimpleStringProperty(KnownRecipes.names().getFirst());
    private final StringProperty network = new SimpleStringProperty("");
    private final StringProperty epochs = new SimpleStringProperty("");
    private final StringProperty seed = new SimpleStringProperty("2");
    private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");

    /** @param made hears the folder of a model that was trained */
    TrainViewModel(Optional<Laboratory.Places> places, LongWork work, Consumer<Path> made) {
        this.places = places;
        this.work = work;
        this.made = made;
    }

    /** What the model shall be called. */
    StringProperty nameProperty() {
        return name;
    }

    /** A sample whose recipe is taken, a recipe in a file, or a file or folder of one's own data. */
    StringProperty sourceProperty() {
        return source;
    }

    /** For one's own data: a network of the zoo. */
    StringProperty networkProperty() {
        return network;
    }

    /** How often all records are gone through; empty for as often as the recipe says. */
    StringProperty epochsProperty() {
        return epochs;
    }

    /** Of the weights that training begins with. */
    StringProperty seedProperty() {
        return seed;
    }

    /** What has to be put right before anything is trained; empty where nothing has. */
    ReadOnlyStringProperty mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    LongWork work() {
        return work;
    }

    /** Trains in the background, and writes the model when it is done: nothing is written of one that was stopped. */
    void start() {
        mistake.set("");
        try {
            Path folder = folder();
            work.start("Training " + name.get().strip(), (progress, cancellation) -> {
                SampleRecipe recipe = recipe();
                SampleFiles.save(Samples.build(recipe, Supervision.of(progress, cancellation)), folder);
                return folder;
            }, made);
        } catch (UserMistake e) {
            mistake.set(e.getMessage());
        }
    }

    private Path folder() {
        Path models = places.map(Laboratory.Places::models)
                .orElseThrow(() -> new UserMistake("This window was opened without a folder to keep models in."));
        String called = name.get().strip();
        if (!called.matches(SampleRecipe.NAMES)) {
            throw new UserMistake("Give the model a name: letters, digits, '-', '_' and '.'.");
        }
        Path folder = models.resolve(called);
        if (KnownRecipes.names().contains(called) || Files.exists(folder.resolve(SampleFiles.SAMPLE))) {
            throw new UserMistake("There is a model " + called + " already; give another name.");
        }
        whole(epochs, 1, 100_000);
        whole(seed, 0, Integer.MAX_VALUE);
        if (isData() && !Zoo.has(network.get().strip())) {
            throw new UserMistake("For data of your own choose a network of the zoo that takes such records.");
        }
        AtomicFiles.requireWritable(folder.resolve(SampleFiles.SAMPLE));
        return folder;
    }

    /** Whether the source is data, and wants a network; a recipe has its own. */
    private boolean isData() {
        return !KnownRecipes.names().contains(source.get()) && !source.get().strip().endsWith(RECIPE_FILE);
    }

    /** In the background, since data are read for it. */
    private SampleRecipe recipe() {
        TrainingSettings own = new TrainingSettings(60, 64, 0.001, 0, 1);
        String from = source.get().strip();
        SampleRecipe recipe =
                isData() ? OwnRecipe.of(name.get().strip(), DataSource.parse(from), ROWS, Zoo.spec(network.get().strip(), 1), own)
                        : KnownRecipes.names().contains(from) ? KnownRecipes.named(from) : RecipeJson.read(Path.of(from));
        var values = recipe.target().values();
        if (!epochs.get().isBlank()) {
            values = values.with(TrainingSettings.EPOCHS.key(), epochs.get().strip());
        }
        return new SampleRecipe(name.get().strip(), recipe.about(), recipe.source(), recipe.splitSeed(), recipe.sizes(), recipe.network(),
                whole(seed, 0, Integer.MAX_VALUE), new TrainingSettings(values), recipe.membership(), recipe.augmented(),
                recipe.softmaxes());
    }

    private static long whole(StringProperty text, long least, long most) {
        if (text.get().isBlank()) {
            return 1;
        }
        try {
            long value = Long.parseLong(text.get().strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UserMistake("'" + text.get() + "' is no whole number from " + least + " to " + most + ".");
    }
}
