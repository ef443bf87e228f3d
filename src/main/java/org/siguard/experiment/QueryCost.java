package org.siguard.experiment;

import org.siguard.mpc.Costs;
import org.siguard.mpc.Outside;
import org.siguard.net.Traffic;

/**
 * What a batch of queries costs from the moment the client shares its records, the weights being in place, until it has its
 * answer; what is dealt beforehand is not in it.
 *
 * @param seconds the client waits
 * @param rounds  of the longest chain of messages
 * @param bytes   sent by all parties
 */
record QueryCost(double seconds, int rounds, long bytes) {

    /** By the client's clock: computing measured, network time computed. */
    static QueryCost measured(Costs costs) {
        Traffic client = costs.of(Outside.CLIENT.party(), GuardedInference.QUERY);
        long servers = costs.online(GuardedInference.INFERENCE).bytes() + costs.online(GuardedInference.GUARD).bytes()
                + costs.online(GuardedInference.RELEASE).bytes();
        return new QueryCost(client.nanos() / 1e9, client.rounds(), client.bytes() + servers);
    }
}
