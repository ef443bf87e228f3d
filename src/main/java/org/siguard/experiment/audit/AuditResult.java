package org.siguard.experiment.audit;

import java.util.List;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Strongest;

/**
 * What an audit found.
 *
 * @param members    that it asked about
 * @param nonMembers that it asked about
 * @param gap        the gap attack's accuracy on plaintext outputs: what no guard that keeps the label can lower
 * @param channels   in the order in which they were tried
 */
public record AuditResult(Audit audit, int members, int nonMembers, Estimate gap, List<Finding> channels) {
    public AuditResult {
        channels = List.copyOf(channels);
    }

    /**
     * What leaks through one channel, and what it does to the answers.
     *
     * @param channel   its name
     * @param guarded   whether there is a guard
     * @param attacks   each by itself
     * @param strongest of them all, corrected for having been picked; but for the attacker who holds the owner's own classifier, since
     *                  that it stays secret is what a guard rests on
     * @param utility   what the answers are still worth
     * @param rounds    of one guarded query, by declared costs
     * @param bytes     likewise
     */
    public record Finding(String channel, boolean guarded, List<AttackFigures> attacks, Strongest strongest, Utility utility, int rounds,
            long bytes) {
        public Finding {
            attacks = List.copyOf(attacks);
        }
    }

    /**
     * What released vectors are worth, beside those of secure inference with the exact softmax and no guard.
     *
     * @param top1        share of non-members whose released label is the true one
     * @param labelKept   share of all records whose label is as without a guard
     * @param orderKept   share of all records whose three largest classes come in the same order
     * @param distortion  mean over all records of the sum of |p* − p|
     * @param calibration expected calibration error on non-members, in 15 equal bins: how far stated confidence is from accuracy
     * @param unchanged   share of all records whose vector is as without a guard, but for rounding
     */
    public record Utility(Estimate top1, double labelKept, double orderKept, double distortion, double calibration, double unchanged) {
    }
}
