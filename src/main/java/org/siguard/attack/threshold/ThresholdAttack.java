package org.siguard.attack.threshold;

import java.util.List;
import java.util.function.Function;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Observation;
import org.siguard.attack.Shadow;

/**
 * An attack that reads one number from each record and says "member" from a threshold on. It reads the same number from its
 * shadow's records, and fits the threshold there.
 */
public abstract class ThresholdAttack implements Attack {
    private final Thresholds thresholds;

    protected ThresholdAttack(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** The number, one a record; higher where the record looks more like a member. */
    public abstract double[] signal(Observation seen);

    /** What the name is without the kind of threshold. */
    protected abstract String signalName();

    @Override
    public String name() {
        return thresholds == Thresholds.PER_CLASS ? signalName() : signalName() + ", " + thresholds.words();
    }

    protected final Thresholds thresholds() {
        return thresholds;
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
