package org.siguard.train;

import java.util.List;

/**
 * Makes steps of gradients. In plain Java, one pass over all weights as one array: libtorch would take ten, through as many
 * calls a tensor; and DJL's own keeps its state outside every memory manager, where nothing frees it.
 *
 * <p>For a weight w with gradient g, in step t at rate η, with decay λ (of matrices and kernels only, not of biases and
 * normalisations):
 *
 * <ul>
 * <li>sgd: u ← μ u + g + λ w; w ← w − η u
 * <li>adam (Kingma and Ba 2015): g ← g + λ w; m ← β1 m + (1 − β1) g; v ← β2 v + (1 − β2) g²;
 * w ← w − η (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + ε)
 * <li>adamw (Loshchilov and Hutter 2019): w ← w − η λ w, then as adam with λ = 0
 * </ul>
 */
final class Optimiser {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final List<Network.Part> parts;
    private final String rule;
    private final float momentum;
    private final double decay;
    private final float[] first;
    private final float[] second;
    private long steps;

    Optimiser(TrainingSettings settings, List<Network.Part> parts, int size) {
        this.parts = parts;
        this.rule = settings.values().get(TrainingSettings.OPTIMISER);
        this.momentum = settings.values().get(TrainingSettings.MOMENTUM).floatValue();
        this.decay = settings.weightDecay();
        this.first = new float[size];
        this.second = new float[rule.equals("sgd") ? 0 : size];
    }

    /** One step along a gradient, which it may use up. */
    void step(float[] weights, float[] gradient, double rate) {
        steps++;
        for (Network.Part part : parts) {
            int to = part.from() + part.size();
            float lambda = part.decays() ? (float) decay : 0;
            if (rule.equals("sgd")) {
                momentum(weights, gradient, part.from(), to, lambda, (float) rate);
            } else if (rule.equals("adam")) {
                adam(weights, gradient, part.from(), to, lambda, 1, rate);
            } else {
                adam(weights, gradient, part.from(), to, 0, (float) (1 - rate * lambda), rate);
            }
        }
    }

    private void momentum(float[] w, float[] g, int from, int to, float lambda, float rate) {
        for (int i = from; i < to; i++) {
            float moved = momentum * first[i] + (g[i] + lambda * w[i]);
            first[i] = moved;
            w[i] -= rate * moved;
        }
    }

    private void adam(float[] w, float[] g, int from, int to, float lambda, float shrink, double rate) {
        float scale = (float) (rate / (1 - StrictMath.pow(BETA1, steps)));
        float squareScale = (float) (1 / (1 - StrictMath.pow(BETA2, steps)));
        for (int i = from; i < to; i++) {
            float slope = g[i] + lambda * w[i];
            float mean = BETA1 * first[i] + (1 - BETA1) * slope;
            float square = BETA2 * second[i] + (1 - BETA2) * (slope * slope);
            first[i] = mean;
            second[i] = square;
            w[i] = shrink * w[i] - scale * mean / ((float) Math.sqrt(square * squareScale) + EPSILON);
        }
    }

    /** The arrays that a checkpoint must keep; they are the optimiser's own. */
    float[] first() {
        return first;
    }

    float[] second() {
        return second;
    }

    long steps() {
        return steps;
    }

    void resume(float[] keptFirst, float[] keptSecond, long keptSteps) {
        System.arraycopy(keptFirst, 0, first, 0, first.length);
        System.arraycopy(keptSecond, 0, second, 0, second.length);
        steps = keptSteps;
    }
}
