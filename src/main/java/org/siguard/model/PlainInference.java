package org.siguard.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a network in floating point, on one record at a time. */
public final class PlainInference {
    private final Model model;

    public PlainInference(Model model) {
        this.model = model;
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
        Map<String, double[]> values = new HashMap<>();
        double[] value = record;
        values.put(ModelSpec.INPUT, value);
        for (ModelSpec.Node node : model.spec().nodes()) {
            List<double[]> in = new ArrayList<>();
            node.inputs().forEach(name -> in.add(values.get(name)));
            value = apply(node, in);
            values.put(node.name(), value);
        }
        return value;
    }

    private double[] apply(ModelSpec.Node node, List<double[]> in) {
        double[] x = in.get(0);
        return switch (node.layer()) {
            case Layer.Linear linear -> linear(model.weight(node.name() + ".weight"), model.weight(node.name() + ".bias"), x);
            case Layer.Relu relu -> java.util.Arrays.stream(x).map(v -> Math.max(v, 0)).toArray();
            case Layer.Flatten flatten -> x;
            default -> throw new org.siguard.base.UserMistake("not yet");
        };
    }

    private static double[] linear(Tensor weight, Tensor bias, double[] x) {
        double[] out = new double[bias.data().length];
        for (int o = 0, w = 0; o < out.length; o++) {
            double sum = bias.data()[o];
            for (double value : x) {
                sum += weight.data()[w++] * value;
            }
            out[o] = sum;
        }
        return out;
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
