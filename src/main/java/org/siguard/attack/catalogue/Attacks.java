package org.siguard.attack.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.siguard.attack.Attack;
import org.siguard.attack.Needs;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.network.ShokriAttack;
import org.siguard.attack.network.TopThreeAttack;
import org.siguard.attack.network.VectorNetworkAttack;
import org.siguard.attack.reference.LiraAttack;
import org.siguard.attack.reference.RmiaAttack;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.EntropyAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.attack.threshold.LossAttack;
import org.siguard.attack.threshold.ModifiedEntropyAttack;
import org.siguard.attack.threshold.Thresholds;

/** Lists of attacks. */
public final class Attacks {
    private static final int SHOKRI_SHADOWS = 1;
    /** Between p̄_out as it is (1) and half-way to certainty (0): the more a target overfits, the smaller serves. */
    private static final double RMIA_TRUST = 0.33;

    private Attacks() {
    }

    /** The gap attack, and all that fit nothing but thresholds: they take released vectors, labels and one shadow. */
    public static List<Attack> thresholds() {
        return List.of(new GapAttack(), new LossAttack(), new ConfidenceAttack(Thresholds.GLOBAL),
                new ConfidenceAttack(Thresholds.PER_CLASS), new EntropyAttack(Thresholds.GLOBAL),
                new EntropyAttack(Thresholds.PER_CLASS), new ModifiedEntropyAttack(Thresholds.GLOBAL),
                new ModifiedEntropyAttack(Thresholds.PER_CLASS));
    }

    /** Those that train a network on the shadow's outputs. */
    public static List<Attack> networks(long seed) {
        return List.of(new ShokriAttack(SHOKRI_SHADOWS, seed), new TopThreeAttack(seed), VectorNetworkAttack.alone(seed),
                VectorNetworkAttack.withLabel(seed));
    }

    /** Those that compare with reference models. */
    public static List<Attack> references() {
        return List.of(LiraAttack.online(false), LiraAttack.online(true), LiraAttack.offline(false), LiraAttack.offline(true),
                RmiaAttack.online(1), RmiaAttack.offline(RMIA_TRUST, 1));
    }

    /** All of these, and behind each that fits something its adapted form. */
    public static List<Attack> withAdapted(List<Attack> attacks) {
        List<Attack> out = new ArrayList<>();
        for (Attack attack : attacks) {
            out.addAll(fits(attack) ? List.of(attack, new AdaptedAttack(attack)) : List.of(attack));
        }
        return out;
    }

    private static boolean fits(Attack attack) {
        return attack.needs().shadows() > 0 || attack.needs().references() > 0;
    }

    /** Those of the attacks that need no more than there is. */
    public static List<Attack> possible(Stream<Attack> attacks, Needs there) {
        return attacks.filter(attack -> attack.needs().within(there)).toList();
    }
}
