package org.siguard.mpc.clear;

import org.siguard.mpc.Bits;
import org.siguard.ring.Shape;

/**
 * Bits in the clear. Whether they are ready to be multiplied is remembered for the account of costs: on a secure engine that
 * takes a round, once.
 */
final class ClearBits implements Bits {
    private final Shape shape;
    private final boolean[] values;
    private final ClearEngine home;
    private boolean ready;

    ClearBits(Shape shape, boolean[] values, boolean ready, ClearEngine home) {
        this.home = home;
        this.shape = shape;
        this.values = values;
        this.ready = ready;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    boolean[] values() {
        return values;
    }

    /** The engine that handed them out. */
    ClearEngine home() {
        return home;
    }

    boolean ready() {
        return ready;
    }

    void makeReady() {
        ready = true;
    }
}
