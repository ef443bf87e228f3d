package org.siguard.guard;

import java.util.ArrayList;
import java.util.List;
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

/**
 * The membership classifier h in shares: its opinion of released vectors, and which way the opinion grows. Its weights belong to
 * the model owner, and the guard rests on nobody else knowing them.
 */
final class SharedMembership {
    private final FullRing engine;
    private final SharedModel weights;
    /** The names of the dense layers, from input to output. */
    private final List<String> dense = new ArrayList<>();

    /**
     * What h made of a batch.
     *
     * @param logit  above zero: member; [n, 1]
     * @param active for every hidden layer, which units passed their ReLU
     */
    record Opinion(Shared logit, List<Bits> active) {
        Opinion {
            active = List.copyOf(active);
        }
    }

    private SharedMembership(FullRing engine, ModelSpec spec, SharedModel weights) {
        this.engine = engine;
        this.weights = weights;
        for (ModelSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof Layer.Linear linear && linear.bias()) {
                dense.add(node.name());
            } else if (!(node.layer() instanceof Layer.Relu)) {
                throw new UserMistake("The membership classifier " + spec.name() + " has a layer " + node.layer().type()
                        + "; it may be made of linear layers with a bias and relu layers only.");
            }
        }
    }

    static void own(Outsider owner, Model model, FixedPoint fixedPoint) {
        SharedModel.own(owner, model, fixedPoint);
    }

    static SharedMembership take(FullRing engine, ModelSpec spec) {
        return new SharedMembership(engine, spec, SharedModel.take(engine, spec));
    }

    /** h of every row of [n, classes]. */
    Opinion of(Shared vectors) {
        return engine.meter().in("h", () -> {
            int f = engine.fixedPoint().fractionalBits();
            int rows = vectors.shape().extent(0);
            List<Bits> active = new ArrayList<>();
            Shared value = vectors;
            for (int layer = 0; layer < dense.size(); layer++) {
                Shared product = engine.product(Bilinear.MATRIX_TRANSPOSED, value, weight(layer), f);
                value = engine.add(product, Rows.repeat(engine, weights.weight(dense.get(layer) + ".bias"), rows));
                if (layer < dense.size() - 1) {
                    Bits positive = engine.not(engine.negative(value));
                    active.add(positive);
                    value = engine.select(positive, value);
                }
            }
            return new Opinion(value, active);
        });
    }

    /** The gradient of h with respect to every row it was asked about: [n, classes]. */
    Shared gradient(Opinion opinion) {
        return engine.meter().in("h backward", () -> {
            int f = engine.fixedPoint().fractionalBits();
            int rows = opinion.logit().shape().rows();
            Shared gradient = Rows.repeat(engine, weight(dense.size() - 1), rows);
            for (int layer = dense.size() - 2; layer >= 0; layer--) {
                Shared passed = engine.select(opinion.active().get(layer), gradient);
                gradient = engine.product(Bilinear.MATRIX, passed, weight(layer), f);
            }
            return gradient;
        });
    }

    private Shared weight(int layer) {
        return weights.weight(dense.get(layer) + ".weight");
    }
}
