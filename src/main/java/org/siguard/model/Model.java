package org.siguard.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** A network with its weights, of which none is missing, of another shape, or not a number, and no variance is below nought. */
public record Model(ModelSpec spec, Map<String, Tensor> weights) {
    public Model {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, Shape> wanted : spec.weights().entrySet()) {
            Tensor tensor = weights.get(wanted.getKey());
            if (tensor == null) {
                throw new UserMistake("Model " + spec.name() + ": the weight " + wanted.getKey() + " is missing.");
            }
            if (!tensor.shape().equals(wanted.getValue())) {
                throw new UserMistake("Model " + spec.name() + ": the weight " + wanted.getKey() + " must have the shape "
                        + wanted.getValue() + ", not " + tensor.shape() + ".");
            }
            for (float value : tensor.data()) {
                if (!Float.isFinite(value)) {
                    throw new UserMistake("Model " + spec.name() + ": the weight " + wanted.getKey() + " holds " + value
                            + ", which is no finite number.");
                }
            }
            ordered.put(wanted.getKey(), tensor);
        }
        for (ModelSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof Layer.BatchNorm norm) {
                requireVariance(spec.name(), node.name(), norm, ordered.get(node.name() + ".variance"));
            }
        }
        weights = Collections.unmodifiableMap(ordered);
    }

    /** What is divided by its root must be positive. */
    private static void requireVariance(String model, String layer, Layer.BatchNorm norm, Tensor variance) {
        for (float value : variance.data()) {
            if (!(value + norm.epsilon() > 0)) {
                throw new UserMistake("Model " + model + ", layer " + layer + " (batchnorm): has the variance " + value
                        + " and the epsilon " + norm.epsilon() + ", which do not add up to more than 0; train or export the model anew.");
            }
        }
    }

    public Tensor weight(String name) {
        return weights.get(name);
    }
}
