package org.siguard.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.siguard.base.UserMistake;
import org.siguard.mpc.simc.LinearLayer;
import org.siguard.mpc.simc.ReluNetwork;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Convolution;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.WindowSum;

/**
 * Goes along a network's nodes and lays it out as one chain of linear layers and activations. Between two activations every value is an expression ({@link FieldExpression}); at an activation
 * a layer is laid down, and whatever is needed later goes through the activation beside it: it comes from ReLUs, so it passes unchanged. That is how branches become a chain.
 */
final class FieldWalk {
    private final Model model;
    private final Map<String, Shape> shapes;
    private final LastUse lastUse;
    private final Map<String, FieldExpression> values = new LinkedHashMap<>();
    /** Activations that were done before the maximum in front of them, which comes to the same. */
    private final Set<String> done = new TreeSet<>();
    private final List<LinearLayer> layers = new ArrayList<>();
    private final List<ReluNetwork.Activation> activations = new ArrayList<>();
    private int width;

    FieldWalk(Model model) {
        this.model = model;
        this.shapes = model.spec().shapes();
        this.lastUse = new LastUse(model.spec());
        this.width = model.spec().input().size();
        values.put(ModelSpec.INPUT, FieldExpression.of(new FieldStretch(0, width, false, false)));
    }

    FieldNetwork walk() {
        for (ModelSpec.Node node : model.spec().steps()) {
            FieldExpression value = place(node);
            lastUse.at(node.name()).forEach(values::remove);
            values.put(node.name(), value);
        }
        FieldExpression logits = values.get(model.spec().logits());
        if (!logits.isWeighted() || logits.divisor() != 1) {
            throw new UserMistake(
                    "The model " + model.spec().name() + " does not end with a linear layer or a convolution, as these protocols want it.");
        }
        int size = shapes.get(model.spec().logits()).size();
        layers.add(new LinearLayer(width, logits.laid(0, size), logits.constant(size)));
        return new FieldNetwork(model.spec().name(), new ReluNetwork(PrimeField.SIMC, layers, activations), logits.bits());
    }

    private FieldExpression place(ModelSpec.Node node) {
        FieldExpression value = values.get(node.inputs().getFirst());
        Shape in = shapes.get(node.inputs().getFirst());
        return switch (node.layer()) {
            case Layer.Linear linear -> weighted(node, value, Bilinear.MATRIX_TRANSPOSED, Shape.of(1, in.size()), 1);
            case Layer.Conv2d conv -> {
                Shape out = shapes.get(node.name());
                yield weighted(node, value, new Convolution(conv.stride(), conv.padding(), conv.groups()),
                        Shape.of(1, in.extent(0), in.extent(1), in.extent(2)), out.extent(1) * out.extent(2));
            }
            case Layer.AvgPool pool -> {
                if (pool.padding() > 0 && !pool.includePadding()) {
                    throw refused(node, "divides by different counts at the edge, which has no form here");
                }
                yield mean(node, value, in, pool.kernel(), pool.stride(), pool.padding());
            }
            case Layer.GlobalAvgPool pool when in.extent(1) == in.extent(2) -> mean(node, value, in, in.extent(1), 1, 0);
            case Layer.MaxPool pool -> maximum(node, value, pool, in);
            case Layer.Add add -> sum(node);
            case Layer.Relu relu -> done.contains(node.name()) ? value : activate(node, value, false);
            case Layer.Relu6 relu -> done.contains(node.name()) ? value : activate(node, value, true);
            case Layer.Flatten flatten -> value;
            case Layer.Dropout dropout -> value;
            default ->
                throw refused(node, "has no form here: inference between two parties takes linear layers, ReLU and what is made of them");
        };
    }

    private FieldExpression weighted(ModelSpec.Node node, FieldExpression value, Bilinear map, Shape in, int places) {
        if (value.isWeighted()) {
            throw refused(node, "follows another layer with weights, and an activation must stand between them");
        }
        Tensor weight = model.weight(node.name() + ".weight");
        Tensor constant = model.weight(node.name() + ".bias");
        RingTensor integers = RingTensor.of(weight.shape(), integers(node, weight.data(), FieldNetwork.FRACTIONAL_BITS, value.divisor()));
        int outputs = weight.shape().extent(0);
        long[] each =
                constant == null ? new long[outputs] : integers(node, constant.data(), value.bits() + FieldNetwork.FRACTIONAL_BITS, 1);
        long[] bias = new long[outputs * places];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = each[i / places];
        }
        return value.weighted(new LinearLayer.Product(map, in, integers), bias);
    }

    private long[] integers(ModelSpec.Node node, float[] values, int fractionalBits, double over) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.round(Math.scalb(values[i] / over, fractionalBits));
            if (Math.abs(out[i]) >= PrimeField.SIMC.half()) {
                throw refused(node, "has the weight " + values[i] + ", which the field of 44 bits does not hold");
            }
        }
        return out;
    }

    /** A sum: what a power of two divides it by is fractional bits, any other divisor goes into the weights behind. */
    private FieldExpression mean(ModelSpec.Node node, FieldExpression value, Shape in, int kernel, int stride, int padding) {
        Shape out = shapes.get(node.name());
        int count = kernel * kernel;
        int twos = Integer.numberOfTrailingZeros(count);
        if (value.isWeighted() && count >> twos != 1) {
            throw refused(node, "divides by " + count + " behind a layer with weights, and no weights follow that could do it instead");
        }
        return value.through(
                new LinearLayer.Product(new WindowSum(kernel, stride, padding), Shape.of(1, in.extent(0), in.extent(1), in.extent(2)),
                        RingTensor.filled(Shape.of(out.extent(1), out.extent(2)), 1)),
                twos, count >> twos);
    }

    private FieldExpression sum(ModelSpec.Node node) {
        FieldExpression sum = null;
        for (String input : node.inputs()) {
            FieldExpression value = values.get(input);
            if (sum != null && sum.divisor() != value.divisor()) {
                throw refused(node, "adds a mean to something else, of which one must be divided first");
            }
            sum = sum == null ? value : sum.plus(value, shapes.get(node.name()).size());
        }
        return sum;
    }

    private FieldExpression activate(ModelSpec.Node node, FieldExpression value, boolean capped) {
        if (value.divisor() != 1) {
            throw refused(node, "follows a mean over a count that is no power of two, and weights must stand between them");
        }
        FieldStretch stretch = lay(node, value, shapes.get(node.name()).size(), capped ? 6L << value.bits() : 0,
                value.bits() - FieldNetwork.FRACTIONAL_BITS, capped);
        return FieldExpression.of(stretch);
    }

    /** Behind an activation, or before the one activation that reads it, which is done first. */
    private FieldExpression maximum(ModelSpec.Node node, FieldExpression value, Layer.MaxPool pool, Shape in) {
        FieldStretch stretch = value.alone();
        if (stretch == null || !stretch.passes(false)) {
            boolean[] capped = new boolean[1];
            activationBehind(node, capped);
            if (value.divisor() != 1) {
                throw refused(node, "follows a mean over a count that is no power of two, and weights must stand between them");
            }
            stretch = lay(node, value, in.size(), capped[0] ? 6L << value.bits() : 0, value.bits() - FieldNetwork.FRACTIONAL_BITS,
                    capped[0]);
        }
        FieldMaximum maximum = new FieldMaximum(pool, in, shapes.get(node.name()));
        boolean below6 = stretch.isCapped();
        FieldExpression last = FieldExpression.of(stretch);
        while (!maximum.isDecided()) {
            int size = maximum.width();
            last = FieldExpression.of(lay(node, last.through(maximum.round(), 0, 1), size, 0, 0, below6));
        }
        return last.through(maximum.result(), 0, 1);
    }

    private void activationBehind(ModelSpec.Node node, boolean[] capped) {
        List<ModelSpec.Node> readers =
                model.spec().steps().stream().filter(each -> each.inputs().contains(node.name())).toList();
        if (readers.size() != 1
                || !(readers.getFirst().layer() instanceof Layer.Relu || readers.getFirst().layer() instanceof Layer.Relu6)) {
            throw refused(node, "takes maxima of numbers that may be negative, with no ReLU right before or behind it");
        }
        capped[0] = readers.getFirst().layer() instanceof Layer.Relu6;
        done.add(readers.getFirst().name());
    }

    /** Lays a layer and its activation down, and passes on what is needed later. */
    private FieldStretch lay(ModelSpec.Node node, FieldExpression value, int size, long cap, int shift, boolean below6) {
        List<LinearLayer.Part> parts = new ArrayList<>(value.laid(0, size));
        Map<FieldStretch, Integer> moved = new IdentityHashMap<>();
        int at = size;
        for (FieldStretch needed : needed(node)) {
            if (!needed.passes(cap != 0)) {
                throw refused(node, "stands beside a branch whose numbers no activation passes on unchanged");
            }
            parts.add(new LinearLayer.Part(needed.from(), at, List.of(LinearLayer.Selection.scale(needed.size(), 1L << shift))));
            moved.put(needed, at);
            at += needed.size();
        }
        long[] bias = Arrays.copyOf(value.constant(size), at);
        layers.add(new LinearLayer(width, parts, bias));
        activations.add(new ReluNetwork.Activation(cap, shift));
        moved.forEach(FieldStretch::moveTo);
        width = at;
        return new FieldStretch(0, size, true, below6);
    }

    /** What values still to be read are made of, this node being done. */
    private List<FieldStretch> needed(ModelSpec.Node node) {
        List<String> ending = lastUse.at(node.name());
        List<FieldStretch> out = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!ending.contains(name)) {
                value.parts().stream().map(FieldExpression.Part::of).filter(each -> !out.contains(each)).forEach(out::add);
            }
        });
        return out;
    }

    private UserMistake refused(ModelSpec.Node node, String why) {
        return new UserMistake("Model " + model.spec().name() + ", layer " + node.name() + " (" + node.layer().type() + "): " + why
                + ". Take a three-party engine, or a network such as simc-mnist or mlp.");
    }
}
