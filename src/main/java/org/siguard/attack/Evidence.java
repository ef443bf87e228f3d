package org.siguard.attack;

import java.util.function.UnaryOperator;
import org.siguard.base.UserMistake;

/**
 * All that an attacker has: what it was given for the records under attack, and what it made ready itself.
 *
 * @param target        the records under attack, as the client sees them
 * @param own           prepared with the attacker's models as they are
 * @param guardedOwn    prepared behind a guard that the attacker runs itself, with its own membership classifier; null where it
 *                      did not, or knows of no guard
 * @param randomOutputs what the target releases for random inputs; may be empty
 */
public record Evidence(Observation target, Preparation own, Preparation guardedOwn, double[][] randomOutputs) {
    public static Evidence of(Release target, Shadow shadow) {
        return of(Observation.of(target), Preparation.of(shadow));
    }

    public static Evidence of(Observation target, Preparation own) {
        return new Evidence(target, own, null, new double[0][]);
    }

    public Evidence withGuardedOwn(Preparation guarded) {
        return new Evidence(target, own, guarded, randomOutputs);
    }

    public Evidence withRandomOutputs(double[][] outputs) {
        return new Evidence(target, own, guardedOwn, outputs);
    }

    /** What the attacker who knows the defence fits on: its own outputs behind its own guard. */
    public Evidence adapted(String attack) {
        if (guardedOwn == null) {
            throw new UserMistake("Attack " + attack + ": it fits on shadow outputs that the attacker guarded itself, and there are none; "
                    + "run the guard on the shadow's outputs with a classifier of the attacker's own.");
        }
        return new Evidence(target, guardedOwn, null, randomOutputs);
    }

    /** With every observation, of target and shadows alike, put through the same. */
    public Evidence each(UnaryOperator<Observation> change) {
        return new Evidence(change.apply(target), own.each(change), guardedOwn == null ? null : guardedOwn.each(change), randomOutputs);
    }
}
