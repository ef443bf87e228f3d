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
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> biases = new ArrayList<>();

    public PlainMembership(Model model) {
        for (ModelSpec.Node node : model.spec().nodes()) {
            if (node.layer() instanceof Layer.Linear linear && linear.bias()) {
                weights.add(model.weight(node.name() + ".weight"));
                biases.add(model.weight(node.name() + ".bias"));
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

    public double logit(double[] vector) {
        return of(vector).logit;
    }

    public Opinion of(double[] vector) {
        List<double[]> inputs = new ArrayList<>();
        double[] value = vector;
        for (int layer = 0; layer < weights.size(); layer++) {
            inputs.add(value);
            value = forward(layer, value);
            for (int i = 0; layer < weights.size() - 1 && i < value.length; i++) {
                value[i] = Math.max(value[i], 0);
            }
        }
        double[] back = {1};
        for (int layer = weights.size() - 1; layer >= 0; layer--) {
            back = backward(layer, back);
            for (int i = 0; layer > 0 && i < back.length; i++) {
                back[i] = inputs.get(layer)[i] > 0 ? back[i] : 0;
            }
        }
        return new Opinion(value[0], back);
    }

    private double[] forward(int layer, double[] in) {
        float[] w = weights.get(layer).data();
        double[] out = new double[weights.get(layer).shape().extent(0)];
        for (int i = 0; i < out.length; i++) {
            out[i] = biases.get(layer).data()[i];
            for (int k = 0; k < in.length; k++) {
                out[i] += w[i * in.length + k] * in[k];
            }
        }
        return out;
    }

    private double[] backward(int layer, double[] back) {
        float[] w = weights.get(layer).data();
        double[] out = new double[weights.get(layer).shape().extent(1)];
        for (int i = 0; i < back.length; i++) {
            for (int k = 0; k < out.length; k++) {
                out[k] += w[i * out.length + k] * back[i];
            }
        }
        return out;
    }
}
