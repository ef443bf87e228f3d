package org.siguard.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.siguard.ring.Shape;

/** Runs a network in double precision, on one record at a time: the reference that secure inference is compared with. */
public final class PlainInference {
    private final Model model;
    private final Map<String, Shape> shapes;
    private final LastUse lastUse;
    private final Map<String, Affine> affines = new HashMap<>();

    public PlainInference(Model model) {
        this.model = model;
        this.shapes = model.spec().shapes();
        this.lastUse = new LastUse(model.spec());
        for (ModelSpec.Node node : model.spec().nodes()) {
            if (node.layer() instanceof Layer.BatchNorm norm) {
                affines.put(node.name(), Affine.of(model, node, norm));
            }
        }
    }

    /** The logits of every record. */
    public double[][] logits(List<float[]> records) {
        double[][] out = new double[records.size()][];
        for (int i = 0; i < out.length; i++) {
            out[i] = logits(widened(records.get(i)));
        }
        return out;
    }

    /** The logits of records in double precision, such as another network's outputs. */
    public double[][] logits(double[][] records) {
        double[][] out = new double[records.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = logits(records[i]);
        }
        return out;
    }

    /** The softmax of every record's logits. */
    public double[][] probabilities(List<float[]> records) {
        double[][] out = logits(records);
        for (int i = 0; i < out.length; i++) {
            out[i] = softmax(out[i]);
        }
        return out;
    }

    private static double[] widened(float[] record) {
        double[] out = new double[record.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = record[i];
        }
        return out;
    }

    private double[] logits(double[] record) {
        ModelSpec spec = model.spec();
        if (record.length != spec.input().size()) {
            throw new IllegalArgumentException("a record of " + record.length + " numbers for an input of " + spec.input());
        }
        Map<String, double[]> values = new HashMap<>();
        values.put(ModelSpec.INPUT, record);
        for (ModelSpec.Node node : spec.steps()) {
            values.put(node.name(), apply(node, node.inputs().stream().map(values::get).toList()));
            lastUse.at(node.name()).forEach(values::remove);
        }
        return values.get(spec.logits());
    }

    private double[] apply(ModelSpec.Node node, List<double[]> in) {
        double[] x = in.get(0);
        Shape from = shapes.get(node.inputs().get(0));
        Shape to = shapes.get(node.name());
        return switch (node.layer()) {
            case Layer.Linear linear -> PlainLayers.linear(x, weight(node), bias(node));
            case Layer.Conv2d conv -> PlainLayers.convolution(x, from, to, conv, weight(node), bias(node));
            case Layer.BatchNorm norm -> PlainLayers.affine(x, affines.get(node.name()));
            case Layer.Relu relu -> Activations.map(x, v -> Math.max(v, 0));
            case Layer.Relu6 relu6 -> Activations.map(x, v -> Math.min(Math.max(v, 0), 6));
            case Layer.LeakyRelu leaky -> Activations.map(x, v -> v > 0 ? v : leaky.slope() * v);
            case Layer.Gelu gelu -> Activations.map(x, Activations::gelu);
            case Layer.Silu silu -> Activations.map(x, Activations::silu);
            case Layer.MaxPool pool -> PlainLayers.maxPool(x, from, to, pool);
            case Layer.AvgPool pool -> PlainLayers.avgPool(x, from, to, pool);
            case Layer.GlobalAvgPool pool -> PlainLayers.globalAvgPool(x, from.extent(0));
            case Layer.Add add -> PlainLayers.add(in);
            case Layer.Concat concat -> PlainLayers.concat(in);
            case Layer.Flatten flatten -> x;
            case Layer.Dropout dropout -> x;
            case Layer.Softmax softmax -> throw new IllegalStateException("a softmax is no step to the logits");
        };
    }

    private Tensor weight(ModelSpec.Node node) {
        return model.weight(node.name() + ".weight");
    }

    /** Null where the layer has none. */
    private Tensor bias(ModelSpec.Node node) {
        return model.weight(node.name() + ".bias");
    }

    /** Softmax in double precision, the maximum subtracted; the same bits on every processor. */
    public static double[] softmax(double[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (double z : logits) {
            max = Math.max(max, z);
        }
        double[] out = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = StrictMath.exp(logits[i] - max);
            sum += out[i];
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
        return out;
    }
}
