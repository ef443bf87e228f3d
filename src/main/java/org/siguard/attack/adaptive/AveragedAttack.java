package org.siguard.attack.adaptive;

import java.util.List;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.Release;
import org.siguard.attack.labelonly.NoisyCopies;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

/**
 * Averages before it attacks: m repeated queries of x, or queries of x + δ_j with normal δ_j, and the mean vector goes to the
 * inner attack. Repeating helps only against a guard that draws its noise afresh at every query; moving x a little may as well
 * turn a fixed perturbation into noise. The shadows' outputs are averaged in the same way.
 */
public final class AveragedAttack implements Attack {
    private final Attack attack;
    private final int times;
    private final double deviation;
    private final Seed seed;

    private AveragedAttack(Attack attack, int times, double deviation, long seed) {
        if (times < 2 || !(deviation >= 0 && Double.isFinite(deviation))) {
            throw new UserMistake("Attack " + attack.name() + ", averaged: " + times + " queries with noise of deviation " + deviation
                    + " are not allowed; give at least 2 queries, and a deviation of 0 or more.");
        }
        this.attack = attack;
        this.times = times;
        this.deviation = deviation;
        this.seed = Seed.of(seed);
    }

    /** Asks the same record again and again. */
    public static AveragedAttack repeated(Attack attack, int times) {
        return new AveragedAttack(attack, times, 0, 0);
    }

    /** Asks x + δ_j, each feature of δ_j normal with this deviation. */
    public static AveragedAttack moved(Attack attack, int times, double deviation, long seed) {
        return new AveragedAttack(attack, times, deviation, seed);
    }

    @Override
    public String name() {
        return attack.name() + ", averaged over " + times + (deviation == 0 ? " queries" : " moved copies");
    }

    @Override
    public String explanation() {
        return attack.explanation() + " It asks " + times + " times " + (deviation == 0 ? "the same" : "with a little noise")
                + " and averages what is released.";
    }

    @Override
    public Needs needs() {
        return attack.needs().withQueries(attack.needs().queries() - 1 + times);
    }

    @Override
    public Scores score(Evidence evidence) {
        needs().check(name(), evidence);
        return attack.score(evidence.each(this::averaged));
    }

    private Observation averaged(Observation seen) {
        if (seen.size() == 0) {
            return seen;
        }
        if (seen.oracle() == null) {
            throw new UserMistake("Attack " + name() + ": there is nobody to ask again; give it the records and someone to ask.");
        }
        double[][] sum = new double[seen.size()][seen.classes()];
        for (int time = 0; time < times; time++) {
            List<float[]> asked = deviation == 0 ? seen.records() : NoisyCopies.of(seen.records(), deviation, seed.derive("time", time));
            double[][] released = seen.oracle().ask(asked);
            for (int record = 0; record < sum.length; record++) {
                for (int i = 0; i < sum[record].length; i++) {
                    sum[record][i] += released[record][i] / times;
                }
            }
        }
        return seen.withRelease(new Release(sum, seen.release().labels()));
    }
}
