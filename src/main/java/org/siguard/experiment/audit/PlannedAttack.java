package org.siguard.experiment.audit;

import org.siguard.attack.Attack;

/** An attack that an audit will run, and what it is run on. */
record PlannedAttack(Attack attack, On on) {
    /** What it is run on. */
    enum On {
        /** All records of the audit. */
        ALL,
        /** Some of them, since it asks many times. */
        SOME,
        /** All of them, by an attacker who holds the owner's classifier, and so guards its own outputs as the owner would. */
        HOLDING_H
    }
}
