package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** Networks whole, folded as they were; that they come out of shares as well is held by {@code ZooAgreementTest}. */
class ZooTest {
    static Stream<String> all() {
        return Zoo.all().stream().map(Zoo.Entry::name);
    }

    @ParameterizedTest
    @MethodSource("all")
    void foldingChangesNothing(String name) {
        Model model = Zoo.build(name, 0.05, 1);
        Model folded = Folding.of(model);
        assertThat(folded.spec().nodes()).noneMatch(
                node -> node.layer() instanceof Layer.BatchNorm || node.layer() instanceof Layer.Dropout);
        double[][] records = SecureRuns.records(model.spec(), 1, 2);
        double[][] after = new PlainInference(folded).logits(records);
        assertThat(after[0]).containsExactly(new PlainInference(model).logits(records)[0], within(1e-5));
        assertThat(Arrays.stream(after[0]).allMatch(z -> Math.abs(z) < 20)).as("logits of the usual size").isTrue();
        assertThat(Arrays.stream(after[0]).max().orElseThrow() - Arrays.stream(after[0]).min().orElseThrow()).isGreaterThan(0.01);
    }

    @Test
    void theSizesArePublishedOnes() {
        assertThat(parameters("resnet18-cifar")).isEqualTo(11_173_962);
        assertThat(parameters("resnet34-cifar")).isEqualTo(21_282_122);
        assertThat(parameters("resnet50-cifar")).isEqualTo(23_520_842);
        assertThat(parameters("resnet18-imagenet")).isEqualTo(11_689_512);
        assertThat(parameters("resnet34-imagenet")).isEqualTo(21_797_672);
        assertThat(parameters("resnet50-imagenet")).isEqualTo(25_557_032);
        assertThat(parameters("vgg11-imagenet")).isEqualTo(132_863_336);
        assertThat(parameters("vgg16-imagenet")).isEqualTo(138_357_544);
        assertThat(Zoo.spec("chmnist-cnn", 1).weights().get("fc1.weight")).isEqualTo(Shape.of(512, 1152));
        assertThat(relus("simc-mnist")).isEqualTo(10_340);
        assertThat(relus("simc-cifar10")).isEqualTo(173_056);
        assertThat(Zoo.spec("mlp-600-256-128-100", 1).nodes()).isEqualTo(Zoo.spec("mlp", 1).nodes());
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        assertThatThrownBy(() -> Zoo.spec("resnet19", 1)).isInstanceOf(UserMistake.class).hasMessageContaining("resnet18-cifar");
        for (String wrong : List.of("mlp-", "mlp-3", "mlp-3-0", "mlp-3-x", "mlp-3-99999999999")) {
            assertThatThrownBy(() -> Zoo.spec(wrong, 1)).isInstanceOf(UserMistake.class);
        }
        assertThatThrownBy(() -> Zoo.spec("mlp", 0)).isInstanceOf(UserMistake.class);
    }

    @Test
    void aSeedGivesTheSameWeights() {
        assertThat(Zoo.build("lenet", 0.5, 7)).isEqualTo(Zoo.build("lenet", 0.5, 7)).isNotEqualTo(Zoo.build("lenet", 0.5, 8));
    }

    /** Weights that training moves: statistics are not counted in publications. */
    private static long parameters(String name) {
        return Zoo.spec(name, 1).weights().entrySet().stream()
                .filter(weight -> !weight.getKey().endsWith(".mean") && !weight.getKey().endsWith(".variance"))
                .mapToLong(weight -> weight.getValue().size()).sum();
    }

    private static long relus(String name) {
        ModelSpec spec = Zoo.spec(name, 1);
        return spec.nodes().stream().filter(node -> node.layer() instanceof Layer.Relu6)
                .mapToLong(node -> spec.shapes().get(node.name()).size()).sum();
    }
}
