package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.ring.Shape;

/** Networks whole: folded as they were, and in shares as in double precision. */
class ZooTest {
    private static final double MARGIN = 0.01;

    static Stream<String> small() {
        return Stream.of("mlp", "lenet", "chmnist-cnn", "simc-mnist", "simc-cifar10", "vgg11-cifar", "vgg16-cifar", "resnet18-cifar",
                "resnet34-cifar", "resnet50-cifar");
    }

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

    @ParameterizedTest
    @MethodSource("small")
    void narrowNetworksAgree(String name) {
        Model model = Zoo.build(name, 0.1, 1);
        agree(model, SecureRuns.records(model.spec(), 3, 3));
    }

    @ParameterizedTest
    @Tag("full")
    @CsvSource({"mlp, 1, 1000", "lenet, 1, 1000", "simc-mnist, 1, 1000", "chmnist-cnn, 1, 100", "simc-cifar10, 1, 60",
        "vgg11-cifar, 1, 30", "vgg16-cifar, 1, 30", "resnet18-cifar, 1, 30", "resnet34-cifar, 1, 30", "resnet50-cifar, 1, 10",
        "resnet18-imagenet, 0.5, 3", "resnet34-imagenet, 0.5, 3", "resnet50-imagenet, 0.25, 3", "vgg11-imagenet, 0.25, 3",
        "vgg16-imagenet, 0.25, 3"})
    void wholeNetworksAgree(String name, double width, int records) {
        Model model = Zoo.build(name, width, 1);
        double[][] all = SecureRuns.records(model.spec(), records, 3);
        int batch = model.spec().input().size() > 10_000 ? 1 : 10;
        for (int from = 0; from < records; from += batch) {
            agree(model, Arrays.copyOfRange(all, from, Math.min(records, from + batch)));
        }
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

    static void agree(Model model, double[][] records) {
        double[][] plain = new PlainInference(model).logits(records);
        long products = model.spec().nodes().stream()
                .filter(node -> node.layer() instanceof Layer.Conv2d || node.layer() instanceof Layer.Linear).count();
        double near = products <= 20 ? 0.01 : 0.05;
        for (Protocol engine : Trial.secureEngines()) {
            double[][] secure = SecureRuns.run(engine, Folding.of(model), records).result();
            for (int i = 0; i < records.length; i++) {
                assertThat(secure[i]).as("%s, record %d", engine.name(), i).containsExactly(plain[i], within(near));
                double[] sorted = plain[i].clone();
                Arrays.sort(sorted);
                if (sorted[sorted.length - 1] - sorted[sorted.length - 2] > MARGIN) {
                    assertThat(top(secure[i])).isEqualTo(top(plain[i]));
                }
            }
        }
    }

    private static int top(double[] logits) {
        int top = 0;
        for (int i = 1; i < logits.length; i++) {
            top = logits[i] > logits[top] ? i : top;
        }
        return top;
    }
}
