package org.siguard.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.ring.Shape;

/** Strings layers together: every call adds a node that reads the one before, and sizes follow from what it reads. */
final class SpecBuilder {
    private final String name;
    private final Shape input;
    private final double width;
    private final List<ModelSpec.Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private String last = ModelSpec.INPUT;

    /** @param width all channels that a network is free in are multiplied by it */
    SpecBuilder(String name, double width, int... input) {
        this.name = name;
        this.width = width;
        this.input = Shape.of(input);
        shapes.put(last, this.input);
    }

    /** The node that was added last. */
    String last() {
        return last;
    }

    /** Goes on from an earlier node. */
    SpecBuilder from(String node) {
        last = node;
        return this;
    }

    /** A number of channels, as this width has it. */
    int wide(int channels) {
        return (int) Math.max(1, Math.round(channels * width));
    }

    int channels() {
        return shapes.get(last).extent(0);
    }

    SpecBuilder then(String node, Layer layer) {
        return add(node, layer, List.of(last));
    }

    SpecBuilder add(String node, Layer layer, List<String> inputs) {
        nodes.add(new ModelSpec.Node(node, layer, inputs));
        shapes.put(node, layer.infer(inputs.stream().map(shapes::get).toList()));
        last = node;
        return this;
    }

    /** A square convolution with a bias. */
    SpecBuilder conv(String node, int out, int kernel, int padding) {
        return then(node, Layer.Conv2d.square(channels(), out, kernel, 1, padding, true));
    }

    /** A square convolution that keeps the picture's size at a stride of 1, and a batch normalisation instead of the bias. */
    SpecBuilder convNorm(String node, int out, int kernel, int stride) {
        then(node, Layer.Conv2d.square(channels(), out, kernel, stride, kernel / 2, false));
        return then(node + ".norm", new Layer.BatchNorm(out, 1e-5));
    }

    SpecBuilder linear(String node, int outputs) {
        if (shapes.get(last).rank() > 1) {
            then("flatten", new Layer.Flatten());
        }
        return then(node, new Layer.Linear(channels(), outputs));
    }

    SpecBuilder relu(String node) {
        return then(node, new Layer.Relu());
    }

    ModelSpec build() {
        return new ModelSpec(name, input, nodes);
    }
}
