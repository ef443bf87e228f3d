package org.siguard.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/**
 * A network as a graph of layers: every node names the nodes it reads, all of which stand before it; {@value #INPUT} is the
 * record itself. The last node is the output; where that is a softmax, running the network stops at the logits before it. Shapes
 * are checked when a spec is made.
 */
public record ModelSpec(String name, Shape input, List<Node> nodes) {
    public static final String INPUT = "input";
    /** Far more than published networks have; a file with more is damaged, or means harm. */
    public static final int MOST_NODES = 4096;
    /** The most inputs of one node. */
    public static final int MOST_INPUTS = 1024;

    /** A layer at its place in the graph. */
    public record Node(String name, Layer layer, List<String> inputs) {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    public ModelSpec {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new UserMistake("The model " + name + " has no layers.");
        }
        if (nodes.size() > MOST_NODES) {
            throw new UserMistake("The model " + name + " has " + nodes.size() + " layers; " + MOST_NODES + " are the most.");
        }
        if (input.rank() == 0) {
            throw new UserMistake("The model " + name + " has an input without axes; it must be a vector, such as [784], or a picture of "
                    + "[channels, height, width].");
        }
        inferShapes(name, input, nodes);
        for (Node node : nodes.subList(0, nodes.size() - 1)) {
            if (node.layer() instanceof Layer.Softmax) {
                throw new UserMistake("Model " + name + ", layer " + node.name() + " (softmax): may stand at the very end only.");
            }
        }
        if (logits(nodes).equals(INPUT)) {
            throw new UserMistake("The model " + name + " has no layers before its softmax.");
        }
    }

    /** A multilayer perceptron with ReLU between its layers: the widths from input to output. */
    public static ModelSpec mlp(String name, int... widths) {
        List<Node> nodes = new ArrayList<>();
        String previous = INPUT;
        for (int i = 1; i < widths.length; i++) {
            nodes.add(new Node("fc" + i, new Layer.Linear(widths[i - 1], widths[i]), List.of(previous)));
            previous = "fc" + i;
            if (i < widths.length - 1) {
                nodes.add(new Node("relu" + i, new Layer.Relu(), List.of(previous)));
                previous = "relu" + i;
            }
        }
        return new ModelSpec(name, Shape.of(widths[0]), nodes);
    }

    /** The shape that every node puts out, for one record. */
    public Map<String, Shape> shapes() {
        return inferShapes(name, input, nodes);
    }

    /** The node whose values are the logits: the last one, or that before the softmax at the end. */
    public String logits() {
        return logits(nodes);
    }

    private static String logits(List<Node> nodes) {
        Node last = nodes.get(nodes.size() - 1);
        return last.layer() instanceof Layer.Softmax ? last.inputs().get(0) : last.name();
    }

    /** The nodes that are run to get the logits: all of them but a softmax at the end. */
    public List<Node> steps() {
        return nodes.get(nodes.size() - 1).layer() instanceof Layer.Softmax ? nodes.subList(0, nodes.size() - 1) : nodes;
    }

    /** How many logits it has. */
    public int classes() {
        return shapes().get(logits()).size();
    }

    /** All weights by full name, {@code node.weight}, in the order of the nodes. */
    public Map<String, Shape> weights() {
        Map<String, Shape> out = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (Layer.Weight weight : node.layer().weights()) {
                out.put(node.name() + "." + weight.name(), weight.shape());
            }
        }
        return out;
    }

    private static Map<String, Shape> inferShapes(String model, Shape input, List<Node> nodes) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(INPUT, input);
        for (Node node : nodes) {
            if (node.inputs().size() > MOST_INPUTS) {
                throw new UserMistake("Model " + model + ", layer " + node.name() + " (" + node.layer().type() + "): has "
                        + node.inputs().size() + " inputs; " + MOST_INPUTS + " are the most.");
            }
            List<Shape> in = new ArrayList<>();
            for (String source : node.inputs()) {
                if (!shapes.containsKey(source)) {
                    throw new UserMistake("Model " + model + ", layer " + node.name() + ": reads '" + source
                            + "', which does not stand before it.");
                }
                in.add(shapes.get(source));
            }
            try {
                if (shapes.put(node.name(), node.layer().infer(in)) != null) {
                    throw new IllegalArgumentException("the name is taken by an earlier layer");
                }
            } catch (IllegalArgumentException e) {
                throw new UserMistake(
                        "Model " + model + ", layer " + node.name() + " (" + node.layer().type() + "): " + shortened(e.getMessage()) + ".",
                        e);
            }
        }
        return shapes;
    }

    /** A line's worth: a layer may have any number of inputs, all of which its message lists. */
    private static String shortened(String message) {
        return message.length() > 300 ? message.substring(0, 300) + "…" : message;
    }
}
