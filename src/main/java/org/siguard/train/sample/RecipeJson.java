package org.siguard.train.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Splits;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.model.SpecJson;
import org.siguard.model.Zoo;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.train.TrainingSettings;

/**
 * A recipe as JSON, which people may write themselves. The network is described layer by layer, as in model.json, or taken from
 * the zoo: {@code "network": {"zoo": "lenet", "width": 1, "classes": 10}}, where {@code classes} changes the last layer if need be.
 */
public final class RecipeJson {
    private static final String FORMAT = "siguard-recipe";
    private static final int VERSION = 1;
    private static final int LONGEST = 1 << 20;
    private static final int MOST_RECORDS = 1_000_000;

    private RecipeJson() {
    }

    /** Reads a recipe from a file of its own. */
    public static SampleRecipe read(Path file) {
        return read(JsonObject.read(file, LONGEST), file.toString());
    }

    public static ObjectNode write(SampleRecipe recipe) {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION).put("name", recipe.name())
                .put("about", recipe.about());
        json.set("data", recipe.source().json());
        Splits.Sizes sizes = recipe.sizes();
        json.putObject("splits").put("seed", recipe.splitSeed()).put("train", sizes.train()).put("test", sizes.test())
                .put("classifierMembers", sizes.classifierMembers()).put("classifierOthers", sizes.classifierOthers());
        json.set("network", SpecJson.write(recipe.network()));
        json.put("seed", recipe.seed());
        recipe.target().write(json.putObject("training"));
        ObjectNode membership = json.putObject("membership").put("augmented", recipe.augmented());
        ArrayNode softmaxes = membership.putArray("softmaxes");
        recipe.softmaxes().forEach(kind -> softmaxes.add(kind.label()));
        recipe.membership().write(membership.putObject("training"));
        return json;
    }

    /** @param file for messages */
    static SampleRecipe read(JsonObject json, String file) {
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        if (json.whole("version", 1, Integer.MAX_VALUE) > VERSION) {
            throw json.mistake("version", "is newer than this program, which reads " + VERSION + ". Use a newer one.");
        }
        JsonObject splits = json.object("splits");
        Splits.Sizes sizes = sizes(json, splits);
        long splitSeed = seed(splits);
        splits.requireNothingElse();
        JsonObject membership = json.object("membership");
        List<SoftmaxKind> softmaxes = membership.texts("softmaxes").stream().map(SoftmaxKind::named).toList();
        SampleRecipe recipe =
                new SampleRecipe(json.name("name"), json.text("about"), DataSource.read(json.object("data")), splitSeed, sizes,
                        network(json.object("network"), file), seed(json), TrainingSettings.read(json.object("training")),
                        TrainingSettings.read(membership.object("training")), membership.flag("augmented"), softmaxes);
        membership.requireNothingElse();
        json.requireNothingElse();
        return recipe;
    }

    private static Splits.Sizes sizes(JsonObject json, JsonObject splits) {
        Splits.Sizes sizes = new Splits.Sizes(count(splits, "train"), count(splits, "test"), count(splits, "classifierMembers"),
                count(splits, "classifierOthers"));
        if (sizes.rows() > MOST_RECORDS) {
            throw json.mistake("splits", "take " + sizes.rows() + " records; " + MOST_RECORDS + " are the most.");
        }
        return sizes;
    }

    private static ModelSpec network(JsonObject json, String file) {
        if (!json.has("zoo")) {
            return SpecJson.read(json, file);
        }
        ModelSpec spec = Zoo.spec(json.text("zoo"), json.has("width") ? json.real("width", 0, 16) : 1);
        int classes = json.has("classes") ? (int) json.whole("classes", 2, 100_000) : spec.classes();
        json.requireNothingElse();
        return withClasses(spec, classes);
    }

    /** The network with another number of outputs of its last layer. */
    static ModelSpec withClasses(ModelSpec spec, int classes) {
        if (spec.classes() == classes) {
            return spec;
        }
        List<ModelSpec.Node> nodes = new ArrayList<>(spec.nodes());
        ModelSpec.Node last = nodes.removeLast();
        if (!(last.layer() instanceof Layer.Linear linear)) {
            throw new UserMistake("The network " + spec.name() + " tells " + spec.classes() + " classes apart, not " + classes
                    + ", and does not end with a linear layer that could be changed; describe it layer by layer.");
        }
        nodes.add(new ModelSpec.Node(last.name(), new Layer.Linear(linear.inputs(), classes, linear.bias()), last.inputs()));
        return new ModelSpec(spec.name(), spec.input(), nodes);
    }

    private static int count(JsonObject json, String key) {
        return (int) json.whole(key, 1, MOST_RECORDS);
    }

    private static long seed(JsonObject json) {
        return json.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
