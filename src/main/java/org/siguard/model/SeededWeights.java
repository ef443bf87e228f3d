package org.siguard.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * Weights for a network that nobody has trained, such that its activations and logits are of the size that trained networks
 * have, at any depth. Uniform draws with He's variance before an activation, LeCun's at the end; statistics of batch
 * normalisations that look kept; the last normalisation before an addition small, so that residuals do not pile up.
 */
final class SeededWeights {
    private final ModelSpec spec;
    private final Seed seed;

    SeededWeights(ModelSpec spec, Seed seed) {
        this.spec = spec;
        this.seed = seed;
    }

    Model model() {
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (ModelSpec.Node node : spec.nodes()) {
            for (Layer.Weight weight : node.layer().weights()) {
                String name = node.name() + "." + weight.name();
                out.put(name, new Tensor(weight.shape(), numbers(node, weight, RandomStream.of(seed.derive(name)))));
            }
        }
        return new Model(spec, out);
    }

    private float[] numbers(ModelSpec.Node node, Layer.Weight weight, RandomStream stream) {
        Shape shape = weight.shape();
        return switch (weight.name()) {
            case "weight" -> {
                double gain = node.name().equals(spec.logits()) ? 1 : 2;
                double bound = Math.sqrt(3 * gain * shape.extent(0) / shape.size());
                yield uniform(stream, shape.size(), -bound, bound);
            }
            case "gamma" -> endsResidual(node) ? uniform(stream, shape.size(), 0.2, 0.4) : uniform(stream, shape.size(), 0.8, 1.2);
            case "variance" -> uniform(stream, shape.size(), 0.7, 1.4);
            default -> uniform(stream, shape.size(), -0.1, 0.1);
        };
    }

    private boolean endsResidual(ModelSpec.Node norm) {
        List<ModelSpec.Node> readers = spec.nodes().stream().filter(node -> node.inputs().contains(norm.name())).toList();
        return readers.size() == 1 && readers.get(0).layer() instanceof Layer.Add && readers.get(0).inputs().get(0).equals(norm.name());
    }

    private static float[] uniform(RandomStream stream, int count, double from, double to) {
        long[] words = stream.next(count);
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) (from + (to - from) * Math.scalb((double) (words[i] >>> 11), -53));
        }
        return out;
    }
}
