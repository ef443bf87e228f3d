package org.siguard.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.siguard.attack.Attack;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Rates;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.attack.threshold.Thresholds;

/**
 * Keeps what the client was given, by kind of output, and lets the attacks loose on it.
 *
 * <p>On guarded outputs the confidence attack runs twice: with thresholds fitted on unguarded shadow outputs, by an attacker who
 * does not know of the guard, and adapted, with thresholds fitted on shadow outputs that the attacker guarded itself.
 */
final class Scoreboard {
    /** One threshold for all classes: with few shadow records a class, thresholds of their own are fitted to chance. */
    private static final Attack CONFIDENCE = new ConfidenceAttack(Thresholds.GLOBAL);
    static final String ADAPTED = ConfidenceAttack.NAME + ", adapted";

    private final Population population;
    private final Shadow plainShadow;
    private final Shadow guardedShadow;
    private final Map<Output, double[][]> vectors = new EnumMap<>(Output.class);

    Scoreboard(Population population, Shadow plainShadow, Shadow guardedShadow) {
        this.population = population;
        this.plainShadow = plainShadow;
        this.guardedShadow = guardedShadow;
        for (Output output : Output.values()) {
            vectors.put(output, new double[0][]);
        }
    }

    /** The client was given these for the next records. */
    void add(Output output, double[][] released) {
        vectors.merge(output, released, Population::append);
    }

    Figures figures(Fidelity fidelity, Figures.Latency latency) {
        List<Figures.AttackFigure> attacks = new ArrayList<>();
        List<Figures.Top1> top1 = new ArrayList<>();
        for (Output output : Output.values()) {
            if (vectors.get(output).length < 2) {
                continue;
            }
            attacks.add(run(GapAttack.NAME, new GapAttack(), output, plainShadow));
            attacks.add(run(ConfidenceAttack.NAME, CONFIDENCE, output, plainShadow));
            if (output == Output.GUARDED) {
                attacks.add(run(ADAPTED, CONFIDENCE, output, guardedShadow));
            }
            top1.add(new Figures.Top1(output, accuracy(population.release(vectors.get(output), false))));
        }
        double gap = attacks.get(0).accuracy().value();
        int members = population.release(vectors.get(Output.PLAIN), true).size();
        int nonMembers = population.release(vectors.get(Output.PLAIN), false).size();
        return new Figures(fidelity, members, nonMembers, attacks, top1, gap, latency);
    }

    private Figures.AttackFigure run(String name, Attack attack, Output output, Shadow shadow) {
        Release members = population.release(vectors.get(output), true);
        Release nonMembers = population.release(vectors.get(output), false);
        return new Figures.AttackFigure(name, output,
                BalancedAccuracy.of(attack.score(members, shadow), attack.score(nonMembers, shadow)));
    }

    private static Estimate accuracy(Release release) {
        int right = 0;
        for (int i = 0; i < release.size(); i++) {
            right += release.predicted(i) == release.labels()[i] ? 1 : 0;
        }
        return Rates.clopperPearson(right, release.size());
    }
}
