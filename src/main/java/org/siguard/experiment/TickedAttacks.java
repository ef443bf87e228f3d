package org.siguard.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.siguard.attack.Attack;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.catalogue.Attacks;

/**
 * The attacks that an experiment can be told to run, by name. They need released vectors, labels and one shadow; those that need
 * reference models or more queries are the audit's.
 */
final class TickedAttacks {
    /** The gap attack is always run, ticked or not: it is the floor that all others are held against. */
    static final String GAP = "gap";
    static final String OWN_H = "own-h";

    private TickedAttacks() {
    }

    /** Those that take next to no time. */
    static List<String> quick() {
        return Stream.concat(Attacks.thresholdNames().stream(), Stream.of(OWN_H)).toList();
    }

    /** Whether it fits no network. */
    static boolean takesNoTime(Attack attack) {
        return Attacks.networks(0).stream().noneMatch(network -> network.name().equals(attack.name()));
    }

    /** All of them; those that train networks last. */
    static List<String> names() {
        return Stream.concat(quick().stream(), Attacks.networkNames().stream()).toList();
    }

    /**
     * @param h    the owner's classifier, which only {@link #OWN_H} is given
     * @param seed of what networks begin with
     */
    static Attack of(String name, MembershipClassifier h, long seed) {
        return name.equals(OWN_H) ? new HeldClassifierAttack(h) : Attacks.named(name, seed);
    }
}
