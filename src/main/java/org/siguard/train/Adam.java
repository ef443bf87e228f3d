package org.siguard.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015) with decoupled weight decay (Loshchilov and Hutter, 2019). Step t, for a weight w with gradient g:
 *
 * <ol>
 * <li>m ← β1 m + (1 − β1) g; v ← β2 v + (1 − β2) g²
 * <li>w ← w − η λ w, unless w is a bias
 * <li>w ← w − η (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + ε)
 * </ol>
 *
 * <p>Its own, because DJL's keeps m and v outside every memory manager, where nothing frees them.
 */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final TrainingSettings settings;
    private final List<NDArray> weights;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> squares = new ArrayList<>();
    private int steps;

    Adam(TrainingSettings settings, List<NDArray> weights, NDManager memory) {
        this.settings = settings;
        this.weights = weights;
        for (NDArray weight : weights) {
            means.add(memory.zeros(weight.getShape()));
            squares.add(memory.zeros(weight.getShape()));
        }
    }

    /** One step along the gradients that the weights carry, which it then sets to zero. */
    void step() {
        steps++;
        double meanScale = 1 / (1 - Math.pow(BETA1, steps));
        double squareScale = 1 / (1 - Math.pow(BETA2, steps));
        for (int i = 0; i < weights.size(); i++) {
            NDArray weight = weights.get(i);
            try (NDManager scratch = weight.getManager().newSubManager()) {
                NDArray gradient = weight.getGradient();
                gradient.attach(scratch);
                NDArray mean = means.get(i);
                NDArray square = squares.get(i);
                mean.muli(BETA1).addi(within(scratch, gradient.mul(1 - BETA1)));
                NDArray squared = within(scratch, gradient.square());
                square.muli(BETA2).addi(squared.muli(1 - BETA2));
                NDArray divisor = within(scratch, square.mul(squareScale));
                divisor = within(scratch, divisor.sqrt()).addi(EPSILON);
                NDArray change = within(scratch, mean.div(divisor)).muli(settings.learningRate() * meanScale);
                if (weight.getShape().dimension() > 1 && settings.weightDecay() > 0) {
                    weight.muli(1 - settings.learningRate() * settings.weightDecay());
                }
                weight.subi(change);
                gradient.muli(0);
            }
        }
    }

    private static NDArray within(NDManager scratch, NDArray array) {
        array.attach(scratch);
        return array;
    }
}
