package org.siguard.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.siguard.attack.Attack;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.network.ShokriAttack;
import org.siguard.attack.network.TopThreeAttack;
import org.siguard.attack.network.VectorNetworkAttack;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.EntropyAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.attack.threshold.LossAttack;
import org.siguard.attack.threshold.ModifiedEntropyAttack;
import org.siguard.attack.threshold.Thresholds;

/**
 * The attacks that an experiment can be told to run, by name. They need released vectors, labels and one shadow; those that need
 * reference models or more queries are the audit's.
 */
final class TickedAttacks {
    /** The gap attack is always run, ticked or not: it is the floor that all others are held against. */
    static final String GAP = "gap";
    static final String OWN_H = "own-h";
    private static final int SHOKRI_SHADOWS = 1;

    private static final Map<String, LongFunction<Attack>> THRESHOLDS = new LinkedHashMap<>();
    private static final Map<String, LongFunction<Attack>> NETWORKS = new LinkedHashMap<>();

    static {
        THRESHOLDS.put(GAP, seed -> new GapAttack());
        THRESHOLDS.put("loss", seed -> new LossAttack());
        THRESHOLDS.put("confidence", seed -> new ConfidenceAttack(Thresholds.GLOBAL));
        THRESHOLDS.put("confidence-by-class", seed -> new ConfidenceAttack(Thresholds.PER_CLASS));
        THRESHOLDS.put("entropy", seed -> new EntropyAttack(Thresholds.GLOBAL));
        THRESHOLDS.put("entropy-by-class", seed -> new EntropyAttack(Thresholds.PER_CLASS));
        THRESHOLDS.put("modified-entropy", seed -> new ModifiedEntropyAttack(Thresholds.GLOBAL));
        THRESHOLDS.put("modified-entropy-by-class", seed -> new ModifiedEntropyAttack(Thresholds.PER_CLASS));
        NETWORKS.put("shokri", seed -> new ShokriAttack(SHOKRI_SHADOWS, seed));
        NETWORKS.put("top-three", TopThreeAttack::new);
        NETWORKS.put("network", VectorNetworkAttack::alone);
        NETWORKS.put("network-with-label", VectorNetworkAttack::withLabel);
    }

    private TickedAttacks() {
    }

    /** Those that take next to no time. */
    static List<String> quick() {
        List<String> out = new java.util.ArrayList<>(THRESHOLDS.keySet());
        out.add(OWN_H);
        return List.copyOf(out);
    }

    /** Whether it fits no network. */
    static boolean takesNoTime(Attack attack) {
        return NETWORKS.values().stream().noneMatch(maker -> maker.apply(0).name().equals(attack.name()));
    }

    /** All of them; those that train networks last. */
    static List<String> names() {
        List<String> out = new java.util.ArrayList<>(quick());
        out.addAll(NETWORKS.keySet());
        return List.copyOf(out);
    }

    /**
     * @param h    the owner's classifier, which only {@link #OWN_H} is given
     * @param seed of what networks begin with
     */
    static Attack of(String name, MembershipClassifier h, long seed) {
        if (name.equals(OWN_H)) {
            return new HeldClassifierAttack(h);
        }
        return THRESHOLDS.getOrDefault(name, NETWORKS.get(name)).apply(seed);
    }
}
