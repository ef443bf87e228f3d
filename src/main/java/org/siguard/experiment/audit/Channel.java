package org.siguard.experiment.audit;

import java.util.Arrays;
import java.util.List;
import org.siguard.attack.reference.ReferenceModels;
import org.siguard.model.Model;

/**
 * A way in which outputs reach a client.
 *
 * @param name      what tables call it
 * @param kind      whether it is plain, secure, or guarded
 * @param owners    what the target says through it
 * @param attackers what models of the attacker's own say through a copy of it that the attacker runs itself, with its own
 *                  classifier and templates where the owner's are secret
 * @param ownersSteps    how long the target's answers take; null where that is not known; and {@code attackersSteps} those of the attacker's copy
 * @param quick     whether all reference models can be asked through it in little time
 * @param rounds    of one guarded query, by declared costs; 0 without a guard
 * @param bytes     likewise, sent by all parties
 */
record Channel(String name, Kind kind, ReferenceModels.Answers owners, ReferenceModels.Answers attackers, Steps ownersSteps,
        Steps attackersSteps, boolean quick, int rounds, long bytes) {
    /** How many steps the answer to each record takes, which whoever waits for it can count. */
    @FunctionalInterface
    interface Steps {
        double[] of(Model model, List<float[]> records);

        /** As many for every record: tests hold guards to it. */
        static Steps fixed(int steps) {
            return (model, records) -> {
                double[] out = new double[records.size()];
                Arrays.fill(out, steps);
                return out;
            };
        }
    }

    /** What stands between the model and the client. */
    enum Kind {
        PLAIN, SECURE, GUARDED
    }
}
