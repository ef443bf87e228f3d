package org.siguard.experiment.audit;

import java.util.Arrays;
import java.util.List;
import org.siguard.attack.MembershipClassifier;
import org.siguard.attack.Observation;
import org.siguard.attack.Oracle;
import org.siguard.attack.Release;
import org.siguard.data.Dataset;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;

/**
 * A way in which outputs reach a client.
 *
 * @param name      what tables call it
 * @param kind      whether it is plain, secure, or guarded
 * @param h         the owner's membership classifier: for its softmax, or that a guard works with
 * @param attackersH the attacker's own
 * @param owners    what the target says through it
 * @param attackers what models of the attacker's own say through a copy of it that the attacker runs itself, with its own
 *                  classifier and templates where the owner's are secret
 * @param again     the attacker's copy put on released vectors instead of logits: what its guard would still do; null without a guard
 * @param quick     whether all reference models can be asked about all records through it in little time
 * @param afresh    whether the same query gets another answer when it is asked again
 * @param rounds    of one guarded query, by declared costs; 0 without a guard
 * @param bytes     likewise, sent by all parties
 */
record Channel(String name, Kind kind, MembershipClassifier h, MembershipClassifier attackersH, Answers owners, Answers attackers,
        Again again, boolean quick, boolean afresh,
        int rounds, long bytes) {
    /** What stands between the model and the client. */
    enum Kind {
        PLAIN, SECURE, GUARDED
    }

    /**
     * What a client sees of a number of records.
     *
     * @param steps how many steps a guard took for each, 0 where it takes as many for all; null without a guard
     */
    record Seen(double[][] vectors, double[] steps) {
    }

    /** What a model says through the channel. */
    interface Answers {
        /** Of the sample's own records. */
        Seen of(Model model, List<float[]> records);

        /** Of records that nobody will ask about again. */
        double[][] passing(Model model, List<float[]> records);

        /** Of rows of a data set, ready to be asked more. */
        default Observation observation(Model model, Dataset asked) {
            Seen seen = of(model, asked.records());
            Oracle oracle = records -> passing(model, records);
            Observation observation = Observation.of(new Release(seen.vectors, asked.labels())).asking(asked.records(), oracle);
            return seen.steps == null ? observation : observation.withSteps(seen.steps);
        }
    }

    /** A guard on vectors that were released already. */
    @FunctionalInterface
    interface Again {
        double[][] of(double[][] vectors);
    }

    boolean guarded() {
        return kind == Kind.GUARDED;
    }

    /** A classifier in double precision. */
    static MembershipClassifier classifier(Model h) {
        PlainInference plain = new PlainInference(h);
        return vectors -> Arrays.stream(plain.logits(vectors)).mapToDouble(z -> 1 / (1 + Math.exp(-z[0]))).toArray();
    }
}
