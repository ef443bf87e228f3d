package org.siguard.attack;

/**
 * A membership-inference attack: a score for every record from what a client can see. A higher score always means "member".
 */
public interface Attack {
    /** What charts and reports call it. */
    String name();

    /** In one sentence, what it does. */
    String explanation();

    /** Scores the released records; whatever it fits, it fits on the shadow. */
    Scores score(Release target, Shadow shadow);

    /**
     * @param values    one score a record
     * @param threshold the attack says "member" from here on; never fitted on the records scored
     */
    record Scores(double[] values, double threshold) {
        public boolean saysMember(int record) {
            return values[record] >= threshold;
        }
    }
}
