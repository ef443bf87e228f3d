package org.siguard.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.ring.Seed;

/** A {@link ModelSpec} with weights that can be trained. */
final class Network {
    private final ModelSpec spec;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();

    /**
     * Fresh weights, uniform within ±1/√inputs as PyTorch draws them, but from our own stream: the start is then the same on
     * every machine.
     */
    Network(ModelSpec spec, Seed seed, NDManager memory) {
        this.spec = spec;
        for (ModelSpec.Node node : spec.nodes()) {
            for (Layer.Weight weight : node.layer().weights()) {
                String name = node.name() + "." + weight.name();
                double bound = 1 / Math.sqrt(inputs(node.layer()));
                float[] start = uniform(weight.shape().size(), bound, Draws.of(seed.derive(name)));
                NDArray array = memory.create(start, shape(weight.shape()));
                array.setRequiresGradient(true);
                weights.put(name, array);
            }
        }
    }

    /** Those that training moves. */
    List<NDArray> weights() {
        return List.copyOf(weights.values());
    }

    /** The logits of a batch. */
    NDArray forward(NDArray batch) {
        Map<String, NDArray> values = new HashMap<>();
        values.put(ModelSpec.INPUT, batch);
        NDArray value = batch;
        for (ModelSpec.Node node : spec.nodes()) {
            value = apply(node, values.get(node.inputs().get(0)));
            values.put(node.name(), value);
        }
        return value;
    }

    /** The network as it is now. */
    Model model() {
        Map<String, Tensor> out = new LinkedHashMap<>();
        spec.weights().forEach((name, shape) -> out.put(name, new Tensor(shape, weights.get(name).toFloatArray())));
        return new Model(spec, out);
    }

    private NDArray apply(ModelSpec.Node node, NDArray x) {
        return switch (node.layer()) {
            case Layer.Linear linear -> Linear.linear(x, weights.get(node.name() + ".weight"), weights.get(node.name() + ".bias"))
                    .singletonOrThrow();
            case Layer.Relu relu -> x.getNDArrayInternal().relu();
            case Layer.Flatten flatten -> x.reshape(x.getShape().get(0), -1);
            default -> throw new org.siguard.base.UserMistake(
                    "The layer " + node.name() + " (" + node.layer().type() + ") cannot be trained yet.");
        };
    }

    private static int inputs(Layer layer) {
        return switch (layer) {
            case Layer.Linear linear -> linear.inputs();
            default -> 1;
        };
    }

    private static float[] uniform(int count, double bound, Draws draws) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) (bound * (2 * draws.uniform() - 1));
        }
        return out;
    }

    private static Shape shape(org.siguard.ring.Shape shape) {
        return new Shape(Arrays.stream(shape.toArray()).asLongStream().toArray());
    }

    /** The shape of a batch of records. */
    static Shape batchShape(int rows, org.siguard.ring.Shape record) {
        return new Shape(LongStream.concat(LongStream.of(rows), Arrays.stream(record.toArray()).asLongStream()).toArray());
    }
}
