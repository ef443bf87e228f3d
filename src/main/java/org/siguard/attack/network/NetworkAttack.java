package org.siguard.attack.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Observation;
import org.siguard.attack.Shadow;
import org.siguard.ring.Seed;

/** An attack by one {@link AttackNetwork}, fitted on its shadows' features; the score is the network's probability of "member". */
public abstract class NetworkAttack implements Attack {
    private final long seed;

    protected NetworkAttack(long seed) {
        this.seed = seed;
    }

    /** What the network sees, a row a record. */
    public abstract double[][] features(Observation seen);

    @Override
    public Scores score(Evidence evidence) {
        needs().check(name(), evidence);
        if (evidence.target().size() == 0) {
            return new Scores(new double[0], 0.5);
        }
        List<Shadow> shadows = evidence.own().shadows();
        AttackNetwork network = AttackNetwork.fit(rows(shadows, Shadow::members), rows(shadows, Shadow::nonMembers), Seed.of(seed));
        return new Scores(network.probabilities(features(evidence.target())), 0.5);
    }

    private double[][] rows(List<Shadow> shadows, Function<Shadow, Observation> side) {
        return shadows.stream().map(side).flatMap(seen -> Arrays.stream(features(seen))).toArray(double[][]::new);
    }

    /** p in descending order. */
    static double[] descending(double[] p) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length / 2; i++) {
            double swapped = sorted[i];
            sorted[i] = sorted[sorted.length - 1 - i];
            sorted[sorted.length - 1 - i] = swapped;
        }
        return sorted;
    }
}
