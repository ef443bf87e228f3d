package org.siguard.model.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.ring.Shape;

/** The layers found so far, under the names of their operators where those are fit and free. */
final class Network {
    private static final int LONGEST_NAME = 200;

    private final List<ModelSpec.Node> nodes = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Tensor> weights = new HashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of(ModelSpec.INPUT));
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final long mostBytes;
    private long bytes;

    /** No more weights are taken than this many bytes: a small file cannot ask for much by naming one tensor often. */
    Network(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A name that will be asked for later, and so is not invented for another layer. */
    void reserve(String name) {
        wanted.add(name);
    }

    List<ModelSpec.Node> nodes() {
        return nodes;
    }

    Map<String, Tensor> weights() {
        return weights;
    }

    /** Adds a layer; the tensors are its weights in the order in which it names them. */
    Value.Signal add(Operator operator, Layer layer, List<Value.Signal> inputs, Tensor... tensors) {
        return add(operator, operator.name(), layer, inputs, tensors);
    }

    /** As {@link #add(Operator, Layer, List, Tensor...)}, under a name that the operator does not have. */
    Value.Signal add(Operator operator, String name, Layer layer, List<Value.Signal> inputs, Tensor... tensors) {
        if (inputs.size() > ModelSpec.MOST_INPUTS) {
            throw operator.mistake("has " + inputs.size() + " inputs; " + ModelSpec.MOST_INPUTS + " are the most.");
        }
        if (nodes.size() == ModelSpec.MOST_NODES) {
            throw operator.mistake("is one layer more than the " + ModelSpec.MOST_NODES + " that a model may have.");
        }
        Shape shape;
        try {
            shape = layer.infer(inputs.stream().map(Value.Signal::shape).toList());
        } catch (IllegalArgumentException e) {
            throw operator.mistake(Operator.shown(e.getMessage(), 300) + ".");
        }
        String own = free(name, layer);
        List<Layer.Weight> named = layer.weights();
        for (int i = 0; i < named.size(); i++) {
            put(operator, own + "." + named.get(i).name(), named.get(i).shape(), tensors[i]);
        }
        places.put(own, nodes.size());
        nodes.add(new ModelSpec.Node(own, layer, inputs.stream().map(Value.Signal::node).toList()));
        return new Value.Signal(own, shape);
    }

    /** Gives a bias to a layer that has none, as PyTorch writes x W + b in two operators; false if that layer takes none. */
    boolean addBias(Operator operator, String name, Value.Numbers bias) {
        int place = places.get(name);
        ModelSpec.Node node = nodes.get(place);
        if (!(node.layer() instanceof Layer.Linear linear) || linear.bias() || !spreads(bias.shape(), linear.outputs())) {
            return false;
        }
        nodes.set(place, new ModelSpec.Node(name, new Layer.Linear(linear.inputs(), linear.outputs()), node.inputs()));
        put(operator, name + ".bias", Shape.of(linear.outputs()), spread(bias, linear.outputs(), 1));
        return true;
    }

    /** Whether numbers of a shape are one for each of so many outputs, or one for all. */
    static boolean spreads(Shape shape, int outputs) {
        return shape.size() == 1 || (shape.size() == outputs && shape.extent(-1) == outputs);
    }

    /** A bias as a tensor: times a factor, one number for each of so many outputs. */
    static Tensor spread(Value.Numbers bias, int outputs, double factor) {
        float[] data = bias.data();
        float[] out = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            out[i] = (float) (factor * data[data.length == 1 ? 0 : i]);
        }
        return new Tensor(Shape.of(outputs), out);
    }

    private void put(Operator operator, String name, Shape shape, Tensor tensor) {
        if (!tensor.shape().equals(shape)) {
            throw operator.mistake("wants a " + name.substring(name.lastIndexOf('.') + 1) + " of the shape " + shape + ", gets "
                    + tensor.shape() + ".");
        }
        for (float value : tensor.data()) {
            if (!Float.isFinite(value)) {
                throw operator.mistake("has a weight that holds " + value + ", which is no finite number; train or export the model anew.");
            }
        }
        bytes += 4L * tensor.data().length;
        if (bytes > mostBytes) {
            throw operator.mistake("uses weights that were used before; altogether the layers want more than " + mostBytes
                    + " bytes of weights, far more than the file holds.");
        }
        weights.put(name, tensor);
    }

    private String free(String name, Layer layer) {
        if (fit(name) && taken.add(name)) {
            return name;
        }
        String type = layer.type().toLowerCase(Locale.ROOT);
        while (true) {
            String made = type + counters.merge(type, 1, Integer::sum);
            if (!wanted.contains(made) && taken.add(made)) {
                return made;
            }
        }
    }

    /** Whether a model file may use a name. */
    static boolean fit(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.equals(name.replaceAll("\\p{Cntrl}", ""));
    }
}
