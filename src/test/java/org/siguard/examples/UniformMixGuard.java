package org.siguard.examples;

import org.siguard.guard.Label;
import org.siguard.guard.OutputGuard;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Softmax;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;

/** Releases (1 - w) p + w / k: the softmax p of k classes, mixed with the uniform vector by the weight w. */
public final class UniformMixGuard implements OutputGuard {
    private final double weight;

    /** @param weight of the uniform vector, from 0, below 1 */
    public UniformMixGuard(double weight) {
        this.weight = weight;
    }

    @Override
    public String name() {
        return "uniform-mix";
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        // It has no secrets. One that has shares them here, and takes them with engine.input(Outside.OWNER, …) in serve.
    }

    @Override
    public Guarding serve(FullRing engine) {
        return logits -> engine.meter().in(name(), () -> mixed(engine, logits));
    }

    /** Products with public numbers need no message; the truncation behind takes a round, the seal eight. */
    private Shared mixed(FullRing engine, Shared logits) {
        FixedPoint fixedPoint = engine.fixedPoint();
        Softmax softmax = Softmax.of(engine, logits);
        Shared kept = engine.truncate(engine.scale(softmax.probabilities(), fixedPoint.encode(1 - weight)), fixedPoint.fractionalBits());
        RingTensor even = RingTensor.filled(logits.shape(), fixedPoint.encode(weight / logits.shape().extent(-1)));
        return new Label(engine, softmax.oneHot()).seal(engine.add(kept, even));
    }
}
