package org.siguard.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;

/**
 * A {@link ModelSpec} with weights that can be trained: libtorch computes outputs and gradients.
 *
 * <p>All weights that training moves lie one after another in one stretch of memory, which libtorch's tensors and this program
 * both see: nothing is copied tensor by tensor. A batch normalisation's statistics are not among them: they are not moved but
 * kept, new = 0.9 old + 0.1 the batch's (its variance unbiased), as PyTorch does.
 */
final class Network {
    /** What DJL calls momentum is the old value's share; it hands 1 minus it to libtorch. */
    private static final float KEPT = 0.9f;

    private final ModelSpec spec;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, NDArray> tensors = new LinkedHashMap<>();
    private final Map<String, FloatBuffer> statistics = new LinkedHashMap<>();
    private final FloatBuffer moved;

    /**
     * A weight's place among all that training moves.
     *
     * @param decays whether weight decay is for it: for matrices and kernels
     */
    record Part(String name, int from, int size, boolean decays) {
    }

    /** @param start the weights to begin with; statistics begin at mean 0 and variance 1 */
    Network(ModelSpec spec, Map<String, float[]> start, NDManager memory) {
        this.spec = spec;
        int size = 0;
        for (Map.Entry<String, org.siguard.ring.Shape> weight : spec.weights().entrySet()) {
            if (start.containsKey(weight.getKey())) {
                parts.add(new Part(weight.getKey(), size, weight.getValue().size(), weight.getValue().rank() > 1));
                size = Math.addExact(size, weight.getValue().size());
            }
        }
        ByteBuffer bytes = Aligned.floats(size);
        moved = bytes.asFloatBuffer();
        Map<String, Part> places = new HashMap<>();
        parts.forEach(part -> places.put(part.name(), part));
        spec.weights().forEach((name, shape) -> {
            Part part = places.get(name);
            if (part == null) {
                statistics.put(name, statistic(name, shape, memory));
            } else {
                moved.put(part.from(), start.get(name));
                ByteBuffer slice = bytes.slice(part.from() * Float.BYTES, part.size() * Float.BYTES).order(ByteOrder.nativeOrder());
                NDArray tensor = memory.create(slice, shape(shape), DataType.FLOAT32);
                tensor.setRequiresGradient(true);
                tensors.put(name, tensor);
            }
        });
    }

    private FloatBuffer statistic(String name, org.siguard.ring.Shape shape, NDManager memory) {
        ByteBuffer bytes = Aligned.floats(shape.size());
        FloatBuffer numbers = bytes.asFloatBuffer();
        float start = name.endsWith(".variance") ? 1 : 0;
        for (int i = 0; i < shape.size(); i++) {
            numbers.put(i, start);
        }
        tensors.put(name, memory.create(bytes, shape(shape), DataType.FLOAT32));
        return numbers;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** How many numbers training moves. */
    int size() {
        return moved.capacity();
    }

    /** A copy of all that training moves. */
    float[] weights() {
        float[] out = new float[size()];
        moved.get(0, out);
        return out;
    }

    void weights(float[] numbers) {
        moved.put(0, numbers);
    }

    /** Copies of the running statistics, by name. */
    Map<String, float[]> statistics() {
        Map<String, float[]> out = new LinkedHashMap<>();
        statistics.forEach((name, kept) -> {
            float[] copy = new float[kept.capacity()];
            kept.get(0, copy);
            out.put(name, copy);
        });
        return out;
    }

    void statistics(Map<String, float[]> numbers) {
        statistics.forEach((name, kept) -> kept.put(0, numbers.get(name)));
    }

    /** Takes the gradient that went backwards since the last call, all weights one after another, and sets it to zero. */
    void takeGradient(float[] into) {
        for (Part part : parts) {
            try (NDArray gradient = tensors.get(part.name()).getGradient()) {
                gradient.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(into, part.from(), part.size());
                gradient.muli(0);
            }
        }
    }

    /**
     * The logits of a batch.
     *
     * @param training whether dropout drops, and batch normalisations use the batch's own statistics and keep them
     */
    NDArray forward(NDArray batch, boolean training) {
        Map<String, NDArray> values = new HashMap<>();
        values.put(ModelSpec.INPUT, batch);
        for (ModelSpec.Node node : spec.steps()) {
            values.put(node.name(), apply(node, node.inputs().stream().map(values::get).toList(), training));
        }
        NDArray logits = values.get(spec.logits());
        return logits.getShape().dimension() == 2 ? logits : logits.reshape(logits.getShape().get(0), -1);
    }

    /** The network as it is now. */
    Model model() {
        float[] all = weights();
        Map<String, float[]> kept = statistics();
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (Part part : parts) {
            out.put(part.name(), new Tensor(spec.weights().get(part.name()),
                    Arrays.copyOfRange(all, part.from(), part.from() + part.size())));
        }
        kept.forEach((name, numbers) -> out.put(name, new Tensor(spec.weights().get(name), numbers)));
        return new Model(spec, out);
    }

    private NDArray apply(ModelSpec.Node node, List<NDArray> in, boolean training) {
        NDArray x = in.get(0);
        NDArray weight = tensors.get(node.name() + ".weight");
        NDArray bias = tensors.get(node.name() + ".bias");
        return switch (node.layer()) {
            case Layer.Linear linear -> Linear.linear(x, weight, bias).singletonOrThrow();
            case Layer.Conv2d conv ->
                Conv2d.conv2d(x, weight, bias, square(conv.stride()), square(conv.padding()), square(1), conv.groups())
                        .singletonOrThrow();
            case Layer.BatchNorm norm -> normalised(x, node.name(), norm, training);
            case Layer.Relu relu -> x.getNDArrayInternal().relu();
            case Layer.Relu6 relu6 -> x.clip(0, 6);
            case Layer.LeakyRelu leaky -> x.getNDArrayInternal().leakyRelu((float) leaky.slope());
            case Layer.Gelu gelu -> x.getNDArrayInternal().gelu();
            case Layer.Silu silu -> x.mul(x.getNDArrayInternal().sigmoid());
            case Layer.MaxPool pool -> Pool.maxPool2d(x, square(pool.kernel()), square(pool.stride()), square(pool.padding()), false);
            case Layer.AvgPool pool ->
                pool.includePadding() || pool.padding() == 0 ? mean(x, pool) : mean(x, pool).div(mean(x.onesLike(), pool));
            case Layer.GlobalAvgPool pool -> x.mean(new int[] {3}, true).mean(new int[] {2}, true);
            case Layer.Add add -> in.stream().reduce(NDArray::add).orElseThrow();
            case Layer.Concat concat -> NDArrays.concat(new NDList(in), 1);
            case Layer.Flatten flatten -> x.reshape(x.getShape().get(0), -1);
            case Layer.Dropout dropout -> training && dropout.rate() > 0
                    ? x.getNDArrayInternal().dropout(x, (float) dropout.rate(), true).singletonOrThrow()
                    : x;
            case Layer.Softmax softmax -> throw new IllegalStateException("a softmax is no step to the logits");
        };
    }

    private NDArray normalised(NDArray x, String node, Layer.BatchNorm norm, boolean training) {
        return x.getNDArrayInternal().batchNorm(x, tensors.get(node + ".mean"), tensors.get(node + ".variance"),
                tensors.get(node + ".gamma"), tensors.get(node + ".beta"), 1, KEPT, (float) norm.epsilon(), training).singletonOrThrow();
    }

    /** With the zeros outside counted: DJL's flag for leaving them out had no effect (0.35.1). */
    private static NDArray mean(NDArray x, Layer.AvgPool pool) {
        return Pool.avgPool2d(x, square(pool.kernel()), square(pool.stride()), square(pool.padding()), false, true);
    }

    private static Shape square(int extent) {
        return new Shape(extent, extent);
    }

    private static Shape shape(org.siguard.ring.Shape shape) {
        return new Shape(Arrays.stream(shape.toArray()).asLongStream().toArray());
    }

    /** The shape of a batch of records. */
    static Shape batchShape(int rows, org.siguard.ring.Shape record) {
        return new Shape(LongStream.concat(LongStream.of(rows), Arrays.stream(record.toArray()).asLongStream()).toArray());
    }
}
