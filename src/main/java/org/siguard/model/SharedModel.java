package org.siguard.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Shape;

/**
 * A network whose weights are secret: the model owner shares them, each server takes its part, and runs the network on shared
 * records. The architecture is known to all.
 *
 * <p>The model is run as it is; who wants it fast shares {@link Folding#of} it, and all parties then know the folded spec.
 */
public final class SharedModel {
    private static final String SCALE = ".scale";
    private static final String SHIFT = ".shift";

    private final FullRing engine;
    private final ModelSpec spec;
    private final Map<String, Shape> shapes;
    private final LastUse lastUse;
    private final SharedLayers layers;
    private final Map<String, Shared> weights = new HashMap<>();

    /** Told by a server, in its own thread, of every layer it is about to run. */
    @FunctionalInterface
    public interface Steps {
        /**
         * @param step  which one, counted from 0
         * @param steps how many there are
         */
        void begin(ModelSpec.Node node, int step, int steps);

        Steps UNWATCHED = (node, step, steps) -> {
        };
    }

    private SharedModel(FullRing engine, ModelSpec spec) {
        this.engine = engine;
        this.spec = spec;
        this.shapes = spec.shapes();
        this.lastUse = new LastUse(spec);
        this.layers = new SharedLayers(engine);
    }

    /**
     * Tells the owner of weights that are too large for the fixed point before anything runs. Of a batch normalisation only what it comes
     * down to is shared; where it was folded, it is named beside the layer that it went into.
     */
    static void requireEncodable(Folding folding, FixedPoint fixedPoint) {
        Model model = folding.folded();
        for (ModelSpec.Node node : model.spec().steps()) {
            String layer = "Model " + model.spec().name() + ", layer " + node.name() + " (" + node.layer().type() + ")";
            if (node.layer() instanceof Layer.BatchNorm norm) {
                Affine affine = Affine.of(model, node, norm);
                requireEncodable(layer + ": its gamma / sqrt(variance + epsilon)", affine.scale(), fixedPoint);
                requireEncodable(layer + ": its beta - mean gamma / sqrt(variance + epsilon)", affine.shift(), fixedPoint);
            } else {
                List<String> norms = folding.within(node.name());
                String with = norms.isEmpty() ? "" : ", with the batch normalisation " + String.join(" and ", norms) + " multiplied in,";
                for (Layer.Weight weight : node.layer().weights()) {
                    String name = node.name() + "." + weight.name();
                    requireEncodable(layer + ": the weight " + name + with, widened(model.weight(name).data()), fixedPoint);
                }
            }
        }
    }

    private static double[] widened(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    private static void requireEncodable(String what, double[] values, FixedPoint fixedPoint) {
        for (double value : values) {
            if (!(Math.abs(value) < fixedPoint.valueBound())) {
                throw new UserMistake(what + " holds " + (float) value + ", too large to compute with at " + fixedPoint.fractionalBits()
                        + " fractional bits: scale it down.");
            }
        }
    }

    /** The owner's part: hands over the weights; of a batch normalisation only what it comes down to. */
    public static void own(Outsider owner, Model model, FixedPoint fixedPoint) {
        for (ModelSpec.Node node : model.spec().steps()) {
            if (node.layer() instanceof Layer.BatchNorm norm) {
                Affine affine = Affine.of(model, node, norm);
                owner.share(fixedPoint.encode(Shape.of(norm.channels()), affine.scale()));
                owner.share(fixedPoint.encode(Shape.of(norm.channels()), affine.shift()));
            } else {
                for (Layer.Weight weight : node.layer().weights()) {
                    owner.share(fixedPoint.encode(weight.shape(), model.weight(node.name() + "." + weight.name()).data()));
                }
            }
        }
    }

    /** A server's part: takes the weights the owner shares. */
    public static SharedModel take(FullRing engine, ModelSpec spec) {
        SharedModel model = new SharedModel(engine, spec);
        secrets(spec).forEach((name, shape) -> model.weights.put(name, engine.input(Outside.OWNER, shape)));
        return model;
    }

    /** What the owner shares, in this order. */
    static Map<String, Shape> secrets(ModelSpec spec) {
        Map<String, Shape> out = new LinkedHashMap<>();
        for (ModelSpec.Node node : spec.steps()) {
            if (node.layer() instanceof Layer.BatchNorm norm) {
                out.put(node.name() + SCALE, Shape.of(norm.channels()));
                out.put(node.name() + SHIFT, Shape.of(norm.channels()));
            } else {
                node.layer().weights().forEach(weight -> out.put(node.name() + "." + weight.name(), weight.shape()));
            }
        }
        return out;
    }

    /**
     * The operation under which a layer's costs are counted. Its name may be anything, and PyTorch's are full of slashes, which in a path
     * of operations stand between an outer and an inner one: so here they are written ~1, and ~ itself ~0, as in a JSON pointer.
     */
    public static String path(String layer) {
        return "layer/" + layer.replace("~", "~0").replace("/", "~1");
    }

    public Shared weight(String name) {
        return weights.get(name);
    }

    /** The logits of a batch of records: [n, …] to [n, classes]. */
    public Shared logits(Shared records) {
        return logits(records, Steps.UNWATCHED);
    }

    /** The same, told of every step. */
    public Shared logits(Shared records, Steps watcher) {
        Map<String, Shared> values = new HashMap<>();
        values.put(ModelSpec.INPUT, records);
        List<ModelSpec.Node> steps = spec.steps();
        for (int step = 0; step < steps.size(); step++) {
            ModelSpec.Node node = steps.get(step);
            watcher.begin(node, step, steps.size());
            List<Shared> in = node.inputs().stream().map(values::get).toList();
            values.put(node.name(), engine.meter().in(path(node.name()), () -> apply(node, in)));
            lastUse.at(node.name()).forEach(values::remove);
        }
        return layers.flatten(values.get(spec.logits()));
    }

    private Shared apply(ModelSpec.Node node, List<Shared> in) {
        Shared x = in.get(0);
        Shape from = shapes.get(node.inputs().get(0));
        Shape to = shapes.get(node.name());
        return switch (node.layer()) {
            case Layer.Linear linear -> layers.linear(x, part(node, ".weight"), part(node, ".bias"));
            case Layer.Conv2d conv -> layers.convolution(x, conv, part(node, ".weight"), part(node, ".bias"));
            case Layer.BatchNorm norm -> layers.affine(x, part(node, SCALE), part(node, SHIFT));
            case Layer.Relu relu -> layers.relu(x);
            case Layer.Relu6 relu6 -> layers.relu6(x);
            case Layer.LeakyRelu leaky -> layers.leakyRelu(x, leaky.slope());
            case Layer.Gelu gelu -> layers.curved(x, Curve.GELU);
            case Layer.Silu silu -> layers.curved(x, Curve.SILU);
            case Layer.MaxPool pool -> new MaxTournament(engine, pool).of(x, to);
            case Layer.AvgPool pool -> layers.avgPool(x, pool, from, to);
            case Layer.GlobalAvgPool pool -> layers.globalAvgPool(x);
            case Layer.Add add -> layers.add(in);
            case Layer.Concat concat -> layers.concat(in, to);
            case Layer.Flatten flatten -> layers.flatten(x);
            case Layer.Dropout dropout -> x;
            case Layer.Softmax softmax -> throw new IllegalStateException("a softmax is no step to the logits");
        };
    }

    /** Null where the layer has none. */
    private Shared part(ModelSpec.Node node, String name) {
        return weights.get(node.name() + name);
    }
}
