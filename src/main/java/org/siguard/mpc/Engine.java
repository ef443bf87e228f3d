package org.siguard.mpc;

import org.siguard.net.TrafficMeter;
import org.siguard.ring.FixedPoint;

/**
 * One server's view of a secure computation. What it can compute its subtype says: {@link FullRing} computes anything over
 * fixed-point numbers.
 */
public interface Engine {
    /** The name of the protocol, as users choose it. */
    String name();

    FixedPoint fixedPoint();

    /** Where this party's costs are counted; programs mark their phases on it. */
    TrafficMeter meter();
}
