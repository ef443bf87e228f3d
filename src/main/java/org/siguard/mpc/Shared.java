package org.siguard.mpc;

import org.siguard.ring.Shape;

/** One party's part of a secret tensor. It belongs to the engine that made it; alone it tells nothing of the secret. */
public interface Shared {
    Shape shape();
}
