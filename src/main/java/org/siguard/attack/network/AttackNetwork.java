package org.siguard.attack.network;

import java.util.Arrays;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/**
 * A small network that tells members from non-members: d → 64 → 1 with ReLU between, by binary cross-entropy, Adam, batches of
 * {@value #BATCH}. Features are put to mean 0 and deviation 1 first. Both sides weigh alike however many records they have, so
 * that ½ is the threshold. The same seed gives the same network on every machine.
 *
 * <p>Plain Java, not libtorch: Shokri's attack trains one network a class, a hundred of a few hundred records each. Measured on 200
 * records of 100 features, 30 epochs, two busy cores: 35 ms here, 71 ms with {@code train}'s classes, whose first use takes
 * another second (and 430 MB unpacked, where nobody has trained yet). There a call costs more than the arithmetic in it; all
 * training in a process waits in one queue; and libtorch's results differ between processors. The weights lie input by input, so
 * that the innermost loop runs over the 64 hidden units and the compiler makes it vectors.
 */
final class AttackNetwork {
    static final int HIDDEN = 64;
    private static final int BATCH = 32;
    private static final int EPOCHS = 30;
    private static final int LEAST_STEPS = 200;
    private static final double RATE = 3e-3;
    private static final double DECAY = 1e-3;

    private final int inputs;
    private final double[] mean;
    private final double[] scale;
    /** First-layer weights, input by input; first-layer biases; second-layer weights; the last bias. */
    private final double[] weights;

    private AttackNetwork(double[][] in, double[][] out) {
        this.inputs = in[0].length;
        this.mean = new double[inputs];
        this.scale = new double[inputs];
        this.weights = new double[(inputs + 2) * HIDDEN + 1];
        standardise(in, out);
    }

    /** @param in features of members, {@code out} of non-members; neither empty, all rows of one length */
    static AttackNetwork fit(double[][] in, double[][] out, Seed seed) {
        AttackNetwork network = new AttackNetwork(in, out);
        Draws start = Draws.of(seed.derive("start"));
        double bound = Math.sqrt(6.0 / network.inputs);
        for (int i = 0; i < network.inputs * HIDDEN; i++) {
            network.weights[i] = bound * (2 * start.uniform() - 1);
        }
        double second = Math.sqrt(1.0 / HIDDEN);
        for (int i = (network.inputs + 1) * HIDDEN; i < (network.inputs + 2) * HIDDEN; i++) {
            network.weights[i] = second * (2 * start.uniform() - 1);
        }
        network.train(in, out, Draws.of(seed.derive("order")));
        return network;
    }

    /** The probability of "member", a row at a time. */
    double[] probabilities(double[][] features) {
        double[] hidden = new double[HIDDEN];
        double[] x = new double[inputs];
        return Arrays.stream(features).mapToDouble(row -> {
            standardised(row, x);
            return sigmoid(forward(x, hidden));
        }).toArray();
    }

    private void standardise(double[][] in, double[][] out) {
        double[][][] sides = {in, out};
        for (double[][] side : sides) {
            for (double[] row : side) {
                for (int i = 0; i < inputs; i++) {
                    mean[i] += row[i] / (2 * side.length);
                }
            }
        }
        for (double[][] side : sides) {
            for (double[] row : side) {
                for (int i = 0; i < inputs; i++) {
                    scale[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / (2 * side.length);
                }
            }
        }
        for (int i = 0; i < inputs; i++) {
            double deviation = Math.sqrt(scale[i]);
            scale[i] = deviation < 1e-9 ? 0 : 1 / deviation;
        }
    }

    /** What lies farther out than six deviations is drawn in: one odd record must not saturate the network. */
    private void standardised(double[] row, double[] into) {
        for (int i = 0; i < inputs; i++) {
            into[i] = Math.clamp((row[i] - mean[i]) * scale[i], -6.0, 6.0);
        }
    }

    private void train(double[][] in, double[][] out, Draws draws) {
        int records = in.length + out.length;
        double memberWeight = records / (2.0 * in.length);
        double otherWeight = records / (2.0 * out.length);
        int stepsAnEpoch = (records + BATCH - 1) / BATCH;
        int epochs = Math.max(EPOCHS, (LEAST_STEPS + stepsAnEpoch - 1) / stepsAnEpoch);
        Steps steps = new Steps(weights.length);
        double[] gradient = new double[weights.length];
        double[] hidden = new double[HIDDEN];
        double[] x = new double[inputs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = draws.order(records);
            for (int from = 0; from < records; from += BATCH) {
                int to = Math.min(records, from + BATCH);
                Arrays.fill(gradient, 0);
                for (int i = from; i < to; i++) {
                    boolean member = order[i] < in.length;
                    standardised(member ? in[order[i]] : out[order[i] - in.length], x);
                    double p = sigmoid(forward(x, hidden));
                    backward(x, hidden, (member ? memberWeight * (p - 1) : otherWeight * p) / (to - from), gradient);
                }
                steps.take(weights, gradient);
            }
        }
    }

    private double forward(double[] x, double[] hidden) {
        System.arraycopy(weights, inputs * HIDDEN, hidden, 0, HIDDEN);
        for (int i = 0; i < inputs; i++) {
            double value = x[i];
            int at = i * HIDDEN;
            for (int h = 0; h < HIDDEN; h++) {
                hidden[h] += value * weights[at + h];
            }
        }
        double z = weights[weights.length - 1];
        int second = (inputs + 1) * HIDDEN;
        for (int h = 0; h < HIDDEN; h++) {
            hidden[h] = Math.max(0, hidden[h]);
            z += hidden[h] * weights[second + h];
        }
        return z;
    }

    /** Adds one record's gradient; {@code hidden} is overwritten. */
    private void backward(double[] x, double[] hidden, double slope, double[] gradient) {
        int second = (inputs + 1) * HIDDEN;
        gradient[weights.length - 1] += slope;
        for (int h = 0; h < HIDDEN; h++) {
            gradient[second + h] += slope * hidden[h];
            hidden[h] = hidden[h] > 0 ? slope * weights[second + h] : 0;
            gradient[inputs * HIDDEN + h] += hidden[h];
        }
        for (int i = 0; i < inputs; i++) {
            double value = x[i];
            int at = i * HIDDEN;
            for (int h = 0; h < HIDDEN; h++) {
                gradient[at + h] += value * hidden[h];
            }
        }
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /** Adam with decoupled weight decay. */
    private static final class Steps {
        private final double[] first;
        private final double[] second;
        private double firstLeft = 1;
        private double secondLeft = 1;

        Steps(int size) {
            first = new double[size];
            second = new double[size];
        }

        void take(double[] weights, double[] gradient) {
            firstLeft *= 0.9;
            secondLeft *= 0.999;
            double rate = RATE * Math.sqrt(1 - secondLeft) / (1 - firstLeft);
            for (int i = 0; i < weights.length; i++) {
                first[i] = 0.9 * first[i] + 0.1 * gradient[i];
                second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
                weights[i] -= rate * first[i] / (Math.sqrt(second[i]) + 1e-8) + RATE * DECAY * weights[i];
            }
        }
    }
}
