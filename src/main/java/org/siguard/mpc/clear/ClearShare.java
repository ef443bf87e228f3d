package org.siguard.mpc.clear;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * A value in the clear.
 *
 * @param home the engine that handed it out
 */
public record ClearShare(RingTensor value, FullRing home) implements Shared {
    @Override
    public Shape shape() {
        return value.shape();
    }
}
