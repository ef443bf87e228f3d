package org.siguard.mpc;

import org.siguard.base.Cancellation;
import org.siguard.net.NetworkProfile;

/**
 * A protocol between a server that owns the model and the client who owns the input, for networks of linear layers and ReLU alone. It offers
 * nothing else: no guard runs on it, and no program. What can do more is a {@link FullRing}.
 *
 * @param <N> how it is told a network
 */
public interface LinearRelu<N> {
    /** The name of the protocol, as users choose it. */
    String name();

    /**
     * One inference, with secrets of its own: integers in, integers out, and what it cost. What was counted on the wire and what is modelled stand
     * apart in {@link Costs}: the modelled part is what it says under {@link Costs#predicted}.
     */
    Outcome<long[]> infer(N network, long[] input, NetworkProfile profile, Cancellation cancellation);
}
