package org.siguard.experiment;

import org.siguard.mpc.Rehearsal;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.net.Schedule;

/**
 * How much there is to do in a part of a computation: what messages it takes, and what each party computes.
 *
 * @param network      messages, by declared costs
 * @param schedule     the same in their order
 * @param multiplyAdds of the plain computation
 * @param values       secret numbers that are made, one after another
 */
record Workload(Prediction network, Schedule schedule, long multiplyAdds, long values) {
    static final Workload NONE = new Workload(Prediction.NONE, Schedule.NONE, 0, 0);

    static Workload of(Rehearsal.Tally tally, Schedule schedule) {
        return new Workload(
                new Prediction(tally.cost().rounds(), tally.cost().messages(), tally.cost().bytes(), tally.cost().dealt()), schedule,
                tally.multiplyAdds(), tally.values());
    }

    /** Messages of which only the sums are known. */
    static Workload of(Prediction network) {
        return new Workload(network, network.schedule(), 0, 0);
    }

    /** First this, then the other. */
    Workload plus(Workload other) {
        return new Workload(network.plus(other.network), schedule.plus(other.schedule), multiplyAdds + other.multiplyAdds,
                values + other.values);
    }

    Workload withoutDealt() {
        return new Workload(network.withoutDealt(), schedule.withoutDealt(), multiplyAdds, values);
    }

    /** What its messages alone take. */
    double networkSeconds(NetworkProfile profile) {
        return schedule.nanos(profile) / 1e9;
    }

    /** What all of it takes a party that computes for so long. */
    double seconds(NetworkProfile profile, double computing) {
        return schedule.nanos(profile, Math.round(1e9 * computing)) / 1e9;
    }
}
