package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.Parameter;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Clusters;
import org.siguard.data.Dataset;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Every setting does what it says. */
@Timeout(60)
class TrainingSettingsTest {
    private static final ModelSpec SPEC = ModelSpec.mlp("small", Clusters.FEATURES, 32, Clusters.CLASSES);
    private static final TrainingSettings PLAIN = new TrainingSettings(30, 16, 0.005, 0, 2);
    private final Dataset data = Clusters.generate(1, 150);

    @Test
    void labelSmoothingAndConfidencePenaltyLowerConfidence() {
        double plain = confidence(train(PLAIN));
        assertThat(plain).isGreaterThan(0.9);
        assertThat(confidence(train(PLAIN.with(TrainingSettings.LABEL_SMOOTHING, 0.4)))).isLessThan(plain - 0.15);
        assertThat(confidence(train(PLAIN.with(TrainingSettings.CONFIDENCE_PENALTY, 1.0)))).isLessThan(plain - 0.15);
    }

    @Test
    void weightDecayShrinksWeights() {
        for (String rule : List.of("adamw", "adam", "sgd")) {
            TrainingSettings settings = PLAIN.with(TrainingSettings.OPTIMISER, rule);
            double decay = rule.equals("adamw") ? 2 : 0.05;
            assertThat(norm(train(settings.with(TrainingSettings.WEIGHT_DECAY, decay)))).as(rule).isLessThan(0.9 * norm(train(settings)));
        }
    }

    @Test
    void temperatureDividesTheLogits() {
        double[][] plain = new PlainInference(train(PLAIN)).logits(data.records());
        double[][] cool = new PlainInference(train(PLAIN.with(TrainingSettings.TEMPERATURE, 4.0))).logits(data.records());
        for (int row = 0; row < data.size(); row++) {
            for (int k = 0; k < Clusters.CLASSES; k++) {
                assertThat(cool[row][k]).isCloseTo(plain[row][k] / 4, within(1e-5));
            }
        }
        ModelSpec bent = new ModelSpec("bent", Shape.of(32), List.of(new ModelSpec.Node("fc", new Layer.Linear(32, 10), List.of("input")),
                new ModelSpec.Node("relu", new Layer.Relu(), List.of("fc"))));
        assertThatThrownBy(() -> train(bent, PLAIN.with(TrainingSettings.TEMPERATURE, 4.0))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("relu");
    }

    @Test
    void earlyStoppingStopsAndKeepsTheBest() {
        TrainingSettings settings = PLAIN.with(TrainingSettings.EPOCHS, 500).with(TrainingSettings.VALIDATION_SHARE, 0.2)
                .with(TrainingSettings.PATIENCE, 5);
        List<TrainingEvent> events = new ArrayList<>();
        Trained trained = new ClassifierTraining(SPEC, settings).train(data, 1, watched(events));
        assertThat(trained.epochs()).isLessThan(200).isEqualTo(events.size());
        assertThat(trained.heldOut()).hasSize(30).doesNotHaveDuplicates().isSorted();
        double best = events.stream().mapToDouble(event -> event.validationLoss().orElseThrow()).min().orElseThrow();
        assertThat(events.get(events.size() - 6).validationLoss().orElseThrow()).isEqualTo(best);
        assertThat(loss(trained.model(), data.rows(trained.heldOut()))).isCloseTo(best, within(1e-4));
    }

    /** The records that are held out may be any: the weights are the same, bit for bit. */
    @Test
    void whatIsHeldOutIsNotTrainedOn() {
        TrainingSettings settings = PLAIN.with(TrainingSettings.EPOCHS, 3).with(TrainingSettings.VALIDATION_SHARE, 0.2);
        Trained trained = new ClassifierTraining(SPEC, settings).train(data, 1, watched(new ArrayList<>()));
        List<float[]> changed = new ArrayList<>(data.records());
        Arrays.stream(trained.heldOut()).forEach(row -> changed.set(row, new float[Clusters.FEATURES]));
        Dataset other = new Dataset("other", data.record(), data.classes(), changed, data.labels());
        assertThat(new ClassifierTraining(SPEC, settings).train(other, 1, watched(new ArrayList<>())).model()).isEqualTo(trained.model());
    }

    @Test
    void epochsAreToldAsTheyEnd() {
        List<TrainingEvent> events = new ArrayList<>();
        TrainingSettings settings = PLAIN.with(TrainingSettings.SCHEDULE, "cosine").with(TrainingSettings.ENOUGH, 0.8);
        new ClassifierTraining(SPEC, settings).train(data, 1, watched(events));
        assertThat(events).extracting(TrainingEvent::epoch).startsWith(1, 2, 3);
        assertThat(events).extracting(TrainingEvent::learningRate).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(events).extracting(TrainingEvent::seconds).isSorted();
        TrainingEvent last = events.get(events.size() - 1);
        assertThat(last.accuracy()).isGreaterThanOrEqualTo(0.8);
        assertThat(last.epoch()).isLessThan(30);
        assertThat(last.loss()).isLessThan(events.get(0).loss());
        assertThat(last.validationLoss()).isEmpty();
        assertThat(events.get(events.size() - 2).accuracy()).isLessThan(0.8);
        assertThat(last.secondsLeft()).isPositive();
    }

    @Test
    void heStartsWithTheVarianceThatReluKeeps() {
        ModelSpec wide = ModelSpec.mlp("wide", 200, 100, 2);
        float[] he = FreshWeights.of(wide, PLAIN.with(TrainingSettings.START, "he"), Seed.of(1)).get("fc1.weight");
        double squares = 0;
        for (float w : he) {
            squares += w * w;
        }
        // 2 / 200, within five deviations of a variance estimated from 20 000 draws.
        assertThat(squares / he.length).isCloseTo(0.01, within(5 * 0.01 * Math.sqrt(2.0 / 20_000)));
        float[] uniform = FreshWeights.of(wide, PLAIN, Seed.of(1)).get("fc1.weight");
        for (float w : uniform) {
            assertThat(Math.abs(w)).isLessThanOrEqualTo((float) (1 / Math.sqrt(200)));
        }
    }

    @Test
    void augmentationMirrorsAndMovesPictures() {
        Shape shape = Shape.of(1, 2, 8);
        float[] picture = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18};
        float[] mirrored = {8, 7, 6, 5, 4, 3, 2, 1, 18, 17, 16, 15, 14, 13, 12, 11};
        Draws draws = Draws.of(Seed.of(1));
        List<float[]> seen = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            float[] out = new float[16];
            Augmentation.FLIP.copy(picture, shape, draws, out, 0);
            assertThat(Arrays.equals(out, picture) || Arrays.equals(out, mirrored)).isTrue();
            seen.add(out);
        }
        assertThat(seen.stream().filter(out -> Arrays.equals(out, picture)).count()).isBetween(8L, 32L);
        float[] movedRight = {0, 1, 2, 3, 4, 5, 6, 7, 0, 11, 12, 13, 14, 15, 16, 17};
        boolean moved = false;
        for (int i = 0; i < 200; i++) {
            float[] out = new float[16];
            Augmentation.FLIP_SHIFT.copy(picture, shape, draws, out, 0);
            moved |= Arrays.equals(out, movedRight);
        }
        assertThat(moved).isTrue();
        assertThatThrownBy(() -> train(PLAIN.with(TrainingSettings.AUGMENTATION, "flip"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("pictures");
    }

    @Test
    void augmentationIsDeterministicAndChangesWhatIsLearnt() {
        ModelSpec spec = new ModelSpec("grid", Shape.of(1, 4, 8), List.of(
                new ModelSpec.Node("flat", new Layer.Flatten(), List.of(ModelSpec.INPUT)),
                new ModelSpec.Node("fc", new Layer.Linear(32, 10), List.of("flat"))));
        TrainingSettings few = PLAIN.with(TrainingSettings.EPOCHS, 2);
        TrainingSettings shifted = few.with(TrainingSettings.AUGMENTATION, "flip-shift");
        Model model = train(spec, shifted);
        assertThat(train(spec, shifted)).isEqualTo(model);
        assertThat(train(spec, few)).isNotEqualTo(model);
    }

    /**
     * All records in one step of plain descent at rate 1: the weights move by (sum of cut gradients + noise) / records. Under much
     * noise the move is the noise, of deviation σC; with little, no more than C a record.
     */
    @Test
    void privateGradientsAreCutAndNoisy() {
        TrainingSettings one = new TrainingSettings(1, 150, 1, 0, 2).with(TrainingSettings.OPTIMISER, "sgd")
                .with(TrainingSettings.PRIVACY, "dp-sgd").with(TrainingSettings.CLIP, 0.001);
        Model start = train(one.with(TrainingSettings.PRIVACY, "none").with(TrainingSettings.LEARNING_RATE, 1e-12));
        double[] loud = moves(start, train(one.with(TrainingSettings.NOISE, 1000.0)));
        double deviation = Math.sqrt(Arrays.stream(loud).map(x -> x * x).average().orElseThrow()) * 150;
        // Five deviations of an estimate from 1386 draws.
        assertThat(loud).hasSize(1386);
        assertThat(deviation).isCloseTo(1, within(5 / Math.sqrt(2 * 1386)));
        double[] quiet = moves(start, train(one.with(TrainingSettings.NOISE, 0.1)));
        double norm = Math.sqrt(Arrays.stream(quiet).map(x -> x * x).sum()) * 150;
        // 150 records at 0.001, and noise of norm 0.1 · 0.001 · √1386.
        assertThat(norm).isBetween(0.01, 0.15 + 0.004);
        // A batch larger than the records is all of them.
        assertThat(moves(start, train(one.with(TrainingSettings.NOISE, 0.1).with(TrainingSettings.BATCH, 500)))).isEqualTo(quiet);
        Model again = train(one.with(TrainingSettings.NOISE, 0.1));
        assertThat(moves(start, again)).isEqualTo(quiet);
    }

    /** With hardly any noise and room enough, the private gradient is the plain one, and so is what is learnt. */
    @Test
    void withoutNoiseAndClippingPrivateStepsAreOrdinarySteps() {
        TrainingSettings step = new TrainingSettings(1, 150, 0.5, 0, 2).with(TrainingSettings.OPTIMISER, "sgd");
        Model start = train(step.with(TrainingSettings.LEARNING_RATE, 1e-12));
        double[] plain = moves(start, train(step));
        // The clipping norm is ten times what any record has; 0.1 of it as noise would drown the rest, so both are compared by direction.
        double[] own = moves(start, train(step.with(TrainingSettings.PRIVACY, "dp-sgd").with(TrainingSettings.NOISE, 0.1)
                .with(TrainingSettings.CLIP, 20.0)));
        double product = 0;
        double one = 0;
        double other = 0;
        for (int i = 0; i < plain.length; i++) {
            product += plain[i] * own[i];
            one += plain[i] * plain[i];
            other += own[i] * own[i];
        }
        // The projection on the plain gradient is 1, but for noise of 0.5 · 0.1 · 20 / 150 along it, here over its norm; five deviations.
        assertThat(product / one).isCloseTo(1, within(5 * 0.5 * 0.1 * 20 / 150 / Math.sqrt(one)));
        assertThat(other).isGreaterThan(one);
    }

    @Test
    void whatPrivacyCannotBeHadWithIsSaid() {
        ModelSpec normalised = new ModelSpec("norm", Shape.of(32),
                List.of(new ModelSpec.Node("stage1.norm", new Layer.BatchNorm(32, 1e-5), List.of("input")),
                        new ModelSpec.Node("fc", new Layer.Linear(32, 10), List.of("stage1.norm"))));
        assertThatThrownBy(() -> train(normalised, PLAIN.with(TrainingSettings.PRIVACY, "dp-sgd"))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("stage1.norm");
        assertThatThrownBy(() -> PLAIN.with(TrainingSettings.PRIVACY, "dp-sgd").with(TrainingSettings.ENOUGH, 1.0))
                .isInstanceOf(UserMistake.class).hasMessageContaining("training.enough");
        assertThatThrownBy(() -> PLAIN.with(TrainingSettings.PATIENCE, 3)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("training.validationShare");
    }

    @Test
    void settingsAreReadAsWritten() {
        TrainingSettings odd = PLAIN.with(TrainingSettings.OPTIMISER, "sgd").with(TrainingSettings.MOMENTUM, 0.5)
                .with(TrainingSettings.WARM_UP, 4)
                .with(TrainingSettings.AUGMENTATION, "flip");
        for (TrainingSettings settings : List.of(TrainingSettings.defaults(), PLAIN, odd)) {
            var json = JsonObject.create();
            settings.write(json);
            byte[] bytes = JsonObject.readable(json).getBytes(StandardCharsets.UTF_8);
            assertThat(TrainingSettings.read(JsonObject.parse(bytes, "s.json"))).isEqualTo(settings);
        }
        assertThat(TrainingSettings.PARAMETERS).extracting(Parameter::help).allSatisfy(help -> assertThat(help).isNotBlank());
        assertThatThrownBy(() -> TrainingSettings.read(JsonObject.parse("{\"epochs\": 0}".getBytes(StandardCharsets.UTF_8), "s.json")))
                .isInstanceOf(UserMistake.class).hasMessageContaining("epochs");
    }

    private Model train(TrainingSettings settings) {
        return train(SPEC, settings);
    }

    private Model train(ModelSpec spec, TrainingSettings settings) {
        return new ClassifierTraining(spec, settings).train(data, 1, Progress.none(), Cancellation.never());
    }

    private static Supervision watched(List<TrainingEvent> events) {
        return Supervision.of(Progress.none(), Cancellation.never()).telling(events::add);
    }

    private double confidence(Model model) {
        return Arrays.stream(new PlainInference(model).probabilities(data.records()))
                .mapToDouble(p -> Arrays.stream(p).max().orElseThrow()).average().orElseThrow();
    }

    private static double loss(Model model, Dataset data) {
        double[][] p = new PlainInference(model).probabilities(data.records());
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            sum -= Math.log(p[row][data.labels()[row]]);
        }
        return sum / data.size();
    }

    private static double norm(Model model) {
        double sum = 0;
        for (String name : List.of("fc1.weight", "fc2.weight")) {
            for (float w : model.weight(name).data()) {
                sum += w * w;
            }
        }
        return Math.sqrt(sum);
    }

    private static double[] moves(Model from, Model to) {
        List<Double> moves = new ArrayList<>();
        from.weights().forEach((name, tensor) -> {
            for (int i = 0; i < tensor.size(); i++) {
                moves.add((double) to.weight(name).data()[i] - tensor.data()[i]);
            }
        });
        return moves.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
