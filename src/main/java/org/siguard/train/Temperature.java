package org.siguard.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;

/**
 * The softmax temperature of a released model, applied once and for all: dividing the last linear layer's weights by T divides
 * the logits by T, so that secure inference needs no step of its own for it. The label stays the same, the confidence does not.
 */
final class Temperature {
    private Temperature() {
    }

    static Model applied(Model model, double temperature) {
        if (temperature == 1) {
            return model;
        }
        String last = lastLinear(model.spec());
        Map<String, Tensor> weights = new LinkedHashMap<>(model.weights());
        for (String name : new String[] {last + ".weight", last + ".bias"}) {
            weights.computeIfPresent(name, (key, tensor) -> divided(tensor, temperature));
        }
        return new Model(model.spec(), weights);
    }

    /** Refuses a network whose logits cannot be scaled; better before a training than after it. */
    static void requireFit(ModelSpec spec, TrainingSettings settings) {
        if (settings.temperature() != 1) {
            lastLinear(spec);
        }
    }

    /** Goes back from the logits over layers that a factor passes through. */
    private static String lastLinear(ModelSpec spec) {
        Map<String, ModelSpec.Node> nodes = new LinkedHashMap<>();
        spec.nodes().forEach(node -> nodes.put(node.name(), node));
        ModelSpec.Node node = nodes.get(spec.logits());
        while (node != null) {
            switch (node.layer()) {
                case Layer.Linear linear -> {
                    return node.name();
                }
                case Layer.Conv2d conv -> {
                    return node.name();
                }
                case Layer.Flatten flatten -> node = nodes.get(node.inputs().get(0));
                case Layer.GlobalAvgPool pool -> node = nodes.get(node.inputs().get(0));
                case Layer.AvgPool pool -> node = nodes.get(node.inputs().get(0));
                case Layer.Dropout dropout -> node = nodes.get(node.inputs().get(0));
                default -> throw new UserMistake("Training " + spec.name() + ": a temperature is applied by scaling the last linear layer, "
                        + "but the logits come from " + node.name() + " (" + node.layer().type() + "); end the network with a linear "
                        + "layer, or set " + TrainingSettings.TEMPERATURE.key() + " to 1.");
            }
        }
        throw new UserMistake("Training " + spec.name() + ": there is no linear layer to apply a temperature to; set "
                + TrainingSettings.TEMPERATURE.key() + " to 1.");
    }

    private static Tensor divided(Tensor tensor, double temperature) {
        float[] numbers = tensor.data().clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (numbers[i] / temperature);
        }
        return new Tensor(tensor.shape(), numbers);
    }
}
