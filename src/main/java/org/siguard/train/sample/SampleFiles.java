package org.siguard.train.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.model.ModelFiles;
import org.siguard.mpc.math.SoftmaxKind;

/**
 * A sample as a folder: {@value #SAMPLE} with the recipe and the figures, {@value #SPLITS}, one folder a model, and a README.md for
 * people. Records are not stored but made or read anew, and held against a fingerprint; so are the files beside.
 */
public final class SampleFiles {
    public static final String SAMPLE = "sample.json";
    static final String SPLITS = "splits.json";
    /** What a sample that does not come with the program is trained anew from. */
    static final String RECIPE = "recipe.json";

    private static final String FORMAT = "siguard-sample";
    private static final int VERSION = 2;
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_SPLITS = 1 << 24;
    private static final String TARGET = "target";
    private static final String SHADOW = "shadow";
    private static final String MEMBERSHIP = "membership";
    private static final String SHADOW_MEMBERSHIP = "shadow-membership";
    private static final String AUGMENTED = "-augmented";

    private SampleFiles() {
    }

    /** Where a model of the sample lies, by its path in the folder; the order is that of writing. */
    private static Map<String, Model> models(Sample sample) {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put(TARGET, sample.target());
        models.put(SHADOW, sample.shadow());
        for (boolean augmented : new boolean[] {false, true}) {
            sample.memberships().of(augmented).forEach((kind, h) -> models.put(membership(MEMBERSHIP, kind, augmented), h));
            sample.shadowMemberships().of(augmented).forEach((kind, h) -> models.put(membership(SHADOW_MEMBERSHIP, kind, augmented), h));
        }
        return models;
    }

    /** @param whose {@link #MEMBERSHIP} or {@link #SHADOW_MEMBERSHIP} */
    private static String membership(String whose, SoftmaxKind kind, boolean augmented) {
        return whose + "/" + kind.label() + (augmented ? AUGMENTED : "");
    }

    /**
     * Writes the models first: a folder with a {@value #SAMPLE} is complete. So one that is there already goes before anything else
     * changes, lest a save that is interrupted leave the old figures beside new models.
     */
    public static void save(Sample sample, Path folder) {
        removeOld(folder);
        Map<String, Model> models = models(sample);
        models.forEach((name, model) -> ModelFiles.save(model, folder.resolve(name)));
        JsonObject.write(folder.resolve(SPLITS), sample.splits().json());
        if (!KnownRecipes.names().contains(sample.recipe().name())) {
            JsonObject.write(recipe(folder), RecipeJson.write(sample.recipe()));
        }
        AtomicFiles.write(folder.resolve("README.md"), SampleCard.of(sample));
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION);
        json.set("recipe", RecipeJson.write(sample.recipe()));
        json.put("dataSha256", sample.data().fingerprint());
        write(sample.figures(), json.putObject("figures"));
        ObjectNode files = json.putObject("filesSha256");
        for (String file : files(models.keySet().stream().toList())) {
            files.put(file, sha256(folder.resolve(file)));
        }
        JsonObject.write(folder.resolve(SAMPLE), json);
    }

    /** Also the classifiers, of which the old sample may have had others. */
    private static void removeOld(Path folder) {
        Path file = folder.resolve(SAMPLE);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be replaced (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
        AtomicFiles.removeFolder(folder.resolve(MEMBERSHIP));
        AtomicFiles.removeFolder(folder.resolve(SHADOW_MEMBERSHIP));
    }

    public static Sample load(Path folder) {
        return load(folder, SampleRecipe::data);
    }

    /** @param making makes the records; they are held against the fingerprint, wherever they come from */
    static Sample load(Path folder, Function<SampleRecipe, Dataset> making) {
        JsonObject json = opened(folder);
        SampleRecipe recipe = RecipeJson.read(json.object("recipe"), folder.resolve(SAMPLE).toString());
        String again = again(folder, recipe);
        String fingerprint = json.text("dataSha256");
        SampleFigures figures = figures(json.object("figures"));
        requireUnchanged(json.object("filesSha256"), recipe, folder, again);
        json.requireNothingElse();
        Dataset records = records(folder, recipe, making);
        if (!records.fingerprint().equals(fingerprint)) {
            throw json.mistake("dataSha256", "is not that of the records of " + recipe.source().line()
                    + "; the sample was trained on others. Train it anew: " + again);
        }
        Splits splits = Splits.read(JsonObject.read(folder.resolve(SPLITS), LONGEST_SPLITS), records.size());
        return new Sample(recipe, records, splits, model(folder, TARGET, records.record().size(), records.classes()),
                memberships(folder, recipe, records.classes(), MEMBERSHIP),
                model(folder, SHADOW, records.record().size(), records.classes()),
                memberships(folder, recipe, records.classes(), SHADOW_MEMBERSHIP), figures);
    }

    /** The target model alone, once the files are known to be as they were. */
    public static Model target(Path folder) {
        check(folder);
        return ModelFiles.load(folder.resolve(TARGET));
    }

    private static Dataset records(Path folder, SampleRecipe recipe, Function<SampleRecipe, Dataset> making) {
        try {
            return making.apply(recipe);
        } catch (UserMistake e) {
            throw new UserMistake("The data of the sample " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the files of a sample are all there and as they were; its records are not made. */
    public static void check(Path folder) {
        JsonObject json = opened(folder);
        SampleRecipe recipe = RecipeJson.read(json.object("recipe"), folder.resolve(SAMPLE).toString());
        requireUnchanged(json.object("filesSha256"), recipe, folder, again(folder, recipe));
    }

    /** Where a sample that does not come with the program keeps what it is trained anew from. */
    public static Path recipe(Path folder) {
        return folder.resolve(RECIPE);
    }

    private static String again(Path folder, SampleRecipe recipe) {
        String what = KnownRecipes.names().contains(recipe.name()) ? recipe.name() : recipe(folder).toString();
        return "./siguard train " + what + " --out " + folder.toAbsolutePath().getParent();
    }

    private static JsonObject opened(Path folder) {
        JsonObject json = JsonObject.read(folder.resolve(SAMPLE), LONGEST);
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        long version = json.whole("version", 1, Integer.MAX_VALUE);
        if (version != VERSION) {
            throw json.mistake("version", "is " + version + "; this program reads " + VERSION + ". "
                    + (version > VERSION ? "Use a newer one." : "Delete " + folder + ", and it is trained anew."));
        }
        return json;
    }

    /** What a sample says of itself, without its models being read or its records made. */
    public record Summary(SampleRecipe recipe, SampleFigures figures) {
    }

    /** The summary of the sample in a folder. */
    public static Summary summary(Path folder) {
        JsonObject json = opened(folder);
        return new Summary(RecipeJson.read(json.object("recipe"), folder.resolve(SAMPLE).toString()), figures(json.object("figures")));
    }

    private static Memberships memberships(Path folder, SampleRecipe recipe, int classes, String whose) {
        Map<SoftmaxKind, Model> plain = new EnumMap<>(SoftmaxKind.class);
        Map<SoftmaxKind, Model> augmented = new EnumMap<>(SoftmaxKind.class);
        for (SoftmaxKind kind : recipe.softmaxes()) {
            plain.put(kind, model(folder, membership(whose, kind, false), classes, 1));
            if (recipe.augmented()) {
                augmented.put(kind, model(folder, membership(whose, kind, true), classes, 1));
            }
        }
        return new Memberships(plain, augmented);
    }

    private static Model model(Path sample, String name, int inputs, int outputs) {
        Path folder = sample.resolve(name);
        Model model = ModelFiles.load(folder);
        if (model.spec().input().size() != inputs || model.spec().classes() != outputs) {
            throw new UserMistake(folder + ": this model makes " + model.spec().classes() + " numbers of " + model.spec().input().size()
                    + "; in this sample it must make " + outputs + " of " + inputs + ".");
        }
        return model;
    }

    /** All files whose contents {@value #SAMPLE} vouches for. */
    private static List<String> files(List<String> models) {
        List<String> files = new java.util.ArrayList<>(List.of(SPLITS));
        for (String model : models) {
            files.add(model + "/" + ModelFiles.SPEC);
            files.add(model + "/" + ModelFiles.WEIGHTS);
        }
        return files;
    }

    /** Figures, reports and attacks all speak of these very files: one that was damaged or exchanged must not pass for them. */
    private static void requireUnchanged(JsonObject known, SampleRecipe recipe, Path folder, String again) {
        List<String> models = new java.util.ArrayList<>(List.of(TARGET, SHADOW));
        for (SoftmaxKind kind : recipe.softmaxes()) {
            for (boolean augmented : recipe.augmented() ? new boolean[] {false, true} : new boolean[] {false}) {
                models.addAll(List.of(membership(MEMBERSHIP, kind, augmented), membership(SHADOW_MEMBERSHIP, kind, augmented)));
            }
        }
        for (String name : files(models)) {
            Path file = folder.resolve(name);
            if (!sha256(file).equals(known.text(name))) {
                throw new UserMistake(file + ": differs from what " + SAMPLE + " names; restore it or run " + again);
            }
        }
        known.requireNothingElse();
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

    private static void write(SampleFigures figures, ObjectNode json) {
        json.put("memberAccuracy", figures.memberAccuracy()).put("nonMemberAccuracy", figures.nonMemberAccuracy());
        ObjectNode telling = json.putObject("telling");
        figures.telling().forEach((kind, each) -> {
            ObjectNode entry = telling.putObject(kind.label()).put("classifier", each.classifier()).put("threshold", each.threshold());
            each.augmented().ifPresent(value -> entry.put("augmented", value));
        });
    }

    private static SampleFigures figures(JsonObject json) {
        JsonObject telling = json.object("telling");
        Map<SoftmaxKind, SampleFigures.Telling> byKind = new EnumMap<>(SoftmaxKind.class);
        for (String kind : telling.keys()) {
            JsonObject each = telling.object(kind);
            byKind.put(SoftmaxKind.named(kind), new SampleFigures.Telling(each.real("classifier", 0, 1), each.real("threshold", 0, 1),
                    each.has("augmented") ? OptionalDouble.of(each.real("augmented", 0, 1)) : OptionalDouble.empty()));
            each.requireNothingElse();
        }
        SampleFigures figures = new SampleFigures(json.real("memberAccuracy", 0, 1), json.real("nonMemberAccuracy", 0, 1), byKind);
        json.requireNothingElse();
        return figures;
    }
}
