package org.siguard.experiment;

import org.siguard.mpc.Rehearsal;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;

/**
 * How much there is to do in a part of a computation: what messages it takes, and what each party computes.
 *
 * @param network      messages, by declared costs
 * @param multiplyAdds of the plain computation
 * @param values       secret numbers that are made, one after another
 */
record Workload(Prediction network, long multiplyAdds, long values) {
    static final Workload NONE = new Workload(Prediction.NONE, 0, 0);

    static Workload of(Rehearsal.Tally tally) {
        return new Workload(
                new Prediction(tally.cost().rounds(), tally.cost().messages(), tally.cost().bytes(), tally.cost().dealt()),
                tally.multiplyAdds(), tally.values());
    }

    Workload plus(Workload other) {
        return new Workload(network.plus(other.network), multiplyAdds + other.multiplyAdds, values + other.values);
    }

    Workload withoutDealt() {
        return new Workload(network.withoutDealt(), multiplyAdds, values);
    }

    double networkSeconds(NetworkProfile profile) {
        return network.networkNanos(profile) / 1e9;
    }
}
