package org.siguard.attack.adaptive;

import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;

/**
 * The attacker who knows the defence: the same attack, with whatever it fits, thresholds, networks, reference models, fitted on
 * outputs of the attacker's own models behind a guard that the attacker runs itself with its own membership classifier. A
 * defence is only as good as its figure against this one.
 */
public final class AdaptedAttack implements Attack {
    private static final String ADAPTED = ", adapted";

    private final Attack attack;

    public AdaptedAttack(Attack attack) {
        this.attack = attack;
    }

    /** What an attack is called where it is not adapted. */
    public static String plainName(String name) {
        return name.endsWith(ADAPTED) ? name.substring(0, name.length() - ADAPTED.length()) : name;
    }

    @Override
    public String name() {
        return attack.name() + ADAPTED;
    }

    @Override
    public String explanation() {
        return attack.explanation() + " The attacker knows the guard, and guarded its own model's outputs to fit on.";
    }

    @Override
    public Needs needs() {
        return attack.needs();
    }

    @Override
    public Scores score(Evidence evidence) {
        return attack.score(evidence.adapted(name()));
    }
}
