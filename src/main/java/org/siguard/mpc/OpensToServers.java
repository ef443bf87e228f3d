package org.siguard.mpc;

import org.siguard.ring.RingTensor;

/**
 * An engine whose servers can open a secret to one another. No guard and no inference that is meant to keep anything secret calls this: it is
 * there to show what an early exit gives away.
 */
public interface OpensToServers {
    /** What every server knows from then on. */
    RingTensor openToServers(Shared secret);
}
