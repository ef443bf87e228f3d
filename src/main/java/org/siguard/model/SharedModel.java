package org.siguard.model;

import java.util.HashMap;
import java.util.Map;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Rows;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Shape;

/**
 * A network whose weights are secret: the model owner shares them, each server takes its part, and runs the network on shared
 * records. The architecture is known to all.
 */
public final class SharedModel {
    private final FullRing engine;
    private final ModelSpec spec;
    private final Map<String, Shared> weights = new HashMap<>();

    private SharedModel(FullRing engine, ModelSpec spec) {
        this.engine = engine;
        this.spec = spec;
    }

    /** The owner's part: hands over the weights. */
    public static void own(Outsider owner, Model model, FixedPoint fixedPoint) {
        model.weights().values().forEach(weight -> owner.share(fixedPoint.encode(weight.shape(), weight.data())));
    }

    /** A server's part: takes the weights the owner shares. */
    public static SharedModel take(FullRing engine, ModelSpec spec) {
        SharedModel model = new SharedModel(engine, spec);
        spec.weights().forEach((name, shape) -> model.weights.put(name, engine.input(Outside.OWNER, shape)));
        return model;
    }

    public Shared weight(String name) {
        return weights.get(name);
    }

    /** The logits of a batch of records: [n, inputs] to [n, classes]. */
    public Shared logits(Shared records) {
        Map<String, Shared> values = new HashMap<>();
        values.put(ModelSpec.INPUT, records);
        Shared value = records;
        for (ModelSpec.Node node : spec.nodes()) {
            Shared input = values.get(node.inputs().get(0));
            value = engine.meter().in(node.name(), () -> apply(node, input));
            values.put(node.name(), value);
        }
        return value;
    }

    private Shared apply(ModelSpec.Node node, Shared x) {
        int rows = x.shape().extent(0);
        return switch (node.layer()) {
            case Layer.Linear linear -> {
                int f = engine.fixedPoint().fractionalBits();
                Shared product = engine.product(Bilinear.MATRIX_TRANSPOSED, x, weights.get(node.name() + ".weight"), f);
                yield engine.add(product, Rows.repeat(engine, weights.get(node.name() + ".bias"), rows));
            }
            case Layer.Relu relu -> engine.select(engine.not(engine.negative(x)), x);
            case Layer.Flatten flatten -> engine.reshape(x, Shape.of(rows, x.shape().size() / rows));
            default -> throw new org.siguard.base.UserMistake("not yet");
        };
    }
}
