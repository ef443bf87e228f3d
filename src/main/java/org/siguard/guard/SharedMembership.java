package org.siguard.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.SharedModel;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Rows;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * The membership classifier h in shares. Its weights belong to the model owner, and the guard rests on nobody else knowing them.
 *
 * <p>Products of layers carry more and more fractional bits until they are truncated. Here that is done after every other layer only,
 * which saves a round each time and keeps digits that gradients and the sign of h are glad of: see {@link #shift}.
 */
final class SharedMembership {
    private final FullRing engine;
    private final SharedModel weights;
    private final int classes;
    private final int fraction;
    /** The names of the dense layers, from input to output. */
    private final List<String> dense = new ArrayList<>();
    private final Map<Bias, Shared> biases = new HashMap<>();

    private SharedMembership(FullRing engine, ModelSpec spec, SharedModel weights) {
        this.engine = engine;
        this.weights = weights;
        this.classes = spec.input().size();
        this.fraction = engine.fixedPoint().fractionalBits();
        for (ModelSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof Layer.Linear linear && linear.bias()) {
                dense.add(node.name());
            } else if (!(node.layer() instanceof Layer.Relu)) {
                throw new UserMistake("The membership classifier " + spec.name() + " has a layer " + node.layer().type()
                        + "; it may be made of linear layers with a bias and relu layers only.");
            }
        }
        if (dense.size() < 2 || spec.classes() != 1) {
            throw new UserMistake(
                    "The membership classifier " + spec.name() + " must have a hidden layer at least and one output; train it "
                            + "again, with the widths 128, 64 and 1 for instance.");
        }
    }

    static void own(Outsider owner, Model model, FixedPoint fixedPoint) {
        SharedModel.own(owner, model, fixedPoint);
    }

    static SharedMembership take(FullRing engine, ModelSpec spec) {
        return new SharedMembership(engine, spec, SharedModel.take(engine, spec));
    }

    int classes() {
        return classes;
    }

    /** How many dense layers there are. */
    int layers() {
        return dense.size();
    }

    Shared weight(int layer) {
        return weights.weight(dense.get(layer) + ".weight");
    }

    /** Of so many rows, with this many fractional bits: [rows, outputs]. */
    Shared bias(int layer, int rows, int bits) {
        // A search asks for the same hundreds of times.
        return biases.computeIfAbsent(new Bias(layer, rows, bits),
                same -> engine.scale(Rows.repeat(engine, weights.weight(dense.get(layer) + ".bias"), rows), 1L << bits - fraction));
    }

    /** A layer's bias, repeated. */
    private record Bias(int layer, int rows, int bits) {
    }

    /** By how much a product of a number of so many fractional bits with a weight is divided: what has none to spare is not. */
    int shift(int bits) {
        return fraction > 16 ? fraction : bits == fraction ? 0 : 2 * fraction;
    }

    /** The fractional bits that such a product has then. */
    int after(int bits) {
        return bits + fraction - shift(bits);
    }

    /** h of every row of [n, classes], above zero: member; [n, 1]. */
    Shared opinion(Shared vectors) {
        return engine.meter().in("h", () -> {
            int rows = vectors.shape().rows();
            Shared value = vectors;
            int bits = fraction;
            for (int layer = 0; layer < dense.size(); layer++) {
                Shared product = engine.product(Bilinear.MATRIX_TRANSPOSED, value, weight(layer), shift(bits));
                bits = after(bits);
                value = engine.add(product, bias(layer, rows, bits));
                if (layer < dense.size() - 1) {
                    value = engine.select(engine.not(engine.negative(value)), value);
                }
            }
            return value;
        });
    }

    /**
     * The last layer turned, for each row, so that the opinion it had is positive: then a search has only to bring it below zero.
     *
     * @param weights  [n, units]
     * @param bias     [n, 1]
     * @param gradient where gradients start: the weights, times c1
     */
    record Turned(Shared weights, Shared bias, Shared gradient) {
    }

    /** @param nonMember where the opinion was negative, [n, 1] */
    Turned turned(Bits nonMember, double c1) {
        int rows = nonMember.shape().size();
        int last = dense.size() - 1;
        Shared ones = engine.constant(RingTensor.filled(Shape.of(rows, 1), 1));
        Shared sign = engine.subtract(ones, engine.scale(engine.toRing(nonMember), 2));
        Shared turned = engine.product(Bilinear.ROW_SCALE, Rows.repeat(engine, weight(last), rows), sign, 0);
        Shared bias = engine.product(Bilinear.ELEMENTWISE, bias(last, rows, fraction), sign, 0);
        Shared gradient = c1 == 1 ? turned
                : engine.truncate(engine.scale(turned, engine.fixedPoint().encode(c1)), fraction);
        return new Turned(turned, bias, gradient);
    }
}
