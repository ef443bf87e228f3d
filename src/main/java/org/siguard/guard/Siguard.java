package org.siguard.guard;

import java.util.List;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.model.Model;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.ring.FixedPoint;

/**
 * SIGuard (NDSS 2025): looks, in shares, for noise on the logits that turns the membership classifier's opinion round and
 * leaves the label, in a number of steps that does not depend on any secret.
 */
public final class Siguard implements OutputGuard {
    public static final String NAME = "siguard";

    public static final Parameter<Integer> OUTER = new Parameter.Whole("guard.outer", "Outer iterations", 6, 1, 12, "",
            "How often the search starts afresh. More leave fewer queries undefended and cost latency in proportion.");
    public static final Parameter<Integer> INNER = new Parameter.Whole("guard.inner", "Inner iterations", 10, 1, 60, "",
            "Steps of each search. More reach farther and cost latency in proportion.");
    public static final Parameter<Double> STEP = new Parameter.Real("guard.step", "Step", 0.2, 0.01, 2, true, "logits",
            "The length of one step. Longer steps turn confident predictions, and distort more.");
    public static final Parameter<Double> GROWTH = new Parameter.Real("guard.growth", "Step growth", 1.1, 1, 3, false, "",
            "The step is multiplied by this after a search that found nothing.");
    public static final Parameter<Double> C3 = new Parameter.Real("guard.c3", "Distortion weight c3", 0.1, 0.001, 10, true, "",
            "How much small distortion counts in the direction of a step. It grows tenfold after each success.");

    public static final List<Parameter<?>> PARAMETERS = List.of(OUTER, INNER, STEP, GROWTH, C3);

    private final Settings settings;
    private final Model membership;

    /**
     * @param settings   values for {@link #PARAMETERS} at least
     * @param membership the classifier h: released vector to membership logit
     */
    public Siguard(Settings settings, Model membership) {
        this.settings = settings;
        this.membership = membership;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        SharedMembership.own(owner, membership, fixedPoint);
    }

    @Override
    public Guarding serve(FullRing engine) {
        SharedMembership h = SharedMembership.take(engine, membership.spec());
        return logits -> new SiguardLoop(engine, settings, h).protect(logits);
    }
}
