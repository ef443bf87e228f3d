package org.siguard.mpc.clear;

import org.siguard.mpc.Bits;
import org.siguard.ring.Shape;

/** Bits in the clear. */
record ClearBits(Shape shape, boolean[] values) implements Bits {
}
