package org.siguard.attack.threshold;

import java.util.List;
import java.util.function.Function;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Needs;
import org.siguard.attack.Observation;
import org.siguard.attack.Shadow;

/**
 * An attack that reads one number from each record and says "member" from a threshold on. It reads the same number from its
 * shadow's records, and fits the threshold there.
 */
public abstract class ThresholdAttack implements Attack {
    private final String name;
    private final String explanation;
    private final Needs needs;
    private final Thresholds thresholds;

    /**
     * @param name        whole
     * @param explanation in a sentence
     * @param needs       the shadow among them, on which the threshold is fitted
     */
    protected ThresholdAttack(String name, String explanation, Needs needs, Thresholds thresholds) {
        this.name = name;
        this.explanation = explanation;
        this.needs = needs;
        this.thresholds = thresholds;
    }

    /** What an attack that comes with either kind of threshold is called; a threshold a class is the usual one. */
    static String named(String signal, Thresholds thresholds) {
        return thresholds == Thresholds.PER_CLASS ? signal : signal + ", " + thresholds.words();
    }

    /** The number, one a record; higher where the record looks more like a member. */
    public abstract double[] signal(Observation seen);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String explanation() {
        return explanation;
    }

    @Override
    public final Needs needs() {
        return needs;
    }

    @Override
    public Scores score(Evidence evidence) {
        needs().check(name(), evidence);
        double[] signal = signal(evidence.target());
        if (signal.length == 0) {
            return new Scores(signal, 0);
        }
        return fitted(signal, evidence);
    }

    protected Scores fitted(double[] signal, Evidence evidence) {
        List<Shadow> shadows = evidence.own().shadows();
        return thresholds.apply(signal, evidence.target().release().labels(), evidence.target().classes(),
                sides(shadows, Shadow::members), sides(shadows, Shadow::nonMembers));
    }

    final List<Thresholds.Labelled> sides(List<Shadow> shadows, Function<Shadow, Observation> side) {
        return shadows.stream().map(side).map(seen -> new Thresholds.Labelled(signal(seen), seen.release().labels())).toList();
    }
}
