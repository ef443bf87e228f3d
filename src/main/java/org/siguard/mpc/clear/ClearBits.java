package org.siguard.mpc.clear;

import org.siguard.mpc.Bits;
import org.siguard.ring.Shape;

/**
 * Bits in the clear. Whether they are ready to be multiplied, and whether they met ring elements, is remembered for the account of
 * costs: on a secure engine the first time costs more.
 */
final class ClearBits implements Bits {
    private final Shape shape;
    private final boolean[] values;
    private final ClearEngine home;
    private boolean ready;
    private boolean metRing;

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

    /** They meet ring elements now: whether they did before. */
    boolean meetRing() {
        boolean before = metRing;
        metRing = true;
        return before;
    }

    /** Bits each of which is one of these, or its opposite. */
    ClearBits like(Shape newShape, boolean[] newValues) {
        ClearBits bits = new ClearBits(newShape, newValues, ready, home);
        bits.metRing = metRing;
        return bits;
    }
}
