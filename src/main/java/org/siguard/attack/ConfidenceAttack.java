package org.siguard.attack;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.siguard.base.UserMistake;

/**
 * Song and Mittal's confidence attack (USENIX Security 2021): "member" where the released probability of the true label is at
 * least τ_y, one threshold a class, fitted on the shadow.
 *
 * <p>τ_y is the shadow value v that maximises ½[P_in(s ≥ v) + P_out(s &lt; v)] over the shadow records of class y, the lowest of
 * several. A class of which the shadow lacks members or non-members is judged by the threshold fitted on all classes together.
 * The score is p_y − τ_y, so that the threshold is 0 for every class.
 */
public final class ConfidenceAttack implements Attack {
    public static final String NAME = "confidence";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String explanation() {
        return "Says member where the probability of the true label is high; how high is fitted for each class on the attacker's own model.";
    }

    @Override
    public Scores score(Release target, Shadow shadow) {
        double[] values = new double[target.size()];
        if (values.length == 0) {
            return new Scores(values, 0);
        }
        double[] thresholds = thresholds(shadow, target.vectors()[0].length);
        for (int record = 0; record < values.length; record++) {
            values[record] = target.confidence(record) - thresholds[target.labels()[record]];
        }
        return new Scores(values, 0);
    }

    /** τ_y for every class. */
    static double[] thresholds(Shadow shadow, int classes) {
        if (shadow.members().size() == 0 || shadow.nonMembers().size() == 0) {
            throw new UserMistake("Attack " + NAME + ": the shadow has " + shadow.members().size() + " members and "
                    + shadow.nonMembers().size() + " non-members; thresholds need at least one of each.");
        }
        requireClasses(shadow.members(), classes);
        requireClasses(shadow.nonMembers(), classes);
        double global = Threshold.between(confidences(shadow.members(), label -> true), confidences(shadow.nonMembers(), label -> true));
        return IntStream.range(0, classes).mapToDouble(y -> {
            double[] in = confidences(shadow.members(), label -> label == y);
            double[] out = confidences(shadow.nonMembers(), label -> label == y);
            return in.length == 0 || out.length == 0 ? global : Threshold.between(in, out);
        }).toArray();
    }

    private static void requireClasses(Release release, int classes) {
        if (release.vectors()[0].length != classes) {
            throw new UserMistake("Attack " + NAME + ": the shadow tells " + release.vectors()[0].length + " classes apart, the target "
                    + classes + "; they must be the same.");
        }
    }

    private static double[] confidences(Release release, IntPredicate label) {
        return IntStream.range(0, release.size()).filter(i -> label.test(release.labels()[i])).mapToDouble(release::confidence).toArray();
    }
}
