package org.siguard.mpc.clear;

import org.siguard.mpc.Shared;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** A value in the clear. */
public record ClearShare(RingTensor value) implements Shared {
    @Override
    public Shape shape() {
        return value.shape();
    }
}
