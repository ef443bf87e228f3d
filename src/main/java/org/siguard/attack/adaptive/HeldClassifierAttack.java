package org.siguard.attack.adaptive;

import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.threshold.ThresholdAttack;
import org.siguard.attack.threshold.Thresholds;

/**
 * The attacker who holds the defender's own h, on whose secrecy the guard rests: it reads h(p*). A guard that turns h's answer
 * round leaves h below 50 %, which is leakage turned round, no defence; which way to read it is fitted on the shadow, so take the
 * {@link AdaptedAttack} of it, with the shadow's outputs guarded by the same h.
 */
public final class HeldClassifierAttack extends ThresholdAttack {
    public static final String NAME = "the defender's own h";

    private final MembershipClassifier h;

    public HeldClassifierAttack(MembershipClassifier h) {
        super(NAME, "Says member by what the defender's own membership classifier says; it must be secret, and here it is not.",
                Needs.VECTORS.withShadows(1), Thresholds.EITHER_WAY);
        this.h = h;
    }

    @Override
    public double[] signal(Observation seen) {
        return h.probabilities(seen.release().vectors());
    }
}
