package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** The layers as libtorch trains them are those that PlainInference runs: two implementations that know nothing of each other. */
class NetworkTest {
    @Test
    void libtorchAndPlainInferenceAgree() {
        ModelSpec spec = new ModelSpec("all", Shape.of(2, 9, 7), List.of(node("conv", new Layer.Conv2d(2, 4, 3, 2, 1, 1, 2, true), "input"),
                node("relu", new Layer.Relu(), "conv"), node("max", new Layer.MaxPool(3, 2, 1), "relu"),
                node("mean", new Layer.AvgPool(3, 2, 1, false), "relu"), node("padded", new Layer.AvgPool(3, 2, 1, true), "relu"),
                node("sum", new Layer.Add(), "max", "mean"), node("both", new Layer.Concat(), "sum", "padded"),
                node("mix", Layer.Conv2d.square(8, 6, 1, 1, 0, false), "both"), node("six", new Layer.Relu6(), "mix"),
                node("all", new Layer.GlobalAvgPool(), "six"), node("flat", new Layer.Flatten(), "all"),
                node("fc", new Layer.Linear(6, 3, false), "flat"), node("end", new Layer.Softmax(SoftmaxKind.EXACT), "fc")));
        double[] record = new Random(1).doubles(2 * 9 * 7, -3, 3).toArray();
        float[] narrow = new float[record.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) record[i];
        }
        Torch.exclusively(Progress.none(), Cancellation.never(), (memory, stop) -> {
            Network network = new Network(spec, FreshWeights.of(spec, TrainingSettings.defaults(), Seed.of(1)), memory);
            float[] trained = network.forward(memory.create(narrow, Network.batchShape(1, spec.input())), false).toFloatArray();
            Model model = network.model();
            double[] plain = new PlainInference(model).logits(List.of(narrow))[0];
            assertThat(trained).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat((double) trained[i]).isCloseTo(plain[i], within(1e-5));
            }
            return null;
        });
    }

    private static ModelSpec.Node node(String name, Layer layer, String... inputs) {
        return new ModelSpec.Node(name, layer, List.of(inputs));
    }
}
