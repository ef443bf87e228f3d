package org.siguard.train.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.attack.Attack;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;
import org.siguard.data.Splits;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.train.Supervision;
import org.siguard.train.TrainingSettings;

@Timeout(60)
class SamplesTest {
    private static final Path SHIPPED = Path.of("sample-models");
    private static final String NAME = KnownRecipes.CLUSTERS_10_MLP.name();

    @TempDir
    Path folder;

    @Test
    void theShippedSampleIsMadeFromTheRecipe() {
        assertThat(shipped().recipe()).isEqualTo(KnownRecipes.CLUSTERS_10_MLP);
    }

    /** Dealing equal records together leaves samples without such records as they were. */
    @Test
    void theShippedSplitsAreThoseOfTheRecipe() {
        assertThat(shipped().recipe().splits(shipped().data())).isEqualTo(shipped().splits());
    }

    /** Those whose records are made and asked in a few seconds; {@link #theFiguresOnEveryCardAreThoseOfTheModels} has the others. */
    @ParameterizedTest
    @ValueSource(strings = {"clusters-10-mlp", "mnist-like-lenet", "purchase-100-mlp"})
    void theFiguresOnTheCardAreThoseOfTheModels(String name) throws IOException {
        requireOwnFigures(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes-10-cnn", "shapes-10-resnet", "purchase-100-regularised"})
    @Tag("full")
    @Timeout(600)
    void theFiguresOnEveryCardAreThoseOfTheModels(String name) throws IOException {
        requireOwnFigures(name);
    }

    private static void requireOwnFigures(String name) throws IOException {
        Sample sample = SampleFiles.load(SHIPPED.resolve(name));
        SampleFigures.World owners = SampleBuilder.owners(sample.splits());
        int[] rows = owners.rows();
        SampleFigures measured = SampleFigures.measure(SampleFigures.Outputs.of(rows, SecureOutputs.of(sample.target(),
                sample.data().rows(rows).records(), EnumSet.allOf(SoftmaxKind.class), Progress.none(), Cancellation.never())),
                sample.memberships(), sample.data(), owners);
        assertThat(measured).isEqualTo(sample.figures());
        assertThat(Files.readString(SHIPPED.resolve(name).resolve("README.md"))).isEqualTo(SampleCard.of(sample))
                .contains(String.format(Locale.ROOT, "%.1f %%", 100 * measured.gap()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theMembershipClassifierIsAtLeastAsGoodAsTheBestThreshold(String name) {
        SampleFigures figures = SampleFiles.summary(SHIPPED.resolve(name)).figures();
        SampleFigures.Telling exact = figures.telling().get(SoftmaxKind.EXACT);
        assertThat(exact.classifier()).isGreaterThanOrEqualTo(exact.threshold());
        // Below by less than a point, which other records would move either by: decision 0008 has the paired figures.
        assertThat(figures.telling()).hasSize(SoftmaxKind.values().length)
                .allSatisfy((kind, telling) -> assertThat(telling.classifier()).isGreaterThan(telling.threshold() - 0.01));
    }

    @ParameterizedTest
    @MethodSource("names")
    void samplesLeakAsMuchAsTheyAreMeantTo(String name) {
        SampleFigures figures = SampleFiles.summary(SHIPPED.resolve(name)).figures();
        if (name.endsWith("regularised")) {
            assertThat(figures.gap()).isLessThan(0.55);
        } else {
            assertThat(figures.memberAccuracy()).isGreaterThanOrEqualTo(0.99);
            assertThat(figures.gap()).isBetween(0.60, 0.80);
        }
    }

    static List<String> names() {
        return Samples.names();
    }

    @Test
    void confidenceGivesMoreAwayThanTheLabel() {
        Sample sample = shipped();
        Splits splits = sample.splits();
        Release members = release(sample.target(), sample.data().rows(splits.evaluationMembers()));
        Release others = release(sample.target(), sample.data().rows(splits.evaluationNonMembers()));
        Shadow shadow = new Shadow(release(sample.shadow(), sample.data().rows(splits.shadowEvaluationMembers())),
                release(sample.shadow(), sample.data().rows(splits.shadowEvaluationNonMembers())));
        Estimate gap = accuracy(new GapAttack(), members, others, shadow);
        Estimate confidence = accuracy(new ConfidenceAttack(), members, others, shadow);
        assertThat(gap.value()).isBetween(0.60, 0.80);
        assertThat(confidence.value()).isGreaterThan(gap.value() + 0.02);
    }

    @Test
    void logitsAreModerateSoThatAGuardCanTurnThem() {
        Sample sample = shipped();
        double[][] logits = new PlainInference(sample.target()).logits(sample.data().rows(sample.splits().targetTrain()).records());
        long moderate = Arrays.stream(logits).filter(z -> {
            double[] sorted = Arrays.stream(z).sorted().toArray();
            return sorted[sorted.length - 1] - sorted[sorted.length - 2] < 12;
        }).count();
        assertThat((double) moderate / logits.length).isGreaterThan(0.9);
    }

    @Test
    void aSmallSampleIsBuiltAlikeTwiceSavedAndLoaded() {
        Sample sample = SampleBuilder.build(small(), Supervision.of(Progress.none(), Cancellation.never()));
        assertThat(SampleBuilder.build(small(), Supervision.of(Progress.none(), Cancellation.never())).shadowMemberships())
                .isEqualTo(sample.shadowMemberships());
        SampleFiles.save(sample, folder.resolve("small"));
        Sample loaded = Samples.find(folder, "small", Progress.none(), Cancellation.never());
        assertThat(loaded.recipe()).isEqualTo(sample.recipe());
        assertThat(loaded.target()).isEqualTo(sample.target());
        assertThat(loaded.memberships()).isEqualTo(sample.memberships());
        assertThat(loaded.shadow()).isEqualTo(sample.shadow());
        assertThat(loaded.shadowMemberships()).isEqualTo(sample.shadowMemberships());
        assertThat(loaded.figures()).isEqualTo(sample.figures());
        assertThat(loaded.splits()).isEqualTo(sample.splits());
    }

    /** A sample from before there were augmented classifiers, or with fewer softmaxes, gets what it lacks; the rest is not touched. */
    @Test
    void whatASampleLacksIsAddedAndTheRestStaysToTheLastBit() throws IOException {
        SampleRecipe whole = small();
        SampleRecipe less = new SampleRecipe(whole.name(), whole.about(), whole.source(), whole.splitSeed(), whole.sizes(), whole.network(),
                whole.seed(), whole.target(), whole.membership(), false, List.of(SoftmaxKind.EXACT));
        Supervision supervision = Supervision.of(Progress.none(), Cancellation.never());
        Path here = folder.resolve("small");
        SampleFiles.save(SampleBuilder.build(less, supervision), here);
        List<String> old = List.of("target", "shadow", "membership/exact", "shadow-membership/exact");
        List<byte[]> before = new ArrayList<>();
        for (String model : old) {
            before.add(Files.readAllBytes(here.resolve(model).resolve("weights.safetensors")));
        }
        Sample incomplete = SampleFiles.load(here);
        assertThatThrownBy(() -> incomplete.membership(SoftmaxKind.EXACT, true)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("--complete");
        Sample completed = SampleBuilder.complete(incomplete, whole, supervision);
        SampleFiles.save(completed, here);
        for (int i = 0; i < old.size(); i++) {
            assertThat(Files.readAllBytes(here.resolve(old.get(i)).resolve("weights.safetensors"))).isEqualTo(before.get(i));
        }
        // What was added is what a whole build would have made.
        Sample built = SampleBuilder.build(whole, supervision);
        Sample loaded = SampleFiles.load(here);
        assertThat(loaded.memberships()).isEqualTo(built.memberships());
        assertThat(loaded.shadowMemberships()).isEqualTo(built.shadowMemberships());
        assertThat(loaded.figures()).isEqualTo(built.figures());
        assertThat(loaded.membership(SoftmaxKind.PIRANHA, true)).isNotEqualTo(loaded.membership(SoftmaxKind.PIRANHA, false));
        assertThatThrownBy(() -> SampleBuilder.complete(loaded, KnownRecipes.CLUSTERS_10_MLP, supervision)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("another network");
    }

    /** Cancelled while its classifiers are trained, it goes on with those that are missing, and comes out the same. */
    @Test
    void anInterruptedSampleGoesOnWithWhatIsMissing() throws IOException {
        Path kept = folder.resolve("kept");
        Sample whole = SampleBuilder.build(small(), Supervision.of(Progress.none(), Cancellation.never()));
        Cancellation stop = new Cancellation();
        Progress until = (phase, fraction) -> {
            if (phase.startsWith("Training h piranha")) {
                stop.request();
            }
        };
        assertThatThrownBy(() -> SampleBuilder.build(small(), Supervision.of(until, stop).caching(kept, 2)))
                .isInstanceOf(CancellationException.class);
        List<String> phases = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        Sample resumed = SampleBuilder.build(small(), Supervision.of((phase, fraction) -> {
            phases.add(phase);
            fractions.add(fraction);
        }, Cancellation.never()).caching(kept, 2));
        assertThat(resumed.memberships()).isEqualTo(whole.memberships());
        assertThat(resumed.shadowMemberships()).isEqualTo(whole.shadowMemberships());
        assertThat(phases).noneMatch(phase -> phase.startsWith("Training h exact"))
                .anyMatch(phase -> phase.startsWith("Training h piranha"));
        assertThat(fractions).isSorted().last().isEqualTo(1.0);
        // A classifier that was damaged on disk is trained anew; a checkpoint of other records does not stand in the way.
        try (var files = Files.walk(kept)) {
            for (Path file : files.filter(each -> each.endsWith("weights.safetensors") || each.endsWith("checkpoint.json")).toList()) {
                Files.writeString(file, "damaged");
            }
        }
        assertThat(SampleBuilder.build(small(), Supervision.of(Progress.none(), Cancellation.never()).caching(kept, 2)).memberships())
                .isEqualTo(whole.memberships());
    }

    @Test
    void theTimeLeftIsSaidRoughly() {
        assertThat(Workload.inWords(3)).isEqualTo("about 5 s");
        assertThat(Workload.inWords(62)).isEqualTo("about 60 s");
        assertThat(Workload.inWords(200)).isEqualTo("about 3 min");
        assertThat(Workload.inWords(6000)).isEqualTo("about 1.7 h");
        // 3 · 4 products and 4 · 2, and as many numbers as the layer between makes.
        assertThat(Workload.multiplyAdds(ModelSpec.mlp("m", 3, 4, 2))).isEqualTo(12 + 4 + 8);
    }

    /** A save that fails half way leaves no sample, rather than old figures beside new models. */
    @Test
    void aSaveThatFailsLeavesNoMixture() throws IOException {
        Sample sample = SampleBuilder.build(small(), Supervision.of(Progress.none(), Cancellation.never()));
        Path here = folder.resolve("small");
        SampleFiles.save(sample, here);
        Files.delete(here.resolve("splits.json"));
        Files.createDirectories(here.resolve("splits.json").resolve("in-the-way"));
        assertThatThrownBy(() -> SampleFiles.save(sample, here)).isInstanceOf(UserMistake.class).hasMessageContaining("splits.json");
        assertThat(here.resolve(SampleFiles.SAMPLE)).doesNotExist();
    }

    @Test
    void aMissingSampleIsTrainedOnceAndKept() throws IOException {
        Path cache = folder.resolve("cache");
        Path here = folder.resolve("samples").resolve("small");
        Sample made = Samples.made(small(), here, cache, Progress.none(), Cancellation.never());
        assertThat(SampleFiles.load(here).target()).isEqualTo(made.target());
        assertThat(cache).doesNotExist();
        // Where the samples should lie is a file: nothing can be written below it.
        Path shut = Files.createFile(folder.resolve("shut")).resolve("small");
        Samples.made(small(), shut, cache, Progress.none(), Cancellation.never());
        List<String> phases = new ArrayList<>();
        Sample kept = Samples.made(small(), shut, cache, (phase, fraction) -> phases.add(phase), Cancellation.never());
        assertThat(kept.target()).isEqualTo(made.target());
        assertThat(phases).isEmpty();
    }

    @Test
    void aDamagedSampleIsNamedByFile() throws IOException {
        copyShipped();
        Path file = folder.resolve(NAME).resolve(SampleFiles.SAMPLE);
        String text = Files.readString(file);
        for (List<String> change : List.of(
                List.of("\"generator\" : \"clusters-10\",\n      \"seed\" : 1", "\"generator\" : \"clusters-10\",\n      \"seed\" : 2",
                        "Train it anew"),
                List.of("\"siguard-sample\"", "\"other\"", "another kind"), List.of("\"epochs\"", "\"epoch\"", "is missing"),
                List.of("\"train\" : 1500", "\"train\" : 1500000", "whole number"),
                List.of("\"memberAccuracy\" : 1", "\"memberAccuracy\" : 7", "from 0"))) {
            assertThat(text).contains(change.get(0));
            Files.writeString(file, text.replace(change.get(0), change.get(1)));
            assertThatThrownBy(() -> find(NAME)).isInstanceOf(UserMistake.class).hasMessageContaining(file.toString())
                    .hasMessageContaining(change.get(2));
        }
        Files.writeString(file, text);
        assertThat(find(NAME).name()).isEqualTo(NAME);
    }

    @Test
    void weightsThatAreNotThoseOfTheSampleAreRefused() throws IOException {
        copyShipped();
        Path sample = folder.resolve(NAME);
        Path weights = sample.resolve("target").resolve("weights.safetensors");
        byte[] right = Files.readAllBytes(weights);
        byte[] flipped = right.clone();
        flipped[flipped.length / 2] ^= 1;
        for (byte[] wrong : List.of(flipped, Files.readAllBytes(sample.resolve("shadow").resolve("weights.safetensors")), new byte[0])) {
            Files.write(weights, wrong);
            assertThatThrownBy(() -> find(NAME)).isInstanceOf(UserMistake.class).hasMessageContaining(weights.toString())
                    .hasMessageContaining("differs from what sample.json names; restore it or run ./siguard train " + NAME);
        }
        Files.delete(weights);
        assertThatThrownBy(() -> find(NAME)).isInstanceOf(UserMistake.class).hasMessageContaining(weights.toString());
        Files.write(weights, right);
        for (String model : List.of("target", "membership/exact", "shadow", "shadow-membership/as19")) {
            Path spec = sample.resolve(model).resolve("model.json");
            String text = Files.readString(spec);
            Files.writeString(spec, text + "\n");
            assertThatThrownBy(() -> find(NAME)).isInstanceOf(UserMistake.class).hasMessageContaining(spec + ": differs");
            Files.writeString(spec, text);
        }
        assertThat(find(NAME).name()).isEqualTo(NAME);
        Path file = sample.resolve(SampleFiles.SAMPLE);
        Files.writeString(file, Files.readString(file).replace("\"version\" : 2", "\"version\" : 1"));
        assertThatThrownBy(() -> find(NAME)).isInstanceOf(UserMistake.class).hasMessageContaining("this program reads 2");
    }

    @Test
    void anUnknownSampleIsTheUsersMistake() {
        assertThatThrownBy(() -> find("clusters-10")).isInstanceOf(UserMistake.class)
                .hasMessageContaining("did you mean 'clusters-10-mlp'");
        assertThatThrownBy(() -> find("../secret")).isInstanceOf(UserMistake.class).hasMessageContaining("no name");
    }

    private Sample find(String name) {
        return Samples.find(folder, name, Progress.none(), Cancellation.never());
    }

    private static Sample shipped() {
        return SampleFiles.load(SHIPPED.resolve(NAME));
    }

    private void copyShipped() throws IOException {
        Path from = SHIPPED.resolve(NAME);
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(NAME).resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Estimate accuracy(Attack attack, Release members, Release others, Shadow shadow) {
        return BalancedAccuracy.of(attack.score(members, shadow), attack.score(others, shadow));
    }

    private static Release release(Model model, Dataset data) {
        return new Release(new PlainInference(model).probabilities(data.records()), data.labels());
    }

    private static SampleRecipe small() {
        return new SampleRecipe("small", "For a test.", new DataSource.Generated("clusters-10", 3), 4, new Splits.Sizes(60, 20, 30, 30),
                ModelSpec.mlp("mlp", 32, 16, 10), 5, new TrainingSettings(5, 16, 0.005, 0, 1), new TrainingSettings(1, 256, 0.001, 0, 2),
                true, List.of(SoftmaxKind.EXACT, SoftmaxKind.PIRANHA));
    }
}
