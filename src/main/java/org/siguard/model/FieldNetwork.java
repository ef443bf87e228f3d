package org.siguard.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.mpc.simc.LinearLayer;
import org.siguard.mpc.simc.ReluNetwork;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Convolution;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.WindowSum;

/**
 * A model in the form that two-party protocols of linear layers and ReLU run: integers with {@value #FRACTIONAL_BITS} fractional bits, weights as many. A mean over 2^k
 * numbers is a sum with k more fractional bits, which the next activation drops with the others; another mean's divisor goes into the weights
 * behind it.
 *
 * <p>It holds for chains of convolutions, linear layers, means, ReLU and ReLU6 (after {@link Folding}, so for batch normalisation and dropout as well);
 * not for maxima, nor for additions of branches. Numbers must stay below 2^43 as integers, which is 2^27 at 16 fractional bits.
 *
 * @param outputBits fractional bits of the logits
 */
public record FieldNetwork(String name, ReluNetwork network, int outputBits) {
    public static final int FRACTIONAL_BITS = 8;

    /** The model's form, or a {@link UserMistake} that names the layer that has none. */
    public static FieldNetwork of(Model model) {
        Model folded = Folding.of(model);
        return new Walk(folded).walk();
    }

    /** A record as integers. */
    public long[] encode(float[] record) {
        long[] out = new long[record.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.round(record[i] * (double) (1 << FRACTIONAL_BITS));
        }
        return out;
    }

    public double[] decode(long[] logits) {
        double[] out = new double[logits.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.scalb((double) logits[i], -outputBits);
        }
        return out;
    }

    /** Goes from layer to layer and gathers what stands between two activations. */
    private static final class Walk {
        private final Model model;
        private final List<LinearLayer> layers = new ArrayList<>();
        private final List<ReluNetwork.Activation> activations = new ArrayList<>();
        private List<LinearLayer.Piece> pieces = new ArrayList<>();
        /** Null until there is a layer with weights among the pieces. */
        private long[] bias;
        private int bits = FRACTIONAL_BITS;
        private double divisor = 1;

        Walk(Model model) {
            this.model = model;
        }

        FieldNetwork walk() {
            ModelSpec spec = model.spec();
            Map<String, Shape> shapes = spec.shapes();
            String before = ModelSpec.INPUT;
            for (ModelSpec.Node node : spec.steps()) {
                if (!node.inputs().equals(List.of(before))) {
                    throw refused(node, "does not follow the layer before it alone: branches have no place in these protocols");
                }
                place(node, shapes.get(before));
                before = node.name();
            }
            if (bias == null) {
                throw new UserMistake(
                        "The model " + spec.name() + " does not end with a linear layer or a convolution, as these protocols want it.");
            }
            layers.add(new LinearLayer(pieces, bias));
            return new FieldNetwork(spec.name(), new ReluNetwork(PrimeField.SIMC, layers, activations), bits);
        }

        private void place(ModelSpec.Node node, Shape in) {
            switch (node.layer()) {
                case Layer.Linear linear -> weighted(node, Bilinear.MATRIX_TRANSPOSED, Shape.of(1, in.size()), 1);
                case Layer.Conv2d conv -> {
                    Shape out = model.spec().shapes().get(node.name());
                    weighted(node, new Convolution(conv.stride(), conv.padding(), conv.groups()),
                            Shape.of(1, in.extent(0), in.extent(1), in.extent(2)), out.extent(1) * out.extent(2));
                }
                case Layer.AvgPool pool -> sum(node, in, pool.kernel(), pool.stride(), pool.padding(), pool.includePadding());
                case Layer.GlobalAvgPool pool when in.extent(1) == in.extent(2) -> sum(node, in, in.extent(1), 1, 0, true);
                case Layer.Relu relu -> activate(node, false);
                case Layer.Relu6 relu -> activate(node, true);
                case Layer.Flatten flatten -> {
                }
                case Layer.Dropout dropout -> {
                }
                default -> throw refused(node, "has no form of linear layers and ReLU");
            }
        }

        private void weighted(ModelSpec.Node node, Bilinear map, Shape in, int places) {
            if (bias != null) {
                throw refused(node, "follows another layer with weights, and an activation must stand between them");
            }
            Tensor weight = model.weight(node.name() + ".weight");
            Tensor constant = model.weight(node.name() + ".bias");
            pieces.add(
                    new LinearLayer.Piece(map, in, RingTensor.of(weight.shape(), integers(node, weight.data(), FRACTIONAL_BITS, divisor))));
            bits += FRACTIONAL_BITS;
            int outputs = weight.shape().extent(0);
            long[] each = constant == null ? new long[outputs] : integers(node, constant.data(), bits, 1);
            bias = new long[outputs * places];
            for (int i = 0; i < bias.length; i++) {
                bias[i] = each[i / places];
            }
            divisor = 1;
        }

        private long[] integers(ModelSpec.Node node, float[] values, int fractionalBits, double over) {
            long[] out = new long[values.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.round(Math.scalb(values[i] / over, fractionalBits));
                if (Math.abs(out[i]) >= PrimeField.SIMC.half()) {
                    throw refused(node, "has the weight " + values[i] + ", which the field of 44 bits does not hold");
                }
            }
            return out;
        }

        private void sum(ModelSpec.Node node, Shape in, int kernel, int stride, int padding, boolean everywhere) {
            if (bias != null) {
                throw refused(node, "follows a layer with weights, and an activation must stand between them");
            }
            if (padding > 0 && !everywhere) {
                throw refused(node, "divides by different counts at the edge, which has no form here");
            }
            Shape out = model.spec().shapes().get(node.name());
            pieces.add(new LinearLayer.Piece(new WindowSum(kernel, stride, padding), Shape.of(1, in.extent(0), in.extent(1), in.extent(2)),
                    RingTensor.filled(Shape.of(out.extent(1), out.extent(2)), 1)));
            int count = kernel * kernel;
            int twos = Integer.numberOfTrailingZeros(count);
            bits += twos;
            divisor *= count >> twos;
        }

        private void activate(ModelSpec.Node node, boolean capped) {
            if (bias == null) {
                throw refused(node, "does not follow a layer with weights");
            }
            layers.add(new LinearLayer(pieces, bias));
            activations.add(new ReluNetwork.Activation(capped ? 6L << bits : 0, bits - FRACTIONAL_BITS));
            pieces = new ArrayList<>();
            bias = null;
            bits = FRACTIONAL_BITS;
        }

        private UserMistake refused(ModelSpec.Node node, String why) {
            return new UserMistake("Model " + model.spec().name() + ", layer " + node.name() + " (" + node.layer().type() + "): " + why
                    + ". Take a three-party engine, or a network such as simc-mnist or mlp.");
        }
    }
}
