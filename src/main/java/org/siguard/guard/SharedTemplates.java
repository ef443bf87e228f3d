package org.siguard.guard;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Shape;

/** Class templates in shares, chosen by a label that nobody sees. */
final class SharedTemplates {
    private final FullRing engine;
    private final Shared vectors;

    private SharedTemplates(FullRing engine, Shared vectors) {
        this.engine = engine;
        this.vectors = vectors;
    }

    /** A server's part of what the owner shares. */
    static SharedTemplates take(FullRing engine, int classes) {
        return new SharedTemplates(engine, engine.input(Outside.OWNER, Shape.of(classes, classes)));
    }

    /** Labels as one-hot integers [n, k] to their templates [n, k]; exact. */
    Shared of(Shared labels) {
        return engine.meter().in("template", () -> engine.product(Bilinear.MATRIX, labels, vectors, 0));
    }
}
