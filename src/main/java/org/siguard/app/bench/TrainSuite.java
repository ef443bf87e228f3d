package org.siguard.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.data.Dataset;
import org.siguard.data.ShadowHalves;
import org.siguard.train.ShadowTraining;
import org.siguard.train.Supervision;
import org.siguard.train.TrainingSettings;
import org.siguard.train.sample.KnownRecipes;
import org.siguard.train.sample.SampleBuilder;
import org.siguard.train.sample.SampleRecipe;

/**
 * Training from nothing, records included, with libtorch on one thread: whole samples (target, shadow, and for either a membership
 * classifier for each of the five softmaxes), and shadow models on random halves of a target's records and as many others. Each is
 * done once: it is long enough.
 */
final class TrainSuite {
    private static final String PURCHASES = "purchase-100-mlp";
    private static final int SHADOWS = 16;

    private TrainSuite() {
    }

    static Suite suite() {
        return new Suite("train", List.of(new WholeSample(PURCHASES), new WholeSample("shapes-10-cnn"), new Shadows(SHADOWS)));
    }

    /** In a hurry, one epoch has to do. */
    private static SampleRecipe recipe(String name, Effort effort) {
        SampleRecipe recipe = KnownRecipes.named(name);
        return effort.equals(Effort.QUICK) ? recipe.with(recipe.target().with(TrainingSettings.EPOCHS, 1)) : recipe;
    }

    private static Result seconds(String name, long begun) {
        return new Result(name, (System.nanoTime() - begun) / 1e9, Unit.SECONDS, 1, 0, 0, null);
    }

    private record WholeSample(String name) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            long begun = System.nanoTime();
            SampleBuilder.build(recipe(name, effort), Supervision.of(Progress.none(), Cancellation.never()));
            return List.of(seconds(name, begun));
        }
    }

    private record Shadows(int count) implements Benchmark {
        @Override
        public String name() {
            return count + "-shadows-of-" + PURCHASES;
        }

        @Override
        public List<Result> run(Effort effort) {
            SampleRecipe recipe = recipe(PURCHASES, effort);
            Dataset data = recipe.data();
            int[] pool = recipe.splits(data).evaluationPool();
            List<int[]> halves = ShadowHalves.cut("members and others", 1, pool, count).seen();
            Path folder = folder();
            try {
                long begun = System.nanoTime();
                new ShadowTraining(recipe.spec("shadow"), recipe.target(), folder).train(data, halves, 1,
                        Supervision.of(Progress.none(), Cancellation.never()));
                return List.of(seconds(name(), begun));
            } finally {
                AtomicFiles.removeFolder(folder);
            }
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("siguard-shadows");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
