package org.siguard.attack.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
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

/**
 * Lists of attacks. Those that fit on one shadow have a name each, by which experiments tick them: a new one of that kind is a line here, and
 * everything that runs attacks knows it.
 */
public final class Attacks {
    private static final int SHOKRI_SHADOWS = 1;
    /** Between p̄_out as it is (1) and half-way to certainty (0): the more a target overfits, the smaller serves. */
    private static final double RMIA_TRUST = 0.33;

    private static final Map<String, LongFunction<Attack>> THRESHOLDS = new LinkedHashMap<>();
    private static final Map<String, LongFunction<Attack>> NETWORKS = new LinkedHashMap<>();

    static {
        THRESHOLDS.put("gap", seed -> new GapAttack());
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

    private Attacks() {
    }

    /** The gap attack, and all that fit nothing but thresholds: they take released vectors, labels and one shadow. */
    public static List<Attack> thresholds() {
        return THRESHOLDS.values().stream().map(maker -> maker.apply(0)).toList();
    }

    /** Those that train a network on the shadow's outputs. */
    public static List<Attack> networks(long seed) {
        return NETWORKS.values().stream().map(maker -> maker.apply(seed)).toList();
    }

    /** The names of {@link #thresholds}, in their order. */
    public static List<String> thresholdNames() {
        return List.copyOf(THRESHOLDS.keySet());
    }

    /** The names of {@link #networks}, in their order. */
    public static List<String> networkNames() {
        return List.copyOf(NETWORKS.keySet());
    }

    /**
     * One of those by its name.
     *
     * @param seed of what a network begins with
     */
    public static Attack named(String name, long seed) {
        LongFunction<Attack> maker = THRESHOLDS.getOrDefault(name, NETWORKS.get(name));
        if (maker == null) {
            throw new IllegalArgumentException("no attack is called " + name);
        }
        return maker.apply(seed);
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
