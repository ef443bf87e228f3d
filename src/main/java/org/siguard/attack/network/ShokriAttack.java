package org.siguard.attack.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.ring.Seed;

/**
 * Shokri et al. (S&amp;P 2017): k shadow models give the attack set {(p, y, in or out)}, and one attack network a class y learns
 * from those of its class; it reads p as it is. A class of which all shadows together have fewer than {@value #FEWEST} members or
 * non-members is judged by the network of all classes.
 */
public final class ShokriAttack implements Attack {
    private static final int FEWEST = 5;

    private final int shadows;
    private final long seed;

    /** @param shadows how many shadow models, at least */
    public ShokriAttack(int shadows, long seed) {
        this.shadows = Math.max(1, shadows);
        this.seed = seed;
    }

    @Override
    public String name() {
        return "a network for each label y (Shokri)";
    }

    @Override
    public String explanation() {
        return "For each class a small network reads the released vector; they learned from the attacker's own models.";
    }

    @Override
    public Needs needs() {
        return Needs.VECTORS.withLabels().withShadows(shadows);
    }

    @Override
    public Scores score(Evidence evidence) {
        needs().check(name(), evidence);
        Release target = evidence.target().release();
        double[] values = new double[target.size()];
        if (values.length == 0) {
            return new Scores(values, 0.5);
        }
        int classes = evidence.target().classes();
        List<List<double[]>> in = byClass(evidence.own().shadows(), Shadow::members, classes);
        List<List<double[]>> out = byClass(evidence.own().shadows(), Shadow::nonMembers, classes);
        AttackNetwork ofAll = null;
        for (int y = 0; y < classes; y++) {
            int[] asked = asked(target, y);
            if (asked.length == 0) {
                continue;
            }
            boolean few = Math.min(in.get(y).size(), out.get(y).size()) < FEWEST;
            if (few && ofAll == null) {
                ofAll = fit(in.stream().flatMap(List::stream).toList(), out.stream().flatMap(List::stream).toList(), -1);
            }
            AttackNetwork network = few ? ofAll : fit(in.get(y), out.get(y), y);
            double[] said = network.probabilities(Arrays.stream(asked).mapToObj(i -> target.vectors()[i]).toArray(double[][]::new));
            for (int i = 0; i < asked.length; i++) {
                values[asked[i]] = said[i];
            }
        }
        return new Scores(values, 0.5);
    }

    private AttackNetwork fit(List<double[]> in, List<double[]> out, int label) {
        return AttackNetwork.fit(in.toArray(double[][]::new), out.toArray(double[][]::new), Seed.of(seed).derive("class", label));
    }

    private static int[] asked(Release target, int label) {
        int[] rows = new int[target.size()];
        int count = 0;
        for (int record = 0; record < rows.length; record++) {
            if (target.labels()[record] == label) {
                rows[count++] = record;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static List<List<double[]>> byClass(List<Shadow> shadows, Function<Shadow, Observation> side, int classes) {
        List<List<double[]>> out = new ArrayList<>();
        for (int y = 0; y < classes; y++) {
            out.add(new ArrayList<>());
        }
        for (Shadow shadow : shadows) {
            Release release = side.apply(shadow).release();
            for (int record = 0; record < release.size(); record++) {
                out.get(release.labels()[record]).add(release.vectors()[record]);
            }
        }
        return out;
    }
}
