package org.siguard.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/**
 * What a training starts from, out of our own stream and so the same on every machine. n is how many numbers an output is the
 * sum of; a batch normalisation starts as one that changes nothing, gamma 1 and beta 0.
 *
 * <ul>
 * <li>pytorch: weights and biases uniform within ±1/√n, which is what PyTorch's "Kaiming uniform with a = √5" comes to
 * <li>he: weights normal with variance 2/n, biases 0 (He et al. 2015), so that signals keep their size through many ReLUs
 * </ul>
 */
final class FreshWeights {
    private FreshWeights() {
    }

    static Map<String, float[]> of(ModelSpec spec, TrainingSettings settings, Seed seed) {
        boolean he = settings.values().get(TrainingSettings.START).equals("he");
        Map<String, float[]> out = new LinkedHashMap<>();
        for (ModelSpec.Node node : spec.nodes()) {
            for (Layer.Weight weight : node.layer().weights()) {
                String name = node.name() + "." + weight.name();
                Draws draws = Draws.of(seed.derive(name));
                float[] numbers = new float[weight.shape().size()];
                boolean kept = weight.name().equals("mean") || weight.name().equals("variance");
                for (int i = 0; i < numbers.length && !kept; i++) {
                    numbers[i] = number(node.layer(), weight.name(), he, draws);
                }
                if (!kept) {
                    out.put(name, numbers);
                }
            }
        }
        return out;
    }

    private static float number(Layer layer, String weight, boolean he, Draws draws) {
        if (layer instanceof Layer.BatchNorm) {
            return weight.equals("gamma") ? 1 : 0;
        }
        int inputs = inputs(layer);
        if (he) {
            return weight.equals("bias") ? 0 : (float) (Math.sqrt(2.0 / inputs) * draws.gaussian());
        }
        return (float) ((1 / Math.sqrt(inputs)) * (2 * draws.uniform() - 1));
    }

    private static int inputs(Layer layer) {
        return switch (layer) {
            case Layer.Linear linear -> linear.inputs();
            case Layer.Conv2d conv -> conv.in() / conv.groups() * conv.kernelHeight() * conv.kernelWidth();
            default -> 1;
        };
    }
}
