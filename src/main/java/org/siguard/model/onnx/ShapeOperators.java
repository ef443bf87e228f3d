package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.siguard.model.Layer;
import org.siguard.ring.Shape;

/**
 * The operators that compute nothing but shapes: what PyTorch makes of {@code view}, {@code flatten} and {@code size}. A picture
 * may become a vector; any other change of shape has no layer here.
 */
final class ShapeOperators {
    private static final int MOST_WHOLES = 1024;

    private final Scope scope;
    private final Network network;
    private final LayerOperators layers;

    ShapeOperators(Scope scope, Network network, LayerOperators layers) {
        this.scope = scope;
        this.network = network;
        this.layers = layers;
    }

    void offer(Map<String, Function<Operator, Value>> operators) {
        operators.put("Constant", this::constant);
        operators.put("Identity", operator -> scope.value(operator, 0));
        operators.put("Cast", this::cast);
        operators.put("CastLike", this::castLike);
        operators.put("Transpose", this::transpose);
        operators.put("Flatten", this::flatten);
        operators.put("Reshape", this::reshape);
        operators.put("Squeeze", this::squeeze);
        operators.put("Unsqueeze", this::unsqueeze);
        operators.put("Shape", this::shape);
        operators.put("Gather", this::gather);
        operators.put("Slice", this::slice);
        operators.put("Concat", this::concat);
    }

    private Value constant(Operator operator) {
        if (operator.has("value_float")) {
            return new Value.Numbers(Shape.of(), new float[] {(float) operator.real("value_float", 0)});
        }
        if (operator.has("value_int")) {
            return Value.Wholes.one(operator.whole("value_int", 0));
        }
        if (operator.has("value_ints")) {
            return Value.Wholes.list(operator.wholes("value_ints"));
        }
        return TensorValues.read(operator.tensor("value"), operator.place());
    }

    private Value cast(Operator operator) {
        TensorProto.DataType to = TensorProto.DataType.forNumber((int) operator.whole("to", 0));
        operator.ignore("saturate");
        return switch (to) {
            case FLOAT, DOUBLE, FLOAT16 ->
                scope.value(operator, 0) instanceof Value.Wholes wholes ? real(operator, wholes) : scope.value(operator, 0);
            case INT32, INT64 -> scope.wholes(operator, 0);
            case null, default -> throw operator.mistake("casts to " + to + ", which is not supported here.");
        };
    }

    private static Value real(Operator operator, Value.Wholes wholes) {
        float[] data = new float[wholes.data().length];
        for (int i = 0; i < data.length; i++) {
            if (wholes.data()[i] == Value.Wholes.BATCH) {
                throw operator.mistake("makes a number of how many records there are, which is not supported.");
            }
            data[i] = wholes.data()[i];
        }
        return new Value.Numbers(wholes.list() ? Shape.of(data.length) : Shape.of(), data);
    }

    /** All floating-point numbers are of one kind here. */
    private Value castLike(Operator operator) {
        if (scope.value(operator, 1) instanceof Value.Wholes) {
            return scope.wholes(operator, 0);
        }
        return scope.value(operator, 0) instanceof Value.Wholes wholes ? real(operator, wholes) : scope.value(operator, 0);
    }

    /** Of a weight: rows to columns. */
    private Value transpose(Operator operator) {
        Value.Numbers matrix = scope.numbers(operator, 0);
        boolean swaps = !operator.has("perm") || Arrays.equals(operator.wholes("perm"), new long[] {1, 0});
        if (matrix.shape().rank() != 2 || !swaps) {
            throw operator.mistake("is supported for a weight of two axes only, perm = [1, 0].");
        }
        return new Value.Numbers(Shape.of(matrix.shape().extent(1), matrix.shape().extent(0)), LayerOperators.transposed(matrix));
    }

    private Value flatten(Operator operator) {
        Value.Signal input = scope.signal(operator, 0);
        long axis = operator.whole("axis", 1);
        if (axis != 1 && axis != -input.shape().rank()) {
            throw operator.mistake("has axis = " + axis + "; only 1 is supported, which keeps the records apart.");
        }
        return network.add(operator, new Layer.Flatten(), List.of(input));
    }

    private Value reshape(Operator operator) {
        boolean zeroIsZero = operator.whole("allowzero", 0) != 0;
        if (scope.value(operator, 0) instanceof Value.Wholes wholes) {
            return wholesAs(operator, wholes, scope.wholes(operator, 1));
        }
        Value.Signal input = scope.signal(operator, 0);
        long[] target = scope.wholes(operator, 1).data();
        if (target.length < 2) {
            throw operator.mistake("makes one axis of all records; only the axes of one record may be joined.");
        }
        boolean batchKept = target[0] == Value.Wholes.BATCH || target[0] == scope.batch() || (target[0] == 0 && !zeroIsZero);
        return reshaped(operator, input, resolved(operator, input.shape(), target, batchKept, zeroIsZero));
    }

    /** The extents of one record after a reshape, -1 and 0 worked out. */
    private int[] resolved(Operator operator, Shape from, long[] target, boolean batchKept, boolean zeroIsZero) {
        int[] extents = new int[target.length - 1];
        int open = -1;
        long known = 1;
        for (int i = 0; i < extents.length; i++) {
            long extent = target[i + 1];
            if (extent == 0 && !zeroIsZero && i < from.rank()) {
                extent = from.extent(i);
            }
            if (extent == -1 && open < 0 && batchKept) {
                open = i;
                extent = 1;
            }
            known = extent < 1 || extent > from.size() ? Long.MAX_VALUE : Math.min(known * extent, Integer.MAX_VALUE);
            extents[i] = (int) Math.min(extent, Integer.MAX_VALUE);
            if (known > from.size()) {
                throw notOne(operator, from, target);
            }
        }
        if (open >= 0) {
            extents[open] = (int) (from.size() / known);
            known *= extents[open];
        }
        if (known != from.size() || !(batchKept || target[0] == -1)) {
            throw notOne(operator, from, target);
        }
        return extents;
    }

    private static RuntimeException notOne(Operator operator, Shape from, long[] target) {
        String shown =
                Arrays.toString(Arrays.copyOf(target, Math.min(target.length, 8))).replace(String.valueOf(Value.Wholes.BATCH), "records");
        return operator.mistake("makes " + shown + " of records of " + from + "; each record must keep its numbers, as in [0, -1].");
    }

    private Value reshaped(Operator operator, Value.Signal input, int[] extents) {
        if (Arrays.equals(extents, input.shape().toArray())) {
            return input;
        }
        if (extents.length == 1) {
            return network.add(operator, new Layer.Flatten(), List.of(input));
        }
        throw operator.mistake(
                "makes " + Arrays.toString(extents) + " of records of " + input.shape() + "; only a vector can be made of them here.");
    }

    private static Value wholesAs(Operator operator, Value.Wholes wholes, Value.Wholes target) {
        boolean list = target.data().length == 1 && (target.data()[0] == -1 || target.data()[0] == wholes.data().length);
        boolean one = target.data().length == 0 && wholes.data().length == 1;
        if (!list && !one) {
            throw operator.mistake("reshapes whole numbers in a way that is not supported.");
        }
        return new Value.Wholes(list, wholes.data());
    }

    private long[] axes(Operator operator) {
        if (scope.has(operator, 1)) {
            return scope.wholes(operator, 1).data();
        }
        return operator.has("axes") ? operator.wholes("axes") : new long[0];
    }

    private Value squeeze(Operator operator) {
        long[] axes = axes(operator);
        if (scope.value(operator, 0) instanceof Value.Wholes wholes && wholes.data().length == 1) {
            return new Value.Wholes(false, wholes.data());
        }
        Value.Signal input = scope.signal(operator, 0);
        int rank = input.shape().rank();
        List<Integer> dropped = LongStream.of(axes).mapToObj(axis -> (int) (axis < 0 ? axis + rank : axis - 1)).toList();
        boolean ones = dropped.stream().allMatch(axis -> axis >= 0 && axis < rank && input.shape().extent(axis) == 1);
        if (dropped.isEmpty() || !ones) {
            throw operator.mistake("drops the axes " + Arrays.toString(axes) + " of records of " + input.shape()
                    + "; supported are axes of length 1, named, the records' own not among them.");
        }
        return reshaped(operator, input,
                IntStream.range(0, rank).filter(axis -> !dropped.contains(axis)).map(input.shape()::extent).toArray());
    }

    private Value unsqueeze(Operator operator) {
        Value.Wholes wholes = scope.wholes(operator, 0);
        if (wholes.list() || !Arrays.equals(axes(operator), new long[] {0})) {
            throw operator.mistake("is supported for a single whole number only, axes = [0].");
        }
        return new Value.Wholes(true, wholes.data());
    }

    private Value shape(Operator operator) {
        LongStream first = scope.value(operator, 0) instanceof Value.Numbers ? LongStream.empty() : LongStream.of(scope.batch());
        Shape shape = scope.value(operator, 0) instanceof Value.Numbers numbers ? numbers.shape() : scope.signal(operator, 0).shape();
        long[] all = LongStream.concat(first, Arrays.stream(shape.toArray()).asLongStream()).toArray();
        int start = within(operator.whole("start", 0), all.length);
        int end = within(operator.whole("end", all.length), all.length);
        return Value.Wholes.list(all).slice(start, Math.max(start, end));
    }

    private Value gather(Operator operator) {
        operator.only("axis", 0);
        Value.Wholes from = scope.wholes(operator, 0);
        Value.Wholes which = scope.wholes(operator, 1);
        long[] out = new long[which.data().length];
        for (int i = 0; i < out.length; i++) {
            long index = which.data()[i] < 0 ? which.data()[i] + from.data().length : which.data()[i];
            if (index < 0 || index >= from.data().length) {
                throw operator.mistake("asks for number " + which.data()[i] + " of " + from.data().length + ".");
            }
            out[i] = from.data()[(int) index];
        }
        return new Value.Wholes(which.list(), out);
    }

    private Value slice(Operator operator) {
        Value.Wholes from = scope.wholes(operator, 0);
        long start = single(operator, 1, 0);
        long end = single(operator, 2, Long.MAX_VALUE);
        if (single(operator, 3, 0) != 0 || single(operator, 4, 1) != 1) {
            throw operator.mistake("is supported for a list of whole numbers only, along axis 0 and in steps of 1.");
        }
        int first = within(start, from.data().length);
        return from.slice(first, Math.max(first, within(end, from.data().length)));
    }

    private long single(Operator operator, int input, long otherwise) {
        if (!scope.has(operator, input)) {
            return otherwise;
        }
        long[] data = scope.wholes(operator, input).data();
        if (data.length != 1) {
            throw operator.mistake("wants one whole number as input " + (input + 1) + ", gets " + data.length + ".");
        }
        return data[0];
    }

    private static int within(long index, int length) {
        return Math.clamp(index < 0 ? index + length : index, 0, length);
    }

    /** Of channels, or of the whole numbers of a shape. */
    private Value concat(Operator operator) {
        long axis = operator.whole("axis", Long.MIN_VALUE);
        if (operator.inputs().isEmpty()) {
            throw operator.mistake("has no inputs.");
        }
        if (!(scope.value(operator, 0) instanceof Value.Wholes)) {
            if (axis != 1 && axis != -scope.signal(operator, 0).shape().rank()) {
                throw operator.mistake("joins along axis " + axis + "; only 1, that of the channels, is supported.");
            }
            return layers.join(operator, new Layer.Concat());
        }
        List<Long> out = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            for (long value : scope.wholes(operator, i).data()) {
                out.add(value);
            }
            if (out.size() > MOST_WHOLES) {
                throw operator.mistake("makes more than " + MOST_WHOLES + " whole numbers.");
            }
        }
        return Value.Wholes.list(out.stream().mapToLong(Long::longValue).toArray());
    }
}
