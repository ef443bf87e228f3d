package org.siguard.attack.network;

import java.util.Arrays;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;

/**
 * One attack network on the whole vector p in descending order, of which class it is does not matter. It sees p alone; in its
 * other form, whose name says so, it sees p_y and whether y is the released label as well, and so inherits the gap.
 */
public final class VectorNetworkAttack extends NetworkAttack {
    public static final String NAME = "network on p";
    public static final String NAME_WITH_LABEL = "network on p and the label y";

    private final boolean label;

    private VectorNetworkAttack(boolean label, long seed) {
        super(seed);
        this.label = label;
    }

    public static VectorNetworkAttack alone(long seed) {
        return new VectorNetworkAttack(false, seed);
    }

    public static VectorNetworkAttack withLabel(long seed) {
        return new VectorNetworkAttack(true, seed);
    }

    @Override
    public String name() {
        return label ? NAME_WITH_LABEL : NAME;
    }

    @Override
    public String explanation() {
        return "A small network reads the released vector" + (label ? " and the true label" : "")
                + "; it learned from the attacker's own model.";
    }

    @Override
    public Needs needs() {
        return label ? Needs.VECTORS.withShadows(1).withLabels() : Needs.VECTORS.withShadows(1);
    }

    @Override
    public double[][] features(Observation seen) {
        double[][] out = new double[seen.size()][];
        for (int record = 0; record < out.length; record++) {
            double[] p = descending(seen.release().vectors()[record]);
            out[record] = p;
            if (label) {
                out[record] = Arrays.copyOf(p, p.length + 2);
                out[record][p.length] = seen.release().confidence(record);
                out[record][p.length + 1] = seen.release().right(record) ? 1 : 0;
            }
        }
        return out;
    }
}
