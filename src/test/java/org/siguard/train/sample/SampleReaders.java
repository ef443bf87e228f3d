package org.siguard.train.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.siguard.base.JsonObject;
import org.siguard.data.Splits;
import org.siguard.hostile.HostileReader;
import org.siguard.model.ModelFiles;
import org.siguard.train.TrainingReaders;

/** What this room reads: a sample's own file, its splits, its membership classifier h, and a recipe. */
public final class SampleReaders {
    private static final Path SHIPPED = Path.of("sample-models", "clusters-10-mlp");
    private static final String H = "membership/exact/";

    private SampleReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path recipe = Files.createDirectories(folder.resolve("recipe")).resolve("recipe.json");
        JsonObject.write(recipe, RecipeJson.write(KnownRecipes.CLUSTERS_10_MLP));
        Path alone = Files.createDirectories(folder.resolve("sample-file"));
        Path sample = Files.copy(SHIPPED.resolve(SampleFiles.SAMPLE), alone.resolve(SampleFiles.SAMPLE));
        Path splits =
                Files.copy(SHIPPED.resolve(SampleFiles.SPLITS), Files.createDirectories(folder.resolve("splits")).resolve("splits.json"));
        Path one = folder.resolve("sample-one");
        Path other = folder.resolve("sample-other");
        copy(SHIPPED, one);
        copy(SHIPPED, other);
        Path h = Files.createDirectories(folder.resolve("h"));
        for (String file : List.of(ModelFiles.SPEC, ModelFiles.WEIGHTS)) {
            Files.copy(SHIPPED.resolve(H + file), h.resolve(file));
        }
        return List.of(
                new HostileReader("recipe", recipe.getParent(), recipe, true, () -> RecipeJson.write(RecipeJson.read(recipe))),
                new HostileReader("sample.json", alone, sample, true, () -> {
                    SampleFiles.summary(alone);
                    Samples.list(folder);
                }),
                new HostileReader("splits.json", splits.getParent(), splits, true,
                        () -> Splits.read(JsonObject.read(splits, 1 << 24), 20_000).json()),
                new HostileReader("membership classifier h: model.json", h, h.resolve(ModelFiles.SPEC), true,
                        () -> vouched(one, h, ModelFiles.SPEC)).slow(10),
                new HostileReader("membership classifier h: weights", h, h.resolve(ModelFiles.WEIGHTS), false,
                        () -> vouched(other, h, ModelFiles.WEIGHTS)).slow(10));
    }

    /** A sample whose own file vouches for the damaged h, as whoever makes a hostile one would see to. */
    private static void vouched(Path whole, Path h, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(h.resolve(file));
        Files.write(whole.resolve(H + file), bytes);
        Path sample = whole.resolve(SampleFiles.SAMPLE);
        String text = Files.readString(sample);
        String key = "\"" + H + file + "\" : \"";
        int at = text.indexOf(key) + key.length();
        Files.writeString(sample, text.substring(0, at) + TrainingReaders.sha256(bytes) + text.substring(text.indexOf('"', at)));
        SampleFiles.load(whole);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
