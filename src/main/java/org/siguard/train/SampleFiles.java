package org.siguard.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.model.ModelFiles;

/**
 * A sample as a folder: {@value #SAMPLE} with the recipe and the figures, one folder a model, and a README.md for people.
 * Records and splits are not stored but made anew from their seeds, and held against a fingerprint; so are the models' files.
 */
public final class SampleFiles {
    public static final String SAMPLE = "sample.json";

    private static final String FORMAT = "siguard-sample";
    private static final int VERSION = 1;
    private static final int LONGEST = 1 << 16;
    private static final List<String> MODELS = List.of("target", "membership", "shadow", "shadow-membership");
    private static final int MOST_RECORDS = 1_000_000;

    private SampleFiles() {
    }

    /** Writes the models first: a folder with a {@value #SAMPLE} is complete. */
    public static void save(Sample sample, Path folder) {
        ModelFiles.save(sample.target(), folder.resolve("target"));
        ModelFiles.save(sample.membership(), folder.resolve("membership"));
        ModelFiles.save(sample.shadow(), folder.resolve("shadow"));
        ModelFiles.save(sample.shadowMembership(), folder.resolve("shadow-membership"));
        AtomicFiles.write(folder.resolve("README.md"), SampleCard.of(sample));
        ObjectNode json = json(sample);
        ObjectNode models = json.putObject("models");
        for (String model : MODELS) {
            models.putObject(model).put(ModelFiles.SPEC, sha256(folder.resolve(model).resolve(ModelFiles.SPEC)))
                    .put(ModelFiles.WEIGHTS, sha256(folder.resolve(model).resolve(ModelFiles.WEIGHTS)));
        }
        JsonObject.write(folder.resolve(SAMPLE), json);
    }

    public static Sample load(Path folder) {
        Path file = folder.resolve(SAMPLE);
        JsonObject json = JsonObject.read(file, LONGEST);
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        long version = json.whole("version", 1, Integer.MAX_VALUE);
        if (version > VERSION) {
            throw json.mistake("version", "is " + version + "; this program reads " + VERSION + ". Use a newer one.");
        }
        JsonObject data = json.object("data");
        SampleRecipe recipe = recipe(json, data);
        String fingerprint = data.text("sha256");
        data.requireNothingElse();
        SampleFigures figures = figures(json.object("figures"));
        String again = "./siguard train " + recipe.name() + " --out " + folder.toAbsolutePath().getParent();
        if (!json.has("models")) {
            throw json.mistake("models", "is missing: an older program made this sample. Train it anew: " + again);
        }
        requireUnchanged(json.object("models"), folder, again);
        json.requireNothingElse();
        Dataset records = recipe.data();
        if (!records.fingerprint().equals(fingerprint)) {
            throw data.mistake("sha256", "is not that of the records that " + recipe.generator()
                    + " makes here; the sample was trained on others. Train it anew: " + again);
        }
        Sample sample = new Sample(recipe, records, recipe.splits(), ModelFiles.load(folder.resolve("target")),
                ModelFiles.load(folder.resolve("membership")), ModelFiles.load(folder.resolve("shadow")),
                ModelFiles.load(folder.resolve("shadow-membership")), figures);
        requireFit(folder.resolve("target"), sample.target(), records.record().size(), records.classes());
        requireFit(folder.resolve("membership"), sample.membership(), records.classes(), 1);
        requireFit(folder.resolve("shadow"), sample.shadow(), records.record().size(), records.classes());
        requireFit(folder.resolve("shadow-membership"), sample.shadowMembership(), records.classes(), 1);
        return sample;
    }

    /** Figures, reports and attacks all speak of these very models: one that was damaged or exchanged must not pass for them. */
    private static void requireUnchanged(JsonObject models, Path folder, String again) {
        for (String model : MODELS) {
            JsonObject files = models.object(model);
            for (String name : List.of(ModelFiles.SPEC, ModelFiles.WEIGHTS)) {
                Path file = folder.resolve(model).resolve(name);
                if (!sha256(file).equals(files.text(name))) {
                    throw new UserMistake(file + ": differs from what " + SAMPLE + " names; restore it or run " + again);
                }
            }
            files.requireNothingElse();
        }
        models.requireNothingElse();
    }

    private static String sha256(Path file) {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read; check that it is there and its permissions.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void requireFit(Path folder, Model model, int inputs, int outputs) {
        if (model.spec().input().size() != inputs || model.spec().classes() != outputs) {
            throw new UserMistake(folder + ": this model makes " + model.spec().classes() + " numbers of " + model.spec().input().size()
                    + "; in this sample it must make " + outputs + " of " + inputs + ".");
        }
    }

    private static ObjectNode json(Sample sample) {
        SampleRecipe recipe = sample.recipe();
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION).put("name", recipe.name())
                .put("about", recipe.about());
        json.putObject("data").put("generator", recipe.generator()).put("seed", recipe.dataSeed())
                .put("sha256", sample.data().fingerprint());
        json.putObject("splits").put("seed", recipe.splitSeed()).put("train", recipe.sizes().train()).put("test", recipe.sizes().test())
                .put("classifierMembers", recipe.sizes().classifierMembers()).put("classifierOthers", recipe.sizes().classifierOthers());
        ObjectNode training = json.putObject("training").put("seed", recipe.seed());
        ArrayNode widths = training.putArray("widths");
        recipe.widths().forEach(widths::add);
        recipe.target().write(training.putObject("target"));
        recipe.membership().write(training.putObject("membership"));
        SampleFigures figures = sample.figures();
        json.putObject("figures").put("memberAccuracy", figures.memberAccuracy()).put("nonMemberAccuracy", figures.nonMemberAccuracy())
                .put("membershipAccuracy", figures.membershipAccuracy()).put("thresholdAccuracy", figures.thresholdAccuracy());
        return json;
    }

    private static SampleRecipe recipe(JsonObject json, JsonObject data) {
        JsonObject splits = json.object("splits");
        Splits.Sizes sizes = new Splits.Sizes(count(splits, "train"), count(splits, "test"), count(splits, "classifierMembers"),
                count(splits, "classifierOthers"));
        long splitSeed = seed(splits);
        splits.requireNothingElse();
        if (sizes.rows() > MOST_RECORDS) {
            throw json.mistake("splits", "take " + sizes.rows() + " records; " + MOST_RECORDS + " are the most.");
        }
        JsonObject training = json.object("training");
        List<Integer> widths = new ArrayList<>();
        for (long width : training.wholes("widths", 1, 1 << 20)) {
            widths.add((int) width);
        }
        SampleRecipe recipe = new SampleRecipe(json.name("name"), json.text("about"), data.name("generator"), seed(data), splitSeed, sizes,
                widths, seed(training), TrainingSettings.read(training.object("target")),
                TrainingSettings.read(training.object("membership")));
        training.requireNothingElse();
        return recipe;
    }

    private static SampleFigures figures(JsonObject json) {
        SampleFigures figures = new SampleFigures(json.real("memberAccuracy", 0, 1), json.real("nonMemberAccuracy", 0, 1),
                json.real("membershipAccuracy", 0, 1), json.real("thresholdAccuracy", 0, 1));
        json.requireNothingElse();
        return figures;
    }

    private static int count(JsonObject json, String key) {
        return (int) json.whole(key, 1, MOST_RECORDS);
    }

    private static long seed(JsonObject json) {
        return json.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
