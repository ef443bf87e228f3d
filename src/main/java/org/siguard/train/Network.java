package org.siguard.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.siguard.base.UserMistake;
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
        for (ModelSpec.Node node : spec.steps()) {
            values.put(node.name(), apply(node, node.inputs().stream().map(values::get).toList()));
        }
        NDArray logits = values.get(spec.logits());
        return logits.getShape().dimension() == 2 ? logits : logits.reshape(logits.getShape().get(0), -1);
    }

    /** The network as it is now. */
    Model model() {
        Map<String, Tensor> out = new LinkedHashMap<>();
        spec.weights().forEach((name, shape) -> out.put(name, new Tensor(shape, weights.get(name).toFloatArray())));
        return new Model(spec, out);
    }

    private NDArray apply(ModelSpec.Node node, List<NDArray> in) {
        NDArray x = in.get(0);
        NDArray weight = weights.get(node.name() + ".weight");
        NDArray bias = weights.get(node.name() + ".bias");
        return switch (node.layer()) {
            case Layer.Linear linear -> Linear.linear(x, weight, bias).singletonOrThrow();
            case Layer.Conv2d conv ->
                Conv2d.conv2d(x, weight, bias, square(conv.stride()), square(conv.padding()), square(1), conv.groups())
                        .singletonOrThrow();
            case Layer.Relu relu -> x.getNDArrayInternal().relu();
            case Layer.Relu6 relu6 -> x.clip(0, 6);
            case Layer.MaxPool pool -> Pool.maxPool2d(x, square(pool.kernel()), square(pool.stride()), square(pool.padding()), false);
            case Layer.AvgPool pool ->
                pool.includePadding() || pool.padding() == 0 ? mean(x, pool) : mean(x, pool).div(mean(x.onesLike(), pool));
            case Layer.GlobalAvgPool pool -> x.mean(new int[] {3}, true).mean(new int[] {2}, true);
            case Layer.Add add -> in.stream().reduce(NDArray::add).orElseThrow();
            case Layer.Concat concat -> NDArrays.concat(new NDList(in), 1);
            case Layer.Flatten flatten -> x.reshape(x.getShape().get(0), -1);
            case Layer.Softmax softmax -> throw new IllegalStateException("a softmax is no step to the logits");
            case Layer.BatchNorm norm -> throw untrainable(node);
            case Layer.Gelu gelu -> throw untrainable(node);
            case Layer.Silu silu -> throw untrainable(node);
            case Layer.Dropout dropout -> throw untrainable(node);
        };
    }

    /** With the zeros outside counted: DJL's flag for leaving them out had no effect (0.35.1). */
    private static NDArray mean(NDArray x, Layer.AvgPool pool) {
        return Pool.avgPool2d(x, square(pool.kernel()), square(pool.stride()), square(pool.padding()), false, true);
    }

    private static UserMistake untrainable(ModelSpec.Node node) {
        return new UserMistake(
                "The layer " + node.name() + " (" + node.layer().type() + ") cannot be trained yet; leave it out, or bring a "
                        + "network that was trained elsewhere.");
    }

    private static Shape square(int extent) {
        return new Shape(extent, extent);
    }

    /** How many numbers an output is the sum of. */
    private static int inputs(Layer layer) {
        return switch (layer) {
            case Layer.Linear linear -> linear.inputs();
            case Layer.Conv2d conv -> conv.in() / conv.groups() * conv.kernelHeight() * conv.kernelWidth();
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
