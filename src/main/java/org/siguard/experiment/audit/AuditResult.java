package org.siguard.experiment.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siguard.attack.Needs;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Slice;
import org.siguard.attack.metric.Strongest;

/**
 * What an audit found: all that tables, files and reports are made from.
 *
 * @param audit      what was asked for
 * @param records    that the attacks were run on
 * @param references the models that likelihood-ratio attacks compare with; none where they were left out
 * @param gap        the gap attack's accuracy on plaintext outputs: what no guard that keeps the label can lower
 * @param channels   in the order in which they were tried
 */
public record AuditResult(Audit audit, Records records, Optional<References> references, Estimate gap, List<Finding> channels) {
    public AuditResult {
        channels = List.copyOf(channels);
    }

    /**
     * The records that the attacks were run on, members first.
     *
     * @param rows   in the sample's data
     * @param labels the true ones
     * @param member whether the target was trained on it
     */
    public record Records(int[] rows, int[] labels, boolean[] member) {
        public int size() {
            return rows.length;
        }

        public int members() {
            int count = 0;
            for (boolean is : member) {
                count += is ? 1 : 0;
            }
            return count;
        }

        public int nonMembers() {
            return size() - members();
        }
    }

    /**
     * The reference models, trained as the target was and on as many records, so that they overfit as it does.
     *
     * @param least   records that one of them was trained on
     * @param most    likewise
     * @param target  records that the target was trained on
     * @param rows    who was given which; training may have held some of them out to watch itself by
     * @param heldOut of all models together, the records so held out: they count neither as members of the model nor as others
     */
    public record References(int least, int most, int target, ReferenceRows rows, int heldOut) {
        public int models() {
            return rows.halves().shadows();
        }
    }

    /**
     * What leaks through one channel, and what it does to the answers.
     *
     * @param channel     its name
     * @param guarded     whether there is a guard
     * @param attacks     each by itself
     * @param strongest   of those run on all records, corrected for having been picked; but for the attacker who holds the owner's own
     *                    classifier, since that it stays secret is what a guard rests on
     * @param slices      how well that one does on some of the records; it was picked on these very records
     * @param exposed     the members that it is surest of
     * @param comparisons with other channels
     * @param utility     what the answers are still worth
     * @param rounds      of one guarded query, by declared costs
     * @param bytes       likewise
     */
    public record Finding(String channel, boolean guarded, List<Attacked> attacks, Strongest strongest, List<Slice> slices,
            List<Exposed> exposed, List<Comparison> comparisons, Utility utility, int rounds, long bytes) {
        public Finding {
            attacks = List.copyOf(attacks);
            slices = List.copyOf(slices);
            exposed = List.copyOf(exposed);
            comparisons = List.copyOf(comparisons);
        }

        /** With what only the other channels can tell. */
        Finding with(List<Comparison> others) {
            return new Finding(channel, guarded, attacks, strongest, slices, exposed, others, utility, rounds, bytes);
        }

        /** The trials that the strongest is picked from. */
        Map<String, AttackTrial> comparable(int records) {
            return comparable(attacks, records);
        }

        /** Those on all records whose attacker does not hold the owner's classifier. */
        static Map<String, AttackTrial> comparable(Collection<Attacked> attacks, int records) {
            Map<String, AttackTrial> out = new LinkedHashMap<>();
            attacks.stream().filter(attack -> attack.places.length == records && !attack.holdsClassifier())
                    .forEach(attack -> out.put(attack.name(), attack.trial));
            return out;
        }
    }

    /**
     * One attack through one channel.
     *
     * @param figures     how well it did
     * @param explanation what it does, in a sentence
     * @param needs       what the attacker must have
     * @param cost        what that comes to here
     * @param places      of the records it was run on, among those of the audit: fewer where it asks many times
     * @param trial       its scores, in their order
     * @param carriedOver the channel that it was run through in truth, where that must give the same: an attack that looks at labels alone
     *                    sees no difference where no label changed
     */
    public record Attacked(AttackFigures figures, String explanation, Needs needs, Needs.Cost cost, int[] places, AttackTrial trial,
            Optional<String> carriedOver) {
        public String name() {
            return figures.attack();
        }

        public boolean holdsClassifier() {
            return name().startsWith(HeldClassifierAttack.NAME);
        }

        Attacked carriedFrom(String channel) {
            return new Attacked(figures, explanation, needs, cost, places, trial, Optional.of(channel));
        }
    }

    /**
     * A member that is exposed.
     *
     * @param place      among the records of the audit
     * @param row        in the sample's data
     * @param label      the true one
     * @param score      the strongest attack's
     * @param falseShare of the non-members that score as high or higher: how often an attacker as sure as this is wrong about one
     * @param calledBy   how many attacks call it a member
     * @param attacks    of how many: those that were run on all records
     */
    public record Exposed(int place, int row, int label, double score, double falseShare, int calledBy, int attacks) {
    }

    /**
     * A paired test on the same records: the strongest attack here against the strongest there, {@link Difference#ofStrongest}.
     *
     * @param against  the other channel, or the gap attack
     * @param accuracy here minus there; below 0: less leaks here
     */
    public record Comparison(String against, Difference accuracy) {
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
