package org.siguard.attack.network;

import java.util.Arrays;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;

/**
 * ML-Leaks, adversary 1 (Salem et al., NDSS 2019): one shadow model, one attack network on the three largest numbers of p in
 * descending order (0 for what two classes lack). It knows no label, not even which class is predicted.
 */
public final class TopThreeAttack extends NetworkAttack {
    public static final String NAME = "network on the top 3 (ML-Leaks 1)";
    private static final int TOP = 3;

    public TopThreeAttack(long seed) {
        super(seed);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "A small network reads the three largest probabilities; it learned from the attacker's own model.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withShadows(1);
    }

    @Override
    public double[][] features(Observation seen) {
        return Arrays.stream(seen.release().vectors()).map(p -> Arrays.copyOf(descending(p), TOP)).toArray(double[][]::new);
    }
}
