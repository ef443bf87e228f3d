package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Every layer on every engine against double precision, in shapes that fit nothing well. */
class LayersTest {
    /** A few products of small numbers, rounded; the curved activations state 1e-4. */
    private static final double NEAR = 3e-4;

    static Stream<Arguments> layers() {
        return Stream.of(of(new Layer.Linear(7, 5), 7), of(new Layer.Linear(7, 3, false), 7),
                of(Layer.Conv2d.square(3, 5, 3, 1, 1, true), 3, 7, 5), of(Layer.Conv2d.square(3, 5, 3, 2, 1, false), 3, 7, 6),
                of(new Layer.Conv2d(4, 6, 1, 5, 2, 2, 2, true), 4, 5, 9), of(new Layer.Conv2d(4, 8, 3, 3, 1, 0, 4, true), 4, 5, 6),
                of(new Layer.BatchNorm(3, 1e-5), 3, 5, 4), of(new Layer.BatchNorm(9, 1e-3), 9), of(new Layer.Relu(), 3, 5, 7),
                of(new Layer.Relu6(), 3, 5, 7), of(new Layer.LeakyRelu(0.01), 3, 5, 7), of(new Layer.LeakyRelu(0.3), 71),
                of(new Layer.Gelu(), 71), of(new Layer.Silu(), 71),
                of(new Layer.MaxPool(2, 2, 0), 3, 7, 5), of(new Layer.MaxPool(3, 2, 1), 2, 7, 8), of(new Layer.MaxPool(3, 1, 1), 2, 5, 4),
                of(new Layer.MaxPool(5, 3, 2), 1, 9, 11), of(new Layer.AvgPool(2, 2, 0, true), 3, 7, 5),
                of(new Layer.AvgPool(3, 2, 1, true), 2, 7, 8), of(new Layer.AvgPool(3, 2, 1, false), 2, 7, 8),
                of(new Layer.GlobalAvgPool(), 3, 5, 7), of(new Layer.Flatten(), 2, 3, 5), of(new Layer.Dropout(0.5), 2, 3, 5));
    }

    private static Arguments of(Layer layer, int... input) {
        return Arguments.of(layer, Shape.of(input));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("layers")
    void aLayerInSharesIsTheLayer(Layer layer, Shape input) {
        Model model = seeded(new ModelSpec("one", input, List.of(new ModelSpec.Node("layer", layer, List.of(ModelSpec.INPUT)))));
        agree(model, spread(SecureRuns.records(model.spec(), 3, 11), layer instanceof Layer.Elementwise ? 6 : 1), NEAR);
    }

    @Test
    void branchesMeetAgain() {
        List<ModelSpec.Node> nodes = List.of(new ModelSpec.Node("left", Layer.Conv2d.square(2, 3, 3, 1, 1, true), List.of("input")),
                new ModelSpec.Node("right", Layer.Conv2d.square(2, 3, 1, 1, 0, true), List.of("input")),
                new ModelSpec.Node("sum", new Layer.Add(), List.of("left", "right", "left")),
                new ModelSpec.Node("joined", new Layer.Concat(), List.of("sum", "input", "right")),
                new ModelSpec.Node("flat", new Layer.Flatten(), List.of("joined")),
                new ModelSpec.Node("end", new Layer.Softmax(SoftmaxKind.EXACT), List.of("flat")));
        Model model = seeded(new ModelSpec("branches", Shape.of(2, 3, 5), nodes));
        assertThat(model.spec().classes()).isEqualTo(8 * 15);
        agree(model, SecureRuns.records(model.spec(), 3, 12), NEAR);
    }

    @Test
    void curvesStayNearFarOut() {
        for (Layer layer : List.of(new Layer.Gelu(), new Layer.Silu())) {
            Model model = seeded(
                    new ModelSpec("one", Shape.of(4001), List.of(new ModelSpec.Node("layer", layer, List.of(ModelSpec.INPUT)))));
            double[] line = new double[4001];
            for (int i = 0; i < line.length; i++) {
                line[i] = (i - 2000) / 100.0;
            }
            agree(model, new double[][] {line}, 1.2e-4);
            agree(model, spread(new double[][] {line}, 100), 1.2e-4);
        }
    }

    @Test
    void knownValuesOfTheCurves() {
        // Φ(1) and Φ(-4) from tables.
        assertThat(Activations.normal(1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(Activations.normal(-4)).isCloseTo(3.167124183311992e-5, within(1e-19));
        assertThat(Activations.normal(3)).isCloseTo(1 - 1.349898031630095e-3, within(1e-15));
        assertThat(Activations.silu(1)).isCloseTo(0.7310585786300049, within(1e-15));
    }

    @Test
    void whatDoesNotFitNamesTheLayer() {
        assertThatThrownBy(() -> new ModelSpec("bad", Shape.of(3, 8, 8),
                List.of(new ModelSpec.Node("conv9", Layer.Conv2d.square(4, 5, 3, 1, 1, true), List.of("input")))))
                .isInstanceOf(UserMistake.class).hasMessageContaining("conv9").hasMessageContaining("4 channels");
        assertThatThrownBy(() -> new Layer.Conv2d(3, 4, 3, 3, 1, 1, 2, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Layer.MaxPool(3, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Model seeded(ModelSpec spec) {
        return new SeededWeights(spec, Seed.of(3)).model();
    }

    private static double[][] spread(double[][] records, double factor) {
        List<double[]> out = new ArrayList<>();
        for (double[] record : records) {
            out.add(java.util.Arrays.stream(record).map(x -> factor * x).toArray());
        }
        return out.toArray(double[][]::new);
    }

    private static void agree(Model model, double[][] records, double near) {
        double[][] plain = new PlainInference(model).logits(records);
        for (Protocol engine : Trial.engines()) {
            double[][] secure = SecureRuns.run(engine, model, records).result();
            for (int i = 0; i < records.length; i++) {
                assertThat(secure[i]).as("%s, record %d", engine.name(), i).containsExactly(plain[i], within(near));
            }
        }
    }
}
