package org.siguard.guard;

import java.util.ArrayList;
import java.util.List;
import org.siguard.base.UserMistake;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;

/** The membership classifier h in double precision, with its gradient: what the shares should come to, and what MemGuard climbs. */
public final class PlainMembership {
    /** Rows of a layer that are summed side by side: each keeps its own order, so its bits, and none waits for another. */
    private static final int ROWS = 4;

    private final List<Matrix> layers = new ArrayList<>();

    public PlainMembership(Model model) {
        for (ModelSpec.Node node : model.spec().nodes()) {
            if (node.layer() instanceof Layer.Linear linear && linear.bias()) {
                layers.add(new Matrix(widened(model.weight(node.name() + ".weight")), widened(model.weight(node.name() + ".bias")),
                        linear.inputs(), linear.outputs()));
            } else if (!(node.layer() instanceof Layer.Relu)) {
                throw new UserMistake("The membership classifier " + model.spec().name() + " has a layer " + node.layer().type()
                        + "; it may be made of linear layers with a bias and relu layers only.");
            }
        }
    }

    /**
     * What h made of a vector.
     *
     * @param logit    above zero: member
     * @param gradient of the logit, with respect to the vector
     */
    public record Opinion(double logit, double[] gradient) {
    }

    private static double[] widened(Tensor tensor) {
        double[] out = new double[tensor.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = tensor.data()[i];
        }
        return out;
    }

    public double logit(double[] vector) {
        double[] value = vector;
        for (int layer = 0; layer < layers.size(); layer++) {
            value = forward(layer, value);
        }
        return value[0];
    }

    public Opinion of(double[] vector) {
        List<double[]> inputs = new ArrayList<>();
        double[] value = vector;
        for (int layer = 0; layer < layers.size(); layer++) {
            inputs.add(value);
            value = forward(layer, value);
        }
        double[] back = {1};
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            back = layers.get(layer).backward(back);
            for (int i = 0; layer > 0 && i < back.length; i++) {
                back[i] = inputs.get(layer)[i] > 0 ? back[i] : 0;
            }
        }
        return new Opinion(value[0], back);
    }

    /** With the ReLU that follows every layer but the last. */
    private double[] forward(int layer, double[] in) {
        double[] out = layers.get(layer).forward(in);
        for (int i = 0; layer < layers.size() - 1 && i < out.length; i++) {
            out[i] = Math.max(out[i], 0);
        }
        return out;
    }

    /** One layer's weights, a row an output. */
    private record Matrix(double[] weight, double[] bias, int inputs, int outputs) {
        double[] forward(double[] in) {
            double[] out = bias.clone();
            int row = 0;
            for (; row + ROWS <= outputs; row += ROWS) {
                int at = row * inputs;
                double a = out[row];
                double b = out[row + 1];
                double c = out[row + 2];
                double d = out[row + 3];
                for (int k = 0; k < inputs; k++, at++) {
                    a += weight[at] * in[k];
                    b += weight[at + inputs] * in[k];
                    c += weight[at + 2 * inputs] * in[k];
                    d += weight[at + 3 * inputs] * in[k];
                }
                out[row] = a;
                out[row + 1] = b;
                out[row + 2] = c;
                out[row + 3] = d;
            }
            for (; row < outputs; row++) {
                double sum = out[row];
                for (int k = 0; k < inputs; k++) {
                    sum += weight[row * inputs + k] * in[k];
                }
                out[row] = sum;
            }
            return out;
        }

        double[] backward(double[] back) {
            double[] out = new double[inputs];
            for (int i = 0; i < back.length; i++) {
                double factor = back[i];
                for (int k = 0; k < inputs; k++) {
                    out[k] += weight[i * inputs + k] * factor;
                }
            }
            return out;
        }
    }
}
