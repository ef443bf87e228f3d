package org.siguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.model.Tensor;
import org.siguard.model.Zoo;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;

/** Our models as ONNX: ONNX Runtime computes what we compute, and reading them back gives the same file. */
class OnnxExportTest {
    private static final double NEAR = 1e-4;

    @TempDir
    Path folder;

    static Stream<ModelSpec> layers() {
        return Stream.of(one(new Layer.Linear(7, 5), 7), one(new Layer.Linear(7, 3, false), 7),
                one(Layer.Conv2d.square(3, 5, 3, 1, 1, true), 3, 7, 5), one(Layer.Conv2d.square(3, 5, 3, 2, 1, false), 3, 7, 6),
                one(new Layer.Conv2d(4, 6, 1, 5, 2, 2, 2, true), 4, 5, 9), one(new Layer.Conv2d(4, 8, 3, 3, 1, 0, 4, true), 4, 5, 6),
                one(new Layer.BatchNorm(3, 1e-5), 3, 5, 4), one(new Layer.BatchNorm(9, 1e-3), 9), one(new Layer.Relu(), 3, 5, 7),
                one(new Layer.Relu6(), 3, 5, 7), one(new Layer.LeakyRelu(0.01), 3, 5, 7), one(new Layer.Gelu(), 71),
                one(new Layer.Silu(), 2, 3, 4),
                one(new Layer.MaxPool(2, 2, 0), 3, 7, 5), one(new Layer.MaxPool(3, 2, 1), 2, 7, 8),
                one(new Layer.MaxPool(5, 3, 2), 1, 9, 11),
                one(new Layer.AvgPool(2, 2, 0, true), 3, 7, 5), one(new Layer.AvgPool(3, 2, 1, true), 2, 7, 8),
                one(new Layer.AvgPool(3, 2, 1, false), 2, 7, 8), one(new Layer.GlobalAvgPool(), 3, 5, 7), one(new Layer.Flatten(), 2, 3, 5),
                one(new Layer.Flatten(), 6), one(new Layer.Flatten(), 5, 6), one(new Layer.Dropout(0.3), 2, 3, 5),
                branches(SoftmaxKind.EXACT),
                branches(SoftmaxKind.CRYPTEN), oddNames());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLayerIsTheSameElsewhereAndComesBack(ModelSpec spec) throws IOException {
        check(seeded(spec), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp-20-16-5", "lenet", "chmnist-cnn", "simc-mnist", "simc-cifar10"})
    void smallNetworksAreTheSameElsewhere(String name) throws IOException {
        check(Zoo.build(name, 1, 5), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18-cifar", "resnet50-cifar", "vgg11-cifar"})
    void narrowNetworksAreTheSameElsewhere(String name) throws IOException {
        check(Zoo.build(name, 0.125, 5), 1);
    }

    @Test
    @Tag("full")
    void theWholeZooIsTheSameElsewhere() throws IOException {
        for (Zoo.Entry entry : Zoo.all()) {
            check(Zoo.build(entry.name(), entry.name().endsWith("imagenet") ? 0.25 : 1, 5), 1);
        }
    }

    @Test
    void theLayersKeepNamesSettingsAndWeights() {
        Model model = seeded(branches(SoftmaxKind.PIRANHA));
        Path file = folder.resolve("kept.onnx");
        OnnxExport.write(model, file);
        assertThat(OnnxImport.read(file)).isEqualTo(model);
    }

    private void check(Model model, int records) throws IOException {
        byte[] onnx = OnnxExport.bytes(model);
        agree(model, onnx, records);
        Path file = folder.resolve("model.onnx");
        Files.write(file, onnx);
        Model back = OnnxImport.read(file);
        assertThat(OnnxExport.bytes(back)).isEqualTo(onnx);
        assertThat(back).isEqualTo(model);
    }

    private static void agree(Model model, byte[] onnx, int count) {
        ModelSpec spec = model.spec();
        double[][] records = records(spec, count);
        double[][] theirs = OnnxRuntime.run(onnx, records, spec.input().toArray());
        double[][] ours = new PlainInference(model).logits(records);
        boolean softmax = spec.nodes().get(spec.nodes().size() - 1).layer() instanceof Layer.Softmax;
        for (int i = 0; i < count; i++) {
            double[] wanted = softmax ? PlainInference.softmax(ours[i]) : ours[i];
            assertThat(theirs[i]).hasSize(wanted.length);
            for (int j = 0; j < wanted.length; j++) {
                assertThat(theirs[i][j]).as("%s, record %d, output %d", spec.name(), i, j)
                        .isCloseTo(wanted[j], within(NEAR * Math.max(1, Math.abs(wanted[j]))));
            }
        }
    }

    private static double[][] records(ModelSpec spec, int count) {
        Random random = new Random(9);
        return Stream.generate(() -> random.doubles(spec.input().size(), -4, 8).toArray()).limit(count).toArray(double[][]::new);
    }

    private static ModelSpec one(Layer layer, int... input) {
        return new ModelSpec("one", Shape.of(input), List.of(new ModelSpec.Node("layer", layer, List.of(ModelSpec.INPUT))));
    }

    static ModelSpec branches(SoftmaxKind family) {
        return new ModelSpec("branches", Shape.of(2, 3, 5), List.of(
                new ModelSpec.Node("left", Layer.Conv2d.square(2, 3, 3, 1, 1, true), List.of("input")),
                new ModelSpec.Node("right", Layer.Conv2d.square(2, 3, 1, 1, 0, true), List.of("input")),
                new ModelSpec.Node("norm", new Layer.BatchNorm(3, 1e-5), List.of("right")),
                new ModelSpec.Node("sum", new Layer.Add(), List.of("left", "norm", "left")),
                new ModelSpec.Node("twice", new Layer.Add(), List.of("sum", "right")),
                new ModelSpec.Node("curve", new Layer.Gelu(), List.of("twice")),
                new ModelSpec.Node("joined", new Layer.Concat(), List.of("sum", "input", "curve")),
                new ModelSpec.Node("dropped", new Layer.Dropout(0.1), List.of("joined")),
                new ModelSpec.Node("flat", new Layer.Flatten(), List.of("dropped")),
                new ModelSpec.Node("end", new Layer.Softmax(family), List.of("flat"))));
    }

    /** Names that other values of the file would bear. */
    private static ModelSpec oddNames() {
        return new ModelSpec("names \"ä\"", Shape.of(4), List.of(
                new ModelSpec.Node("fc", new Layer.Linear(4, 4), List.of("input")),
                new ModelSpec.Node("fc.weight", new Layer.Linear(4, 4), List.of("fc")),
                new ModelSpec.Node("fc.weight'", new Layer.Gelu(), List.of("fc.weight")),
                new ModelSpec.Node("/features/0/Conv /erf", new Layer.Silu(), List.of("fc.weight'")),
                new ModelSpec.Node("fc.weight'/erf", new Layer.Relu6(), List.of("/features/0/Conv /erf"))));
    }

    /** Weights for every layer, variances positive. */
    static Model seeded(ModelSpec spec) {
        Random random = new Random(4);
        Map<String, Tensor> weights = new HashMap<>();
        spec.weights().forEach((name, shape) -> {
            float[] data = new float[shape.size()];
            for (int i = 0; i < data.length; i++) {
                data[i] = name.endsWith("variance") ? 0.5f + random.nextFloat() : random.nextFloat() - 0.5f;
            }
            weights.put(name, new Tensor(shape, data));
        });
        return new Model(spec, weights);
    }
}
