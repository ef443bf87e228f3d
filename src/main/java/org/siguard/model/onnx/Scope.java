package org.siguard.model.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.model.ModelSpec;

/** The values of a graph by name. One that was read for the last time is let go: weights are large. */
final class Scope {
    private final Graph graph;
    private final String file;
    private final long batch;
    private final Map<String, Integer> uses;
    private final Map<String, Value> values = new HashMap<>();

    Scope(Graph graph, String file, List<Integer> order) {
        this.graph = graph;
        this.file = file;
        this.uses = graph.uses(order);
        values.put(graph.inputName(), new Value.Signal(ModelSpec.INPUT, graph.record()));
        this.batch = graph.batch();
    }

    /** The number of records in a batch, or {@link Value.Wholes#BATCH} if any. */
    long batch() {
        return batch;
    }

    /** Whether an optional input is there. */
    boolean has(Operator operator, int input) {
        return input < operator.inputs().size() && !operator.inputs().get(input).isEmpty();
    }

    /** Whether nothing but its next operator reads what an operator puts out. */
    boolean readOnce(Operator operator) {
        return uses.getOrDefault(operator.outputs().get(0), 0) == 1;
    }

    Value value(Operator operator, int input) {
        if (!has(operator, input)) {
            throw operator.mistake("lacks its input " + (input + 1) + ".");
        }
        return value(operator.inputs().get(input));
    }

    private Value value(String name) {
        return values.computeIfAbsent(name, key -> TensorValues.read(graph.initializers().get(key),
                file + ": the tensor '" + Operator.shown(key) + "'"));
    }

    /** What a layer puts out. */
    Value.Signal signal(Operator operator, int input) {
        return switch (value(operator, input)) {
            case Value.Signal signal -> signal;
            case Value.Term term ->
                throw operator.mistake("reads a part of an activation (sigmoid, erf or a product with a number) that is not "
                        + "supported here; supported are x·sigmoid(x), which is SiLU, and x·(1 + erf(x/√2))/2, which is GELU.");
            case Value.Numbers numbers ->
                throw operator.mistake("has a fixed tensor as input " + (input + 1) + ", where a layer's output is wanted.");
            case Value.Wholes wholes ->
                throw operator.mistake("has whole numbers as input " + (input + 1) + ", where a layer's output is wanted.");
        };
    }

    /** Numbers that stand in the file. */
    Value.Numbers numbers(Operator operator, int input) {
        if (value(operator, input) instanceof Value.Numbers numbers) {
            return numbers;
        }
        throw operator.mistake("must have fixed numbers as input " + (input + 1) + ", such as a trained weight.");
    }

    /** Whole numbers that stand in the file or follow from shapes. */
    Value.Wholes wholes(Operator operator, int input) {
        if (value(operator, input) instanceof Value.Wholes wholes) {
            return wholes;
        }
        throw operator.mistake("must have fixed whole numbers as input " + (input + 1) + ".");
    }

    /** Keeps what an operator puts out, and lets go of what it was the last to read. */
    void put(Operator operator, Value value) {
        List<String> outputs = operator.outputs();
        if (outputs.isEmpty() || outputs.get(0).isEmpty()) {
            throw operator.mistake("has no output.");
        }
        for (String more : outputs.subList(1, outputs.size())) {
            if (uses.getOrDefault(more, 0) > 0) {
                throw operator.mistake("has a second output that is used, '" + Operator.shown(more) + "'; only the first is supported.");
            }
        }
        values.put(outputs.get(0), value);
        for (String input : operator.inputs()) {
            if (uses.merge(input, -1, Integer::sum) == 0) {
                values.remove(input);
            }
        }
    }

    /** The layer whose output is the graph's. */
    Value.Signal output() {
        return switch (value(graph.outputName())) {
            case Value.Signal signal -> signal;
            case Value.Term term ->
                throw new UserMistake(file + ": the graph ends in a part of an activation (sigmoid, erf or a product with a "
                        + "number), which is not supported. Export the network up to its logits.");
            case Value.Numbers numbers -> throw constant();
            case Value.Wholes wholes -> throw constant();
        };
    }

    private UserMistake constant() {
        return new UserMistake(file + ": the graph's output does not depend on its input. Check that it is the right file.");
    }
}
