package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.SimcProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

class FieldNetworkTest {
    private static List<float[]> records(FieldNetwork network, int count) {
        Random random = new Random(1);
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] record = new float[network.network().inputs()];
            for (int k = 0; k < record.length; k++) {
                record[k] = (float) random.nextGaussian();
            }
            out.add(record);
        }
        return out;
    }

    private static Outcome<long[]> infer(SimcProtocol simc, FieldNetwork network, float[] record) {
        return simc.infer(network.network(), network.encode(record), NetworkProfile.IN_PROCESS, new Cancellation());
    }

    /** Eight fractional bits err by 2^-9 in every weight and activation; logits stay within a few hundredths. */
    @Test
    void itComputesWhatTheModelDoes() {
        for (String name : List.of("mlp-20-16-10", "simc-mnist", "simc-cifar10")) {
            Model model = Zoo.build(name, name.startsWith("mlp") ? 1 : 0.25, 1);
            FieldNetwork network = FieldNetwork.of(model);
            for (float[] record : records(network, 5)) {
                double[] plain = new PlainInference(model).logits(List.of(record))[0];
                double[] fixed = network.decode(network.network().plain(network.encode(record)));
                for (int k = 0; k < plain.length; k++) {
                    assertThat(fixed[k]).as(name).isCloseTo(plain[k], within(0.15));
                }
            }
        }
    }

    @Test
    void thePublishedNetworksHaveThePublishedNumberOfActivations() {
        assertThat(FieldNetwork.of(Zoo.build("simc-mnist", 1, 1)).network().activationCount()).isEqualTo(10_340);
        assertThat(FieldNetwork.of(Zoo.build("simc-cifar10", 1, 1)).network().activationCount()).isEqualTo(173_056);
    }

    @Test
    void convolutionsAndMeansAreInferredExactly() {
        FieldNetwork network = FieldNetwork.of(Zoo.build("simc-mnist", 0.125, 1));
        SimcProtocol simc = new SimcProtocol(Seed.of(1));
        for (float[] record : records(network, 2)) {
            assertThat(infer(simc, network, record).result()).isEqualTo(network.network().plain(network.encode(record)));
        }
    }

    @Test
    @Tag("full")
    void aThousandInputsAreInferredExactly() {
        FieldNetwork network = FieldNetwork.of(Zoo.build("mlp-64-32-10", 1, 1));
        SimcProtocol simc = new SimcProtocol(Seed.of(2));
        for (float[] record : records(network, 1000)) {
            assertThat(infer(simc, network, record).result()).isEqualTo(network.network().plain(network.encode(record)));
        }
    }

    /** Branches and maxima are laid out as a chain: residual networks, and windows of four and nine. Deep ones add up more of the eight bits' errors. */
    @ParameterizedTest
    @CsvSource({"lenet, 1, 0.2", "chmnist-cnn, 0.25, 0.2", "vgg11-cifar, 0.125, 0.2", "resnet18-cifar, 0.125, 0.3",
        "resnet50-cifar, 0.0625, 0.3"})
    void branchesAndMaximaComputeWhatTheModelDoes(String name, double width, double error) {
        Model model = Zoo.build(name, width, 1);
        FieldNetwork network = FieldNetwork.of(model);
        for (float[] record : records(network, 2)) {
            double[] plain = new PlainInference(model).logits(List.of(record))[0];
            double[] fixed = network.decode(network.network().plain(network.encode(record)));
            double spread = Arrays.stream(plain).max().orElse(0) - Arrays.stream(plain).min().orElse(0);
            for (int k = 0; k < plain.length; k++) {
                assertThat(fixed[k]).isCloseTo(plain[k], within(error * Math.max(0.2, spread)));
            }
        }
    }

    @Test
    void maximaAndBranchesAreInferredExactly() {
        SimcProtocol simc = new SimcProtocol(Seed.of(3));
        for (FieldNetwork network : List.of(FieldNetwork.of(Zoo.build("lenet", 0.17, 1)), FieldNetwork.of(residual()))) {
            float[] record = records(network, 1).getFirst();
            assertThat(infer(simc, network, record).result()).as(network.name())
                    .isEqualTo(network.network().plain(network.encode(record)));
        }
    }

    /** By hand: x = 2 of 1 × 1; y = relu(x) = 2, z = relu(3 y) = 6; y + z = 8, through the last weight of 1/2: 4. */
    @Test
    void aBranchIsPassedOnBesideAnActivation() {
        FieldNetwork network = FieldNetwork.of(residual());
        assertThat(network.decode(network.network().plain(network.encode(new float[] {2})))).containsExactly(4);
        assertThat(network.decode(network.network().plain(network.encode(new float[] {-2})))).containsExactly(0);
        assertThat(network.network().activationCount()).as("1, then 1 and what is passed on, then 1").isEqualTo(4);
    }

    private static Model residual() {
        ModelSpec spec = new ModelSpec("residual", Shape.of(1),
                List.of(new ModelSpec.Node("first", new Layer.Linear(1, 1, false), List.of(ModelSpec.INPUT)),
                        new ModelSpec.Node("y", new Layer.Relu(), List.of("first")),
                        new ModelSpec.Node("triple", new Layer.Linear(1, 1, false), List.of("y")),
                        new ModelSpec.Node("z", new Layer.Relu(), List.of("triple")),
                        new ModelSpec.Node("add", new Layer.Add(), List.of("y", "z")),
                        new ModelSpec.Node("sum", new Layer.Relu(), List.of("add")),
                        new ModelSpec.Node("half", new Layer.Linear(1, 1, false), List.of("sum"))));
        Map<String, Tensor> weights = new HashMap<>();
        weights.put("first.weight", new Tensor(Shape.of(1, 1), new float[] {1}));
        weights.put("triple.weight", new Tensor(Shape.of(1, 1), new float[] {3}));
        weights.put("half.weight", new Tensor(Shape.of(1, 1), new float[] {0.5f}));
        return new Model(spec, weights);
    }

    /** Of 1 to 9 in a window of nine, moved around, and of a window of four with its edge outside. */
    @Test
    void aTournamentFindsTheMaximumWhereverItIs() {
        ModelSpec spec = new ModelSpec("maxima", Shape.of(1, 3, 3),
                List.of(new ModelSpec.Node("same", new Layer.Conv2d(1, 1, 1, 1, 1, 0, 1, false), List.of(ModelSpec.INPUT)),
                        new ModelSpec.Node("relu", new Layer.Relu(), List.of("same")),
                        new ModelSpec.Node("max", new Layer.MaxPool(3, 3, 0), List.of("relu")),
                        new ModelSpec.Node("flat", new Layer.Flatten(), List.of("max")),
                        new ModelSpec.Node("logit", new Layer.Linear(1, 1, false), List.of("flat"))));
        FieldNetwork network = FieldNetwork.of(new Model(spec, Map.of("same.weight",
                new Tensor(Shape.of(1, 1, 1, 1), new float[] {1}), "logit.weight", new Tensor(Shape.of(1, 1), new float[] {1}))));
        for (int at = 0; at < 9; at++) {
            float[] record = new float[9];
            for (int i = 0; i < 9; i++) {
                record[i] = (i + at) % 9 - 4;
            }
            assertThat(network.decode(network.network().plain(network.encode(record)))).containsExactly(4);
        }
        // 9 of the convolution; 9, 5, 3 and 2 in the rounds.
        assertThat(network.network().activationCount()).isEqualTo(9 + 9 + 5 + 3 + 2);
    }

    @Test
    void whatHasNoFormIsRefusedByName() {
        ModelSpec spec = new ModelSpec("steep", Shape.of(2),
                List.of(new ModelSpec.Node("a", new Layer.Linear(2, 2, false), List.of(ModelSpec.INPUT)),
                        new ModelSpec.Node("b", new Layer.Linear(2, 2, false), List.of("a"))));
        Map<String, Tensor> weights = Map.of("a.weight", new Tensor(Shape.of(2, 2), new float[4]), "b.weight",
                new Tensor(Shape.of(2, 2), new float[4]));
        assertThatThrownBy(() -> FieldNetwork.of(new Model(spec, weights))).isInstanceOf(UserMistake.class).hasMessageContaining("layer b")
                .hasMessageContaining("activation must stand between");
    }
}
