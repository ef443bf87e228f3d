package org.siguard.experiment;

import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.FixedPoint;

/** No guard: the softmax, or what secure inference puts in its place, released as it is. */
record UnguardedSoftmax(SoftmaxKind kind) implements OutputGuard {
    /** The exact softmax comes with the label that the logits say, whatever rounding does. */
    static OutputGuard of(SoftmaxKind kind) {
        return kind == SoftmaxKind.EXACT ? new NoGuard() : new UnguardedSoftmax(kind);
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        // It has no secrets.
    }

    @Override
    public Guarding serve(FullRing engine) {
        return logits -> kind.of(engine, logits).probabilities();
    }
}
