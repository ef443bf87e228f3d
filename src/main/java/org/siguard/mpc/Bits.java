package org.siguard.mpc;

import org.siguard.ring.Shape;

/** One party's part of a tensor of secret bits. It belongs to the engine that made it. */
public interface Bits {
    Shape shape();
}
