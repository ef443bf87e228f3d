package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.net.Traffic;
import org.siguard.ring.Seed;

/** What was planned against what the meters counted: layer by layer, equal. */
class InferencePlanTest {
    static Stream<Model> models() {
        return Stream.concat(
                Stream.of("mlp", "lenet", "chmnist-cnn", "simc-mnist", "simc-cifar10", "vgg11-cifar", "resnet18-cifar", "resnet50-cifar")
                        .map(name -> Zoo.build(name, 0.06, 1)),
                Stream.of(curved(), means()));
    }

    private static Model curved() {
        SpecBuilder net = new SpecBuilder("curved", 1, 2, 6, 6);
        net.then("norm", new Layer.BatchNorm(2, 1e-5)).then("gelu", new Layer.Gelu()).then("pool", new Layer.MaxPool(3, 2, 1));
        String pooled = net.last();
        net.then("silu", new Layer.Silu()).add("both", new Layer.Concat(), List.of("silu", pooled)).linear("fc", 3);
        return new SeededWeights(net.build(), Seed.of(1)).model();
    }

    private static Model means() {
        SpecBuilder net = new SpecBuilder("means", 1, 2, 14, 14);
        net.then("seven", new Layer.AvgPool(7, 1, 3, false)).then("two", new Layer.AvgPool(2, 2, 0, true)).relu("relu");
        net.then("all", new Layer.GlobalAvgPool()).linear("fc", 3);
        return new SeededWeights(net.build(), Seed.of(1)).model();
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsPlannedHappens(Model whole) {
        Model model = Folding.of(whole);
        for (Protocol engine : Trial.secureEngines()) {
            for (int batch : new int[] {1, 3}) {
                InferencePlan plan = InferencePlan.of(model.spec(), batch, engine.costs(), Trial.FIXED);
                Costs costs = SecureRuns.run(engine, model, SecureRuns.records(model.spec(), batch, 1)).costs();
                for (InferencePlan.Step layer : plan.layers()) {
                    Traffic counted = costs.of("inference/" + layer.path());
                    assertThat(counted.bytes()).as("%s: bytes of %s", engine.name(), layer.name()).isEqualTo(layer.bytes());
                    assertThat(counted.messages()).as("%s: messages of %s", engine.name(), layer.name()).isEqualTo(layer.messages());
                }
                assertThat(rounds(costs, plan)).as("%s: rounds layer by layer", engine.name())
                        .isEqualTo(plan.layers().stream().map(InferencePlan.Step::rounds).toList());
                // With a dealer an input takes two rounds, which one server after the other counts; some of them beside the weights.
                assertThat(costs.of("inference").rounds()).isCloseTo(
                        plan.layers().stream().mapToInt(InferencePlan.Step::rounds).sum(), within(engine.offline().isEmpty() ? 0 : 2));
                assertThat(costs.total().bytes()).isEqualTo(plan.total().bytes() + plan.weights().bytes());
                assertThat(plan.layers()).hasSameSizeAs(model.spec().steps());
            }
        }
    }

    /** What each layer took, behind the weights and the input. */
    private static List<Integer> rounds(Costs costs, InferencePlan plan) {
        List<String> operations = new ArrayList<>(List.of("weights", "inference/input"));
        plan.layers().forEach(layer -> operations.add("inference/" + layer.path()));
        return costs.steps(operations).stream().skip(2).map(Traffic::rounds).toList();
    }
}
