package org.siguard.mpc.simc;

import org.siguard.base.Cancellation;
import org.siguard.mpc.LinearRelu;
import org.siguard.mpc.Outcome;
import org.siguard.net.NetworkProfile;

/** A protocol between a server and a client, which can also end before its output is told to anybody: for a guard that stands behind it. */
public interface TwoPartyProtocol extends LinearRelu<ReluNetwork> {
    /** An inference up to its last check; each party keeps its share of the output. */
    Outcome<OutputShares> share(ReluNetwork network, long[] input, NetworkProfile profile, Cancellation cancellation);
}
