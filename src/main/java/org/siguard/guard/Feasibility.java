package org.siguard.guard;

import java.util.Arrays;
import org.siguard.data.Draws;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.ring.Seed;

/**
 * Whether any vector of a label turns h at all: a query for which none does stays undefended, whatever a search tries. As far as it can be
 * decided, and in the clear only.
 *
 * <p>A vector that turns h is looked for among the corners of the label's region (even shares for sets of classes that hold the label)
 * and mixtures of them. That there is none is proved by bounds: what every unit of h can be at most and at least while every entry but the
 * label's is in [0, 1/2] and the label's in [1/K, 1].
 */
public final class Feasibility {
    private static final int TRIALS = 4_000;

    private final Model model;
    private final PlainMembership h;

    /** What came of it. */
    public enum Verdict {
        /** A vector of this label turns h. */
        FEASIBLE,
        /** None does. */
        INFEASIBLE,
        /** None was found, and that there is none was not proved. */
        UNDECIDED
    }

    public Feasibility(Model model) {
        this.model = model;
        this.h = new PlainMembership(model);
    }

    /**
     * @param opinion h of the prediction as it was
     */
    public Verdict of(int label, int classes, double opinion) {
        if (turns(label, classes, opinion)) {
            return Verdict.FEASIBLE;
        }
        double[] bounds = bounds(label, classes);
        boolean never = opinion >= 0 ? bounds[0] > 0 : bounds[1] < 0;
        return never ? Verdict.INFEASIBLE : Verdict.UNDECIDED;
    }

    private boolean turns(int label, int classes, double opinion) {
        Draws draws = Draws.of(Seed.of(label).derive("feasibility"));
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] vector = new double[classes];
            double left = 1;
            for (int corner = trial % 3; corner >= 0; corner--) {
                double share = corner == 0 ? left : left * draws.uniform();
                left -= share;
                addCorner(vector, label, share, draws);
            }
            if (h.logit(vector) * opinion < 0) {
                return true;
            }
        }
        return false;
    }

    /** Even shares for the label and some others. */
    private static void addCorner(double[] vector, int label, double share, Draws draws) {
        int others = draws.below(vector.length);
        int[] order = draws.order(vector.length);
        double each = share / (others + 1);
        vector[label] += each;
        for (int i = 0, taken = 0; taken < others; i++) {
            if (order[i] != label) {
                vector[order[i]] += each;
                taken++;
            }
        }
    }

    /** Between which numbers h is for all vectors of this label. */
    private double[] bounds(int label, int classes) {
        double[] low = new double[classes];
        double[] high = new double[classes];
        Arrays.fill(high, 0.5);
        low[label] = 1.0 / classes;
        high[label] = 1;
        for (ModelSpec.Node node : model.spec().nodes()) {
            if (node.layer() instanceof Layer.Linear) {
                float[] w = model.weight(node.name() + ".weight").data();
                float[] b = model.weight(node.name() + ".bias").data();
                double[] nextLow = new double[b.length];
                double[] nextHigh = new double[b.length];
                for (int i = 0; i < b.length; i++) {
                    nextLow[i] = b[i];
                    nextHigh[i] = b[i];
                    for (int k = 0; k < low.length; k++) {
                        double weight = w[i * low.length + k];
                        nextLow[i] += weight * (weight > 0 ? low[k] : high[k]);
                        nextHigh[i] += weight * (weight > 0 ? high[k] : low[k]);
                    }
                }
                low = nextLow;
                high = nextHigh;
            } else {
                for (int i = 0; i < low.length; i++) {
                    low[i] = Math.max(low[i], 0);
                    high[i] = Math.max(high[i], 0);
                }
            }
        }
        return new double[] {low[0], high[0]};
    }
}
