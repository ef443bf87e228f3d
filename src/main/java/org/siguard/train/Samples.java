package org.siguard.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;

/** Finds samples by name: those on disk are loaded, known ones that are missing are trained once and kept. */
public final class Samples {
    private Samples() {
    }

    /** The samples that can be had without a file of one's own. */
    public static List<String> names() {
        return SampleRecipe.names();
    }

    /**
     * The sample in {@code folder/name}. Where there is none, a known one is trained and saved there, or in the user's cache if
     * the folder may not be written to.
     */
    public static Sample find(Path folder, String name, Progress progress, Cancellation cancellation) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new UserMistake("'" + name + "' is no name for a sample; give letters, digits, '-', '_' and '.', such as "
                    + SampleRecipe.CLUSTERS_10_MLP.name() + ".");
        }
        Path here = folder.resolve(name);
        if (Files.exists(here.resolve(SampleFiles.SAMPLE))) {
            return SampleFiles.load(here);
        }
        return made(SampleRecipe.named(name), here, cache().resolve(name), progress, cancellation);
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
        Sample sample = SampleBuilder.build(recipe, progress, cancellation);
        SampleFiles.save(sample, writable(here) ? here : cached);
        return sample;
    }

    private static boolean writable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }

    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path root = caches == null || caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return root.resolve("siguard").resolve("sample-models");
    }
}
