package org.siguard.attack.adaptive;

import java.util.function.UnaryOperator;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.network.NetworkAttack;

/**
 * Tries to undo the guard. A guard that stops as soon as the classifier is turned leaves vectors close to its border, and one
 * that found no valid noise releases the vector as it was. An attack network sees, of each released p*, with the attacker's
 * own classifier h' and its own guard g':
 * <ol>
 * <li>h'(p*);
 * <li>|h'(p*) − ½|: how close to the border;
 * <li>‖g'(p*) − p*‖₁: how much a guard would still do;
 * <li>whether that is nothing: "validator rejected, noise is zero".
 * </ol>
 * Without a guard of its own the attacker has the first two.
 */
public final class InversionAttack extends NetworkAttack {
    public static final String NAME = "inversion of the guard";
    private static final double NOTHING = 1e-3;

    private final MembershipClassifier h;
    private final UnaryOperator<double[][]> guard;

    private InversionAttack(MembershipClassifier h, UnaryOperator<double[][]> guard, long seed) {
        super(seed);
        this.h = h;
        this.guard = guard;
    }

    public static InversionAttack with(MembershipClassifier h, long seed) {
        return new InversionAttack(h, null, seed);
    }

    /** @param guard the attacker's own, on vectors, with its own classifier */
    public static InversionAttack with(MembershipClassifier h, UnaryOperator<double[][]> guard, long seed) {
        return new InversionAttack(h, guard, seed);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "A small network reads how close a released vector is to the border that the guard pushed it over, and whether it pushed at all.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withShadows(1);
    }

    @Override
    public double[][] features(Observation seen) {
        double[][] vectors = seen.release().vectors();
        double[] said = h.probabilities(vectors);
        double[][] again = guard == null ? null : guard.apply(vectors);
        double[][] out = new double[vectors.length][];
        for (int record = 0; record < out.length; record++) {
            double border = Math.abs(said[record] - 0.5);
            if (again == null) {
                out[record] = new double[] {said[record], border};
            } else {
                double moved = distance(vectors[record], again[record]);
                out[record] = new double[] {said[record], border, moved, moved < NOTHING ? 1 : 0};
            }
        }
        return out;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }
}
