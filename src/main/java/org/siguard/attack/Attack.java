package org.siguard.attack;

import org.siguard.base.UserMistake;

/**
 * A membership-inference attack: a score for every record from what a client can see. A higher score always means "member".
 *
 * <p>Whatever an attack fits, a threshold or a network, it fits on the attacker's own {@link Preparation}, never on the records
 * it is judged by. {@link #needs()} says what it takes before it starts; what is missing then is told as the user's mistake.
 */
public interface Attack {
    /** What charts and reports call it. An attack network sees p alone unless its name says that it sees the label too. */
    String name();

    /** In one sentence, what it does. */
    String explanation();

    /** What the attacker must have, and so what the attack costs. */
    Needs needs();

    /** Scores the records under attack; whatever it fits, it fits on the attacker's own models. */
    Scores score(Evidence evidence);

    /** The same, for an attacker with released vectors and one shadow model and nothing else. */
    default Scores score(Release target, Shadow shadow) {
        return score(Evidence.of(target, shadow));
    }

    /**
     * @param values    one score a record, all finite
     * @param threshold the attack says "member" from here on; never fitted on the records scored
     */
    record Scores(double[] values, double threshold) {
        public Scores {
            for (int record = 0; record < values.length; record++) {
                if (!Double.isFinite(values[record])) {
                    throw new UserMistake("Attack scores, record " + record + ": " + values[record]
                            + " is no finite number, so it cannot be ranked; check what was released for that record.");
                }
            }
            if (Double.isNaN(threshold)) {
                throw new UserMistake("Attack scores: the threshold is not a number; check the shadow outputs it was fitted on.");
            }
        }

        public boolean saysMember(int record) {
            return values[record] >= threshold;
        }
    }
}
