package org.siguard.train.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.Progress;
import org.siguard.base.UserCache;
import org.siguard.base.UserMistake;
import org.siguard.train.Fingerprint;
import org.siguard.train.Supervision;

/** Finds samples by name: those on disk are loaded, known ones that are missing are trained once and kept. */
public final class Samples {
    private static final int CHECKPOINT_EVERY = 5;

    private Samples() {
    }

    /** The samples that can be had without a file of one's own. */
    public static List<String> names() {
        return KnownRecipes.names();
    }

    /** The samples in a folder by name, those that come with the program first, whether or not they are there; without a summary
     * where they are not, or are broken. */
    public static Map<String, Optional<SampleFiles.Summary>> list(Path folder) {
        Map<String, Optional<SampleFiles.Summary>> out = new LinkedHashMap<>();
        names().forEach(name -> out.put(name, Optional.empty()));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(entry -> Files.exists(entry.resolve(SampleFiles.SAMPLE))).sorted().forEach(entry -> {
                    try {
                        out.put(entry.getFileName().toString(), Optional.of(SampleFiles.summary(entry)));
                    } catch (UserMistake e) {
                        out.putIfAbsent(entry.getFileName().toString(), Optional.empty());
                    }
                });
            } catch (IOException e) {
                throw new UserMistake(folder + ": cannot be listed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
            }
        }
        return out;
    }

    /**
     * The sample in {@code folder/name}. Where there is none, a known one is trained and saved there, or in the user's cache if
     * the folder may not be written to.
     */
    public static Sample find(Path folder, String name, Progress progress, Cancellation cancellation) {
        if (!name.matches(SampleRecipe.NAMES)) {
            throw new UserMistake("'" + name + "' is no name for a sample; give letters, digits, '-', '_' and '.', such as "
                    + KnownRecipes.CLUSTERS_10_MLP.name() + ".");
        }
        Path here = folder.resolve(name);
        if (Files.exists(here.resolve(SampleFiles.SAMPLE))) {
            return SampleFiles.load(here);
        }
        return made(KnownRecipes.named(name), here, cache().resolve(name), progress, cancellation);
    }

    /** A sample that is not there: from where it was kept, or trained and kept, in the first of two folders that can be written. */
    static Sample made(SampleRecipe recipe, Path here, Path cached, Progress progress, Cancellation cancellation) {
        if (Files.exists(cached.resolve(SampleFiles.SAMPLE))) {
            Sample sample = SampleFiles.load(cached);
            // A newer program may know the name by another recipe: then the kept one is out of date.
            if (sample.recipe().equals(recipe)) {
                return sample;
            }
        }
        Sample sample = build(recipe, Supervision.of(progress, cancellation));
        SampleFiles.save(sample, writable(here) ? here : cached);
        return sample;
    }

    /** Trains a sample; one that was interrupted goes on with what is not trained yet, and leaves nothing of it when it is done. */
    public static Sample build(SampleRecipe recipe, Supervision supervision) {
        return unfinished(recipe, supervision, keeping -> SampleBuilder.build(recipe, keeping));
    }

    /** Adds the classifiers that the recipe names and a sample has not; likewise. */
    public static Sample complete(Sample sample, SampleRecipe recipe, Supervision supervision) {
        return unfinished(recipe, supervision, keeping -> SampleBuilder.complete(sample, recipe, keeping));
    }

    private static Sample unfinished(SampleRecipe recipe, Supervision supervision, Function<Supervision, Sample> training) {
        Path checkpoints = cache().resolve("unfinished").resolve(Fingerprint.of(JsonObject.readable(RecipeJson.write(recipe))));
        Sample sample = training.apply(supervision.caching(checkpoints, CHECKPOINT_EVERY));
        AtomicFiles.removeFolder(checkpoints);
        return sample;
    }

    /** Where shadow models are kept, by content: for all samples, and trained once. */
    public static Path shadows() {
        return cache().resolveSibling("shadows");
    }

    private static boolean writable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }

    private static Path cache() {
        return UserCache.folder().resolve("sample-models");
    }
}
