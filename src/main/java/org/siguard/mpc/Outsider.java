package org.siguard.mpc;

import org.siguard.net.TrafficMeter;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** What the client or the model owner can do: hand secrets to the servers in shares, and be told results. */
public interface Outsider {
    /** Shares a secret; the servers take it with {@link FullRing#input}. */
    void share(RingTensor secret);

    /** Waits for what the servers reveal with {@link FullRing#reveal}. */
    RingTensor receive(Shape shape);

    /** Where this party's costs are counted. */
    TrafficMeter meter();
}
