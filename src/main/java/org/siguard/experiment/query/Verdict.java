package org.siguard.experiment.query;

/**
 * What one attack says of the record.
 *
 * @param attack  its name
 * @param before  of the answer as it was
 * @param after   of the answer that left the guard, by an attacker who does not know of it
 * @param adapted of the same, by an attacker who fitted its threshold on answers it guarded itself
 */
public record Verdict(String attack, Said before, Said after, Said adapted) {
    /**
     * A score and where "member" begins.
     *
     * @param score     higher for what looks like a member
     * @param threshold fitted on the attacker's own model, never on this record
     */
    public record Said(double score, double threshold) {
        public boolean member() {
            return score >= threshold;
        }
    }
}
