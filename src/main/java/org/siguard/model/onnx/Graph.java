package org.siguard.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.siguard.base.UserMistake;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Shape;

/** What of an ONNX graph its one output needs, in an order in which it can be computed. */
final class Graph {
    private static final int MOST_AXES = 8;
    /** An exported layer takes a few operators, where shapes are computed too. */
    private static final int MOST_OPERATORS = 8 * ModelSpec.MOST_NODES;

    private final GraphProto proto;
    private final String file;
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Map<String, Integer> makers = new HashMap<>();
    private final ValueInfoProto input;

    Graph(GraphProto proto, String file) {
        this.proto = proto;
        this.file = file;
        if (proto.getNodeCount() > MOST_OPERATORS) {
            throw mistake("has " + proto.getNodeCount() + " operators; " + MOST_OPERATORS + " are the most.");
        }
        if (proto.getSparseInitializerCount() > 0) {
            throw mistake("has sparse weights, which are not read. Export it with dense ones.");
        }
        for (TensorProto tensor : proto.getInitializerList()) {
            if (initializers.put(tensor.getName(), tensor) != null) {
                throw mistake("has two tensors named '" + Operator.shown(tensor.getName()) + "'.");
            }
        }
        List<ValueInfoProto> inputs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ValueInfoProto info : proto.getInputList()) {
            if (!seen.add(info.getName())) {
                throw mistake("has two inputs named '" + Operator.shown(info.getName()) + "'.");
            }
            // Old files list their weights as inputs too.
            if (!initializers.containsKey(info.getName())) {
                inputs.add(info);
            }
        }
        input = single(inputs, "input");
        single(proto.getOutputList(), "output");
        for (int i = 0; i < proto.getNodeCount(); i++) {
            for (String output : proto.getNode(i).getOutputList()) {
                boolean taken = output.equals(input.getName()) || initializers.containsKey(output);
                if (!output.isEmpty() && (makers.put(output, i) != null || taken)) {
                    throw mistake("has two values named '" + Operator.shown(output) + "'.");
                }
            }
        }
    }

    String inputName() {
        return input.getName();
    }

    String outputName() {
        return proto.getOutput(0).getName();
    }

    Map<String, TensorProto> initializers() {
        return initializers;
    }

    /** The number of records in a batch, or {@link Value.Wholes#BATCH} if any. */
    long batch() {
        Dimension first = input.getType().getTensorType().getShape().getDim(0);
        return first.hasDimValue() && first.getDimValue() > 0 ? first.getDimValue() : Value.Wholes.BATCH;
    }

    /** The shape of one record: the input's without its first axis, which counts records. */
    Shape record() {
        if (!input.getType().hasTensorType() || !input.getType().getTensorType().hasShape()) {
            throw mistake("has an input '" + Operator.shown(input.getName()) + "' without a shape. Export it with an example input.");
        }
        switch (TensorProto.DataType.forNumber(input.getType().getTensorType().getElemType())) {
            case FLOAT, FLOAT16, DOUBLE -> {
            }
            case null, default -> throw mistake("has an input that is not of floating-point numbers. Export the model in 32-bit floats.");
        }
        List<Dimension> axes = input.getType().getTensorType().getShape().getDimList();
        if (axes.size() < 2 || axes.size() > MOST_AXES) {
            throw mistake("has an input of " + axes.size()
                    + " axes; it should have 2 (records, numbers) or 4 (records, channels, height, width).");
        }
        int[] extents = new int[axes.size() - 1];
        for (int i = 0; i < extents.length; i++) {
            Dimension axis = axes.get(i + 1);
            if (!axis.hasDimValue() || axis.getDimValue() < 1 || axis.getDimValue() > Operator.WIDEST) {
                throw mistake("has an input whose axis " + (i + 1) + " is "
                        + (axis.hasDimValue() ? axis.getDimValue() : "left open")
                        + "; only the number of records may be left open, others are 1 to "
                        + Operator.WIDEST + ". Export it with a fixed size.");
            }
            extents[i] = (int) axis.getDimValue();
        }
        try {
            return Shape.of(extents);
        } catch (IllegalArgumentException e) {
            throw mistake("has an input that is " + e.getMessage() + ".");
        }
    }

    /** How many operators read each value; the output counts as read once more. */
    Map<String, Integer> uses(List<Integer> order) {
        Map<String, Integer> uses = new HashMap<>();
        for (int index : order) {
            proto.getNode(index).getInputList().forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        uses.merge(outputName(), 1, Integer::sum);
        return uses;
    }

    /** The operators that the output needs; in the order of the file, as far as that can be computed. */
    List<Integer> order() {
        boolean[] needed = needed();
        Map<Integer, List<Integer>> readers = new HashMap<>();
        int[] missing = new int[proto.getNodeCount()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        int count = 0;
        for (int i = 0; i < needed.length; i++) {
            if (needed[i]) {
                count++;
                for (String name : proto.getNode(i).getInputList()) {
                    Integer maker = makers.get(name);
                    if (maker != null) {
                        missing[i]++;
                        readers.computeIfAbsent(maker, key -> new ArrayList<>()).add(i);
                    }
                }
                if (missing[i] == 0) {
                    ready.add(i);
                }
            }
        }
        List<Integer> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.poll();
            order.add(next);
            for (int reader : readers.getOrDefault(next, List.of())) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (order.size() < count) {
            throw mistake("has operators that wait for one another in a circle; " + node(stuck(needed, order))
                    + " is one of them or waits for them.");
        }
        return order;
    }

    private int stuck(boolean[] needed, List<Integer> order) {
        Set<Integer> done = new HashSet<>(order);
        for (int i = 0; i < needed.length; i++) {
            if (needed[i] && !done.contains(i)) {
                return i;
            }
        }
        throw new IllegalStateException("one was left");
    }

    private boolean[] needed() {
        boolean[] needed = new boolean[proto.getNodeCount()];
        Deque<String> open = new ArrayDeque<>(List.of(outputName()));
        if (!known(outputName())) {
            throw mistake("has an output '" + Operator.shown(outputName()) + "' that no operator makes.");
        }
        while (!open.isEmpty()) {
            Integer maker = makers.get(open.pop());
            if (maker != null && !needed[maker]) {
                needed[maker] = true;
                for (String name : proto.getNode(maker).getInputList()) {
                    if (!name.isEmpty() && !known(name)) {
                        throw mistake(
                                "has " + node(maker) + ", which reads '" + Operator.shown(name) + "'; nothing of that name is there.");
                    }
                    open.push(name);
                }
            }
        }
        return needed;
    }

    private boolean known(String name) {
        return makers.containsKey(name) || initializers.containsKey(name) || name.equals(input.getName());
    }

    private String node(int index) {
        NodeProto node = proto.getNode(index);
        return "the operator " + Operator.shown(node.getOpType()) + " (node "
                + (node.getName().isEmpty() ? "number " + index : "'" + Operator.shown(node.getName()) + "'") + ")";
    }

    private ValueInfoProto single(List<ValueInfoProto> found, String what) {
        if (found.size() != 1) {
            List<String> names = found.stream().limit(5).map(info -> Operator.shown(info.getName())).toList();
            throw mistake("has " + found.size() + " " + what + "s" + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
                    + "; a model here has one. Export one that has.");
        }
        return found.get(0);
    }

    private UserMistake mistake(String what) {
        return new UserMistake(file + ": the graph " + what);
    }
}
