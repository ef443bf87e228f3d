package org.siguard.attack.threshold;

import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;
import org.siguard.attack.Release;

/**
 * Says "member" where the released label is the true one. Its balanced accuracy is ½(accuracy on members + 1 − accuracy on
 * non-members), which no guard that keeps the label can lower: the floor of every chart. It fits nothing and needs no shadow.
 */
public final class GapAttack implements Attack {
    public static final String NAME = "gap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "Says member where the predicted label is right; it looks at nothing else, so a guard that keeps the label cannot stop it.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withLabels();
    }

    @Override
    public Scores score(Evidence evidence) {
        Release target = evidence.target().release();
        double[] values = new double[target.size()];
        for (int record = 0; record < values.length; record++) {
            values[record] = target.right(record) ? 1 : 0;
        }
        return new Scores(values, 0.5);
    }
}
