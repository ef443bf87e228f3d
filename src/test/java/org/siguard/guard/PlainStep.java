package org.siguard.guard;

import java.util.Arrays;
import org.siguard.base.Largest;
import org.siguard.base.Settings;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;

/** One step of SIGuard's search in double precision, written down from the algorithm and from nothing else. */
record PlainStep(Model h, Settings settings) {
    private static final double UNIT = GuardTrial.UNIT;

    /**
     * Where a step leads.
     *
     * @param noise   after it
     * @param norm    |g|
     * @param nearest how near anything that is compared came to its threshold, in units in the last place
     */
    record Outcome(double[] noise, double norm, double nearest) {
    }

    Outcome from(double[] z, double[] e, double c3, double step) {
        double[] x = new double[z.length];
        Arrays.setAll(x, i -> z[i] + e[i]);
        double[] p = PlainInference.softmax(z);
        double[] noisy = PlainInference.softmax(x);
        PlainMembership.Opinion opinion = new PlainMembership(h).of(noisy);
        double nearest = Math.min(Math.abs(opinion.logit()) / UNIT, nearestUnit(noisy));
        double[] w = new double[z.length];
        double mean = 0;
        for (int i = 0; i < w.length; i++) {
            double distance = noisy[i] - p[i];
            double sign = Math.abs(distance) <= SearchStep.ROUNDING * UNIT ? 0 : Math.signum(distance);
            nearest = Math.min(nearest, Math.abs(Math.abs(distance) / UNIT - SearchStep.ROUNDING));
            w[i] = settings.get(Siguard.C1) * Math.signum(opinion.logit()) * opinion.gradient()[i] + c3 * sign;
            mean += w[i] * noisy[i];
        }
        int label = Largest.of(z);
        int says = Largest.of(x);
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        nearest = Math.min(nearest, (sorted[x.length - 1] - sorted[x.length - 2]) / UNIT);
        double[] g = new double[z.length];
        for (int i = 0; i < g.length; i++) {
            g[i] = noisy[i] * (w[i] - mean) + settings.get(Siguard.C2) * ((i == says ? 1 : 0) - (i == label ? 1 : 0));
        }
        double norm = Math.sqrt(Arrays.stream(g).map(v -> v * v).sum());
        double by = settings.get(Siguard.NORM).equals("L2") ? norm : Arrays.stream(g).map(Math::abs).max().orElseThrow();
        double[] out = new double[z.length];
        Arrays.setAll(out, i -> e[i] - step * g[i] / by);
        return new Outcome(out, norm, nearest);
    }

    /** The smallest magnitude before a ReLU. */
    private double nearestUnit(double[] vector) {
        double[] value = vector;
        double nearest = Double.POSITIVE_INFINITY;
        int left = h.spec().nodes().size();
        for (ModelSpec.Node node : h.spec().nodes()) {
            left--;
            if (node.layer() instanceof Layer.Linear linear && left > 0) {
                float[] w = h.weight(node.name() + ".weight").data();
                float[] b = h.weight(node.name() + ".bias").data();
                double[] in = value;
                value = new double[b.length];
                for (int i = 0; i < b.length; i++) {
                    value[i] = b[i];
                    for (int k = 0; k < in.length; k++) {
                        value[i] += w[i * in.length + k] * in[k];
                    }
                    nearest = Math.min(nearest, Math.abs(value[i]) / UNIT);
                    value[i] = Math.max(value[i], 0);
                }
            }
        }
        return nearest;
    }
}
