package org.siguard.attack.reference;

import java.util.Arrays;
import org.siguard.attack.Preparation;
import org.siguard.attack.References;
import org.siguard.attack.threshold.Threshold;

/**
 * The threshold of an attack with reference models. Each of the models acts the target in turn, the others stay references; as
 * the attacker trained it, it knows whom it had for members. On the scores of all these rehearsals together the threshold is
 * fitted that tells members and non-members apart best.
 *
 * <p>An attacker who has seen one side only cannot fit: it takes ½, the score that half of what lies above its expectation for
 * non-members reaches. Its decisions are then a guess; its ranking is not.
 */
final class RehearsedThreshold {
    static final double UNFITTED = 0.5;

    private RehearsedThreshold() {
    }

    /** Scores as if the given model were the target and the others its references. */
    @FunctionalInterface
    interface Act {
        double[] score(References stage, int actor);
    }

    static double fit(Preparation own, Act act) {
        References stage = own.rehearsal() == null ? own.references() : own.rehearsal();
        if (!stage.knowsBothSides()) {
            return UNFITTED;
        }
        double[] in = new double[stage.models() * stage.records()];
        double[] out = new double[in.length];
        int members = 0;
        int others = 0;
        for (int actor = 0; actor < stage.models(); actor++) {
            double[] scores = act.score(stage, actor);
            for (int record = 0; record < scores.length; record++) {
                if (Double.isNaN(scores[record])) {
                    continue;
                }
                if (stage.in()[actor][record]) {
                    in[members++] = scores[record];
                } else if (stage.out()[actor][record]) {
                    out[others++] = scores[record];
                }
            }
        }
        return members == 0 || others == 0 ? UNFITTED : Threshold.between(Arrays.copyOf(in, members), Arrays.copyOf(out, others));
    }
}
