package org.siguard.experiment.audit;

import java.util.List;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Guards;

/**
 * What an audit looks into.
 *
 * @param sample     by name
 * @param records    members and as many non-members at most, of those that no membership classifier was trained on
 * @param references models that likelihood-ratio attacks compare with, each trained on a random half of the target's records and
 *                   of its non-members; 0 leaves these attacks out
 * @param guards     by name, behind which the attacks are run as well
 * @param seed       of all that is random
 */
public record Audit(String sample, int records, int references, List<String> guards, long seed) {
    /** What a run without a guard calls it. */
    static final String NO_GUARD = "none";

    public Audit {
        guards = List.copyOf(guards);
        if (records < 20 || records > 100_000) {
            throw new UserMistake("An audit of " + records + " records on each side; give 20 to 100000.");
        }
        if (references < 0 || references > 256 || references % 2 != 0) {
            throw new UserMistake("An audit with " + references + " reference models; give an even number from 0 to 256.");
        }
        for (String guard : guards) {
            if (!Guards.names().contains(guard)) {
                throw new UserMistake(org.siguard.base.Names.unknown("guard", guard, Guards.names()));
            }
        }
    }

    /** Every guard there is, one after another. */
    public static List<String> allGuards() {
        return Guards.names().stream().filter(name -> !name.equals(NO_GUARD)).toList();
    }
}
