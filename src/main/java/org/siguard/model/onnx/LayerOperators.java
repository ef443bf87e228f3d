package org.siguard.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.siguard.model.Layer;
import org.siguard.model.Tensor;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Shape;

/** The operators that are layers here. */
final class LayerOperators {
    private final Scope scope;
    private final Network network;
    /** What a product without a bias puts out, where nothing but the next operator reads it. */
    private final Set<String> biasMayFollow = new HashSet<>();

    LayerOperators(Scope scope, Network network) {
        this.scope = scope;
        this.network = network;
    }

    void offer(Map<String, Function<Operator, Value>> operators) {
        operators.put("Gemm", this::gemm);
        operators.put("MatMul", this::product);
        operators.put("Conv", this::convolution);
        operators.put("BatchNormalization", this::batchNorm);
        operators.put("Relu", operator -> plain(operator, new Layer.Relu()));
        operators.put("LeakyRelu", this::leakyRelu);
        operators.put("Clip", this::clip);
        operators.put("Gelu", this::gelu);
        operators.put("MaxPool", this::maxPool);
        operators.put("AveragePool", this::averagePool);
        operators.put("GlobalAveragePool", operator -> plain(operator, new Layer.GlobalAvgPool()));
        operators.put("ReduceMean", this::mean);
        operators.put("Sum", operator -> join(operator, new Layer.Add()));
        operators.put("Dropout", this::dropout);
        operators.put("Softmax", this::softmax);
    }

    private Value plain(Operator operator, Layer layer) {
        return network.add(operator, layer, List.of(scope.signal(operator, 0)));
    }

    /** Several layers' outputs into one. */
    Value join(Operator operator, Layer layer) {
        List<Value.Signal> inputs = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            inputs.add(scope.signal(operator, i));
        }
        return inputs.size() == 1 ? inputs.get(0) : network.add(operator, layer, inputs);
    }

    /** alpha x W + beta b; W is transposed to one row an output. */
    private Value gemm(Operator operator) {
        operator.only("transA", 0);
        boolean transposed = operator.whole("transB", 0) != 0;
        double alpha = operator.real("alpha", 1);
        double beta = operator.real("beta", 1);
        Tensor weight = weight(operator, transposed, alpha);
        int outputs = weight.shape().extent(0);
        Layer layer = new Layer.Linear(weight.shape().extent(1), outputs, scope.has(operator, 2));
        Value.Signal input = scope.signal(operator, 0);
        return scope.has(operator, 2)
                ? network.add(operator, layer, List.of(input), weight, bias(operator, 2, outputs, beta))
                : network.add(operator, layer, List.of(input), weight);
    }

    private Value product(Operator operator) {
        Tensor weight = weight(operator, false, 1);
        if (scope.readOnce(operator)) {
            biasMayFollow.add(operator.outputs().get(0));
        }
        return network.add(operator, new Layer.Linear(weight.shape().extent(1), weight.shape().extent(0), false),
                List.of(scope.signal(operator, 0)), weight);
    }

    private Tensor weight(Operator operator, boolean transposed, double factor) {
        Value.Numbers numbers = scope.numbers(operator, 1);
        Shape shape = numbers.shape();
        if (shape.rank() != 2 || shape.size() == 0) {
            throw operator.mistake("must have a weight of two axes, not " + shape + ".");
        }
        float[] data = transposed ? numbers.data() : transposed(numbers);
        if (factor != 1) {
            data = data.clone();
            for (int i = 0; i < data.length; i++) {
                data[i] = (float) (factor * data[i]);
            }
        }
        return new Tensor(transposed ? shape : Shape.of(shape.extent(1), shape.extent(0)), data);
    }

    static float[] transposed(Value.Numbers matrix) {
        int rows = matrix.shape().extent(0);
        int columns = matrix.shape().extent(1);
        float[] out = new float[matrix.data().length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                out[c * rows + r] = matrix.data()[r * columns + c];
            }
        }
        return out;
    }

    private Tensor bias(Operator operator, int input, int outputs, double factor) {
        Value.Numbers numbers = scope.numbers(operator, input);
        if (!Network.spreads(numbers.shape(), outputs)) {
            throw operator.mistake("must have a bias of " + outputs + " numbers, not of the shape " + numbers.shape() + ".");
        }
        return Network.spread(numbers, outputs, factor);
    }

    /** The bias that follows a product, if this is one. */
    Value bias(Operator operator, int signal, int constant) {
        Value.Signal product = scope.signal(operator, signal);
        if (!biasMayFollow.remove(operator.inputs().get(signal))
                || !network.addBias(operator, product.node(), scope.numbers(operator, constant))) {
            throw operator
                    .mistake("adds fixed numbers to a layer's output; that is supported right after a MatMul only, one number an output.");
        }
        return product;
    }

    private Value convolution(Operator operator) {
        Value.Numbers weight = scope.numbers(operator, 1);
        Shape shape = weight.shape();
        if (shape.rank() != 4 || shape.size() == 0) {
            throw operator.mistake("must have a weight of four axes (two-dimensional convolution), not " + shape + ".");
        }
        Value.Signal input = scope.signal(operator, 0);
        long groups = operator.whole("group", 1);
        if (groups < 1 || groups > shape.extent(0) || groups * shape.extent(1) > Operator.WIDEST) {
            throw operator.mistake("has group = " + groups + ", which does not divide its " + shape.extent(0) + " output channels.");
        }
        WindowReader window = new WindowReader(operator, input.shape(), shape.extent(2), shape.extent(3));
        int outputs = shape.extent(0);
        boolean bias = scope.has(operator, 2);
        Layer layer = checked(operator, () -> new Layer.Conv2d((int) groups * shape.extent(1), outputs, shape.extent(2), shape.extent(3),
                window.stride(), window.padding(), (int) groups, bias));
        Tensor tensor = new Tensor(shape, weight.data());
        return bias
                ? network.add(operator, layer, List.of(input), tensor, bias(operator, 2, outputs, 1))
                : network.add(operator, layer, List.of(input), tensor);
    }

    private Value batchNorm(Operator operator) {
        operator.ignore("momentum");
        operator.only("training_mode", 0);
        double epsilon = operator.real("epsilon", 1e-5);
        Tensor[] tensors = new Tensor[4];
        for (int i = 0; i < tensors.length; i++) {
            Value.Numbers numbers = scope.numbers(operator, i + 1);
            tensors[i] = new Tensor(numbers.shape(), numbers.data());
        }
        for (float variance : tensors[3].data()) {
            if (!(variance + epsilon > 0)) {
                throw operator.mistake("has the variance " + variance + "; it must be positive. Train or export the model anew.");
            }
        }
        return network.add(operator, checked(operator, () -> new Layer.BatchNorm(tensors[0].shape().size(), epsilon)),
                List.of(scope.signal(operator, 0)), tensors);
    }

    private Value leakyRelu(Operator operator) {
        double slope = operator.real("alpha", 0.01);
        return plain(operator, checked(operator, () -> new Layer.LeakyRelu(slope)));
    }

    private Value clip(Operator operator) {
        double low = bound(operator, "min", 1, Double.NEGATIVE_INFINITY);
        double high = bound(operator, "max", 2, Double.POSITIVE_INFINITY);
        if (low == 0 && high == 6) {
            return plain(operator, new Layer.Relu6());
        }
        if (low == 0 && high >= Float.MAX_VALUE) {
            return plain(operator, new Layer.Relu());
        }
        throw operator.mistake("clips to " + low + " to " + high + "; supported are 0 to 6 (ReLU6) and 0 to infinity (ReLU).");
    }

    private double bound(Operator operator, String attribute, int input, double otherwise) {
        double written = operator.real(attribute, otherwise);
        return scope.has(operator, input) ? scope.numbers(operator, input).scalar() : written;
    }

    private Value gelu(Operator operator) {
        String approximate = operator.text("approximate", "none");
        if (!approximate.equals("none")) {
            throw operator.mistake("has approximate = " + Operator.shown(approximate) + "; only none, the exact GELU, is supported.");
        }
        return plain(operator, new Layer.Gelu());
    }

    private Value maxPool(Operator operator) {
        operator.ignore("storage_order");
        Value.Signal input = scope.signal(operator, 0);
        WindowReader window = WindowReader.pool(operator, input.shape());
        return network.add(operator, checked(operator, () -> new Layer.MaxPool(window.kernel(), window.stride(), window.padding())),
                List.of(input));
    }

    private Value averagePool(Operator operator) {
        boolean include = operator.whole("count_include_pad", 0) != 0;
        Value.Signal input = scope.signal(operator, 0);
        WindowReader window = WindowReader.pool(operator, input.shape());
        return network.add(operator,
                checked(operator, () -> new Layer.AvgPool(window.kernel(), window.stride(), window.padding(), include)),
                List.of(input));
    }

    /** The mean over height and width: a pool, and a vector where the axes are not kept. */
    private Value mean(Operator operator) {
        long keep = operator.whole("keepdims", 1);
        operator.ignore("noop_with_empty_axes");
        long[] axes =
                scope.has(operator, 1) ? scope.wholes(operator, 1).data() : operator.has("axes") ? operator.wholes("axes") : new long[0];
        long[] fromFront = Arrays.stream(axes).map(axis -> axis < 0 ? axis + 4 : axis).sorted().toArray();
        if (!Arrays.equals(fromFront, new long[] {2, 3})) {
            throw operator.mistake("takes the mean over the axes " + Arrays.toString(axes) + "; supported is height and width, [2, 3].");
        }
        Value.Signal input = scope.signal(operator, 0);
        if (keep != 0) {
            return network.add(operator, new Layer.GlobalAvgPool(), List.of(input));
        }
        Value.Signal pooled = network.add(operator, new Layer.GlobalAvgPool(), List.of(input));
        return network.add(operator, operator.name().isEmpty() ? "" : operator.name() + "/flatten", new Layer.Flatten(), List.of(pooled));
    }

    private Value dropout(Operator operator) {
        operator.ignore("seed");
        double ratio = operator.real("ratio", 0.5);
        if (scope.has(operator, 1)) {
            ratio = Double.parseDouble(Float.toString((float) scope.numbers(operator, 1).scalar()));
        }
        if (scope.has(operator, 2) && Arrays.stream(scope.wholes(operator, 2).data()).anyMatch(flag -> flag != 0)) {
            throw operator.mistake("is in training mode. Call model.eval() before exporting.");
        }
        double rate = ratio;
        return plain(operator, checked(operator, () -> new Layer.Dropout(rate)));
    }

    private Value softmax(Operator operator) {
        Value.Signal input = scope.signal(operator, 0);
        long axis = operator.whole("axis", operator.opset() < 13 ? 1 : -1);
        if (input.shape().rank() != 1 || (axis != 1 && axis != -1)) {
            throw operator.mistake(
                    "must be over the logits, a vector for every record, not over axis " + axis + " of records of " + input.shape() + ".");
        }
        return network.add(operator, new Layer.Softmax(SoftmaxKind.EXACT), List.of(input));
    }

    private static Layer checked(Operator operator, java.util.function.Supplier<Layer> layer) {
        try {
            return layer.get();
        } catch (IllegalArgumentException e) {
            throw operator.mistake(e.getMessage() + ".");
        }
    }
}
