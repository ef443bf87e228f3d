package org.siguard.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.Preparation;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Rates;
import org.siguard.attack.metric.Strongest;
import org.siguard.attack.threshold.GapAttack;

/**
 * Keeps what the client was given, by kind of output, and lets the attacks loose on it.
 *
 * <p>On guarded outputs an attack that fits anything runs twice: fitted on unguarded shadow outputs, by an attacker who does not know of
 * the guard, and adapted, fitted on shadow outputs that the attacker guarded itself.
 */
final class Scoreboard {
    private final Population population;
    private final Map<Output, Shadow> shadows;
    private final Map<Output, List<Attack>> attacks;
    private final long seed;
    private final Map<Output, double[][]> vectors = new EnumMap<>(Output.class);

    /**
     * @param shadows the attacker's own model's outputs as they are released by kind of output; behind the guard, by its own copy of it,
     *                they may be told later by {@link #prepare}
     * @param attacks by kind of output
     * @param seed    of halves of records
     */
    Scoreboard(Population population, Map<Output, Shadow> shadows, Map<Output, List<Attack>> attacks, long seed) {
        this.population = population;
        this.shadows = new EnumMap<>(shadows);
        this.attacks = attacks;
        this.seed = seed;
        for (Output output : Output.values()) {
            vectors.put(output, new double[0][]);
        }
    }

    /** What the attacker's own model releases in this way; before the first that the client is given so. */
    void prepare(Output output, Shadow shadow) {
        shadows.put(output, shadow);
    }

    /** The client was given these for the next records. */
    void add(Output output, double[][] released) {
        vectors.merge(output, released, Population::append);
    }

    int asked() {
        return vectors.get(Output.PLAIN).length;
    }

    /**
     * What is known so far.
     *
     * @param over whether all records are there: attacks that take long wait for that
     */
    Figures figures(Fidelity fidelity, Figures.Latency latency, boolean over) {
        return figures(fidelity, latency, trials(over));
    }

    Figures figures(Fidelity fidelity, Figures.Latency latency, List<RecordScores.Trial> trials) {
        List<Figures.AttackFigure> figures = new ArrayList<>();
        List<Figures.Top1> top1 = new ArrayList<>();
        List<Figures.StrongestFigure> strongest = new ArrayList<>();
        for (Output output : Output.values()) {
            List<RecordScores.Trial> here = trials.stream().filter(trial -> trial.output() == output).toList();
            if (here.isEmpty()) {
                continue;
            }
            here.forEach(trial -> figures.add(new Figures.AttackFigure(trial.attack(), output, BalancedAccuracy.of(trial.trial()))));
            top1.add(new Figures.Top1(output, accuracy(population.release(vectors.get(output), false))));
            Map<String, AttackTrial> competing = new LinkedHashMap<>();
            here.stream().filter(RecordScores.Trial::competes).forEach(trial -> competing.put(trial.attack(), trial.trial()));
            Strongest best = Strongest.of(competing, GapAttack.NAME, seed);
            strongest.add(new Figures.StrongestFigure(output, best.attack(), best.corrected(), best.compared()));
        }
        double gap = figures.stream().filter(figure -> figure.attack().equals(GapAttack.NAME)).findFirst().orElseThrow().accuracy()
                .value();
        int members = (asked() + 1) / 2;
        return new Figures(fidelity, members, asked() - members, figures, top1, gap, latency, strongest, change());
    }

    /** All attacks on all that the client was given. */
    List<RecordScores.Trial> trials(boolean over) {
        List<RecordScores.Trial> out = new ArrayList<>();
        for (Output output : Output.values()) {
            if (vectors.get(output).length < 2) {
                continue;
            }
            Release release = population.release(vectors.get(output));
            Preparation own = Preparation.of(shadows.get(output == Output.GUARDED ? Output.SECURE : output));
            Evidence evidence = Evidence.of(Observation.of(release), own);
            if (output == Output.GUARDED) {
                evidence = evidence.withGuardedOwn(Preparation.of(shadows.get(output)));
            }
            for (Attack attack : attacks.get(output)) {
                if (over || TickedAttacks.takesNoTime(attack)) {
                    out.add(trial(attack, output, evidence));
                    if (output == Output.GUARDED && adapts(attack)) {
                        out.add(trial(new AdaptedAttack(attack), output, evidence));
                    }
                }
            }
        }
        return out;
    }

    private RecordScores.Trial trial(Attack attack, Output output, Evidence evidence) {
        AttackTrial trial = AttackTrial.of(attack.score(evidence), population.membership(evidence.target().size()));
        return new RecordScores.Trial(attack.name(), output, !(attack instanceof HeldClassifierAttack), trial);
    }

    /** The holder of the owner's own classifier has no copy of the guard with it: the attacker's own guard has another one. */
    private static boolean adapts(Attack attack) {
        Needs needs = attack.needs();
        return needs.shadows() > 0 && !(attack instanceof HeldClassifierAttack);
    }

    /** By record, over all that were asked for. */
    RecordScores scores(List<RecordScores.Trial> trials) {
        Release guarded = population.release(vectors.get(Output.GUARDED));
        boolean[] right = new boolean[guarded.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = guarded.right(i);
        }
        return new RecordScores(Arrays.copyOf(population.rows(), right.length), population.membership(right.length), trials, right,
                distortion());
    }

    private double[] distortion() {
        double[][] before = vectors.get(Output.SECURE);
        double[][] after = vectors.get(Output.GUARDED);
        double[] out = new double[Math.min(before.length, after.length)];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < before[i].length; k++) {
                out[i] += Math.abs(after[i][k] - before[i][k]);
            }
        }
        return out;
    }

    /** Null where nothing was guarded yet. */
    private Figures.Change change() {
        double[] distortion = distortion();
        if (distortion.length < 2) {
            return null;
        }
        Release before = population.release(vectors.get(Output.SECURE));
        Release after = population.release(vectors.get(Output.GUARDED));
        int undefended = 0;
        int kept = 0;
        for (int i = 0; i < distortion.length; i++) {
            undefended += distortion[i] < RecordScores.ROUNDING ? 1 : 0;
            kept += before.predicted(i) == after.predicted(i) ? 1 : 0;
        }
        return new Figures.Change(mean(distortion), Rates.clopperPearson(undefended, distortion.length),
                Rates.clopperPearson(kept, distortion.length));
    }

    /** With the interval of a normal mean: there are dozens of records at least, and none can be moved by more than 2. */
    private static Estimate mean(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double width = 1.96 * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Estimate(mean, Math.max(0, mean - width), mean + width);
    }

    private static Estimate accuracy(Release release) {
        int right = 0;
        for (int i = 0; i < release.size(); i++) {
            right += release.right(i) ? 1 : 0;
        }
        return Rates.clopperPearson(right, release.size());
    }
}
