package org.siguard.experiment;

import java.util.Arrays;
import org.siguard.guard.OutputGuard;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Shape;

/**
 * The second half of {@link GuardedInference}: a guard at work on logits that are there already. A preview changes the guard again and
 * again, and the logits stay.
 *
 * @param logits as the fixed point holds them exactly, one row a query
 */
record GuardedLogits(OutputGuard guard, double[][] logits, FixedPoint fixedPoint) implements SecureProgram<double[][]> {
    @Override
    public void own(Outsider owner) {
        owner.meter().in(GuardedInference.WEIGHTS, () -> guard.own(owner, fixedPoint));
    }

    @Override
    public double[][] ask(Outsider client) {
        client.share(fixedPoint.encode(shape(), Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray()));
        return GuardedInference.decoded(client.receive(shape()), fixedPoint);
    }

    @Override
    public void serve(FullRing engine) {
        OutputGuard.Guarding guarding = engine.meter().in(GuardedInference.WEIGHTS, () -> guard.serve(engine));
        Shared shared = engine.meter().in(GuardedInference.WEIGHTS, () -> engine.input(Outside.CLIENT, shape()));
        Shared released = engine.meter().in(GuardedInference.GUARD, () -> guarding.protect(shared));
        engine.meter().in(GuardedInference.RELEASE, () -> engine.reveal(released, Outside.CLIENT));
    }

    private Shape shape() {
        return Shape.of(logits.length, logits[0].length);
    }
}
