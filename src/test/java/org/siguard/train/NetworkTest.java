package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.data.Dataset;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** The layers as libtorch trains them are those that PlainInference runs: two implementations that know nothing of each other. */
class NetworkTest {
    /** Every layer there is, with two kinds of batch normalisation. */
    private static final ModelSpec ALL = new ModelSpec("all", Shape.of(2, 9, 7),
            List.of(node("conv", new Layer.Conv2d(2, 4, 3, 2, 1, 1, 2, true), "input"), node("relu", new Layer.Relu(), "conv"),
                    node("max", new Layer.MaxPool(3, 2, 1), "relu"), node("mean", new Layer.AvgPool(3, 2, 1, false), "relu"),
                    node("padded", new Layer.AvgPool(3, 2, 1, true), "relu"), node("sum", new Layer.Add(), "max", "mean"),
                    node("both", new Layer.Concat(), "sum", "padded"), node("mix", Layer.Conv2d.square(8, 6, 1, 1, 0, false), "both"),
                    node("norm", new Layer.BatchNorm(6, 1e-5), "mix"), node("six", new Layer.Relu6(), "norm"),
                    node("gelu", new Layer.Gelu(), "norm"), node("silu", new Layer.Silu(), "six"),
                    node("curved", new Layer.Add(), "gelu", "silu"), node("leaky", new Layer.LeakyRelu(0.2), "curved"),
                    node("drop", new Layer.Dropout(0.25), "leaky"),
                    node("all", new Layer.GlobalAvgPool(), "drop"), node("flat", new Layer.Flatten(), "all"),
                    node("fc", new Layer.Linear(6, 5, false), "flat"), node("norm1", new Layer.BatchNorm(5, 1e-3), "fc"),
                    node("fc2", new Layer.Linear(5, 3), "norm1"), node("end", new Layer.Softmax(SoftmaxKind.EXACT), "fc2")));

    @Test
    void everyLayerTrainsAndThenRunsAlikeInPlainInference() {
        Dataset data = data(21);
        TrainingSettings settings = new TrainingSettings(3, 4, 0.01, 0.1, 2);
        Model model = new ClassifierTraining(ALL, settings).train(data, 1, Progress.none(), Cancellation.never());
        assertThat(model.spec().nodes().stream().map(node -> node.layer().type()).distinct()).hasSize(16);
        double[][] plain = new PlainInference(model).logits(data.records());
        Torch.exclusively(Progress.none(), Cancellation.never(), (memory, stop) -> {
            Network network = new Network(ALL, trainable(model), memory);
            network.statistics(statistics(model));
            int[] rows = {0, 7, 20};
            float[] outputs = network.forward(gathered(batches(data), rows, memory), false).toFloatArray();
            for (int i = 0; i < outputs.length; i++) {
                assertThat((double) outputs[i]).isCloseTo(plain[rows[i / 3]][i % 3], within(1e-4));
            }
            assertThat(network.model()).isEqualTo(model);
            return null;
        });
    }

    private static NDArray gathered(Batches batches, int[] rows, NDManager memory) {
        return batches.inputs(rows.length, batches.gathered(rows, Augmentation.NONE, null), memory);
    }

    @Test
    void aGradientReachesEveryWeightAndIsThenZero() {
        Torch.exclusively(Progress.none(), Cancellation.never(), (memory, stop) -> {
            Network network = fresh(ALL, memory);
            float[] gradient = new float[network.size()];
            network.takeGradient(gradient);
            assertThat(norm(gradient)).isZero();
            int[] rows = {0, 1, 2, 3, 4, 5};
            Batches batches = batches(data(6));
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(Objective.CLASSES.loss(network.forward(gathered(batches, rows, memory), true),
                        batches.targets(rows, 0, memory), 0));
            }
            network.takeGradient(gradient);
            for (Network.Part part : network.parts()) {
                float[] own = Arrays.copyOfRange(gradient, part.from(), part.from() + part.size());
                assertThat(norm(own)).as(part.name()).isGreaterThan(1e-6);
            }
            network.takeGradient(gradient);
            assertThat(norm(gradient)).isZero();
            return null;
        });
    }

    /**
     * By hand: two channels, three records (1, 2), (3, 4), (5, 9). Means 3 and 5; unbiased variances 4 and 13. Kept after one batch:
     * 0.9 · 0 + 0.1 · mean and 0.9 · 1 + 0.1 · variance. The batch itself is normalised by its biased variances, 8/3 and 26/3.
     */
    @Test
    void runningStatisticsAreThoseOfPyTorch() {
        ModelSpec spec = new ModelSpec("norm", Shape.of(2), List.of(node("norm", new Layer.BatchNorm(2, 0), "input")));
        Torch.exclusively(Progress.none(), Cancellation.never(), (memory, stop) -> {
            Network network = fresh(spec, memory);
            float[] out = network.forward(memory.create(new float[] {1, 2, 3, 4, 5, 9}, Network.batchShape(3, spec.input())), true)
                    .toFloatArray();
            assertThat(out).containsExactly(new float[] {(float) (-2 / Math.sqrt(8.0 / 3)), (float) (-3 / Math.sqrt(26.0 / 3)), 0,
                (float) (-1 / Math.sqrt(26.0 / 3)), (float) (2 / Math.sqrt(8.0 / 3)), (float) (4 / Math.sqrt(26.0 / 3))}, within(1e-5f));
            assertThat(network.statistics().get("norm.mean")).containsExactly(new float[] {0.3f, 0.5f}, within(1e-6f));
            assertThat(network.statistics().get("norm.variance")).containsExactly(new float[] {1.3f, 2.2f}, within(1e-6f));
            network.forward(memory.create(new float[] {7, 7}, Network.batchShape(1, spec.input())), false);
            assertThat(network.statistics().get("norm.mean")).containsExactly(new float[] {0.3f, 0.5f}, within(1e-6f));
            return null;
        });
    }

    @Test
    void dropoutDropsInTrainingOnly() {
        ModelSpec spec = new ModelSpec("drop", Shape.of(1000), List.of(node("drop", new Layer.Dropout(0.25), "input")));
        Torch.exclusively(Progress.none(), Cancellation.never(), (memory, stop) -> {
            Network network = fresh(spec, memory);
            var ones = memory.ones(Network.batchShape(1, spec.input()));
            assertThat(network.forward(ones, false).toFloatArray()).containsOnly(1);
            float[] dropped = network.forward(ones, true).toFloatArray();
            int zeros = 0;
            for (float value : dropped) {
                assertThat(value == 0 || Math.abs(value - 1 / 0.75f) < 1e-6).isTrue();
                zeros += value == 0 ? 1 : 0;
            }
            // Four deviations of a binomial with n = 1000, p = 1/4 are 55.
            assertThat(zeros).isBetween(195, 305);
            return null;
        });
    }

    private static double norm(float[] numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        return Math.sqrt(squares);
    }

    private static Network fresh(ModelSpec spec, NDManager memory) {
        return new Network(spec, FreshWeights.of(spec, TrainingSettings.defaults(), Seed.of(1)), memory);
    }

    private static Batches batches(Dataset data) {
        float[][] targets = new float[data.size()][3];
        for (int row = 0; row < targets.length; row++) {
            targets[row][data.labels()[row]] = 1;
        }
        return new Batches(ALL, data.records(), targets);
    }

    private static Map<String, float[]> trainable(Model model) {
        Map<String, float[]> out = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> {
            if (!name.endsWith(".mean") && !name.endsWith(".variance")) {
                out.put(name, tensor.data());
            }
        });
        return out;
    }

    private static Map<String, float[]> statistics(Model model) {
        Map<String, float[]> out = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> out.put(name, tensor.data()));
        return out;
    }

    private static Dataset data(int count) {
        Random random = new Random(1);
        List<float[]> records = new ArrayList<>();
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            float[] record = new float[2 * 9 * 7];
            for (int i = 0; i < record.length; i++) {
                record[i] = 6 * random.nextFloat() - 3;
            }
            records.add(record);
            labels[row] = row % 3;
        }
        return new Dataset("noise", Shape.of(2, 9, 7), 3, records, labels);
    }

    private static ModelSpec.Node node(String name, Layer layer, String... inputs) {
        return new ModelSpec.Node(name, layer, List.of(inputs));
    }
}
