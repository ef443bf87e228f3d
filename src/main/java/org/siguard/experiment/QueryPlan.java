package org.siguard.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.model.ModelSpec;
import org.siguard.model.SharedModel;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Rehearsal;
import org.siguard.mpc.Shared;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Shape;

/**
 * What a batch of guarded queries will take on an engine, before anything runs: {@link GuardedInference} rehearsed with outlines in place
 * of numbers. What is dealt beforehand is in the operations and in none of the three parts.
 *
 * @param inference   until the logits are there
 * @param guard       until the released vectors are there, still shared
 * @param release     until the client has them
 * @param byOperation messages by operation path
 */
record QueryPlan(Workload inference, Workload guard, Workload release, Map<String, Prediction> byOperation) {

    /** Whether a guard's steps are known beforehand: what stops when it has found something does not tell. */
    static boolean canBeMade(OutputGuard guard) {
        return guard.worksOnShares() && !guard.name().equals(EarlyExitGuard.NAME);
    }

    /**
     * @param spec of the model as it is run, folded
     */
    static QueryPlan of(ModelSpec spec, OutputGuard guard, int batch, Protocol engine, FixedPoint fixedPoint) {
        Rehearsal stage = new Rehearsal(fixedPoint, engine.costs());
        SharedModel model = stage.meter().in(GuardedInference.WEIGHTS, () -> SharedModel.take(stage, spec));
        OutputGuard.Guarding guarding = stage.meter().in(GuardedInference.WEIGHTS, () -> guard.serve(stage));
        Rehearsal.Tally ready = stage.tally();
        Shape records = GuardedInference.batchOf(spec.input(), batch);
        Shared logits =
                stage.meter().in(GuardedInference.INFERENCE, () -> model.logits(stage.input(Outside.CLIENT, records)));
        Rehearsal.Tally inferred = stage.tally();
        Shared released = stage.meter().in(GuardedInference.GUARD, () -> guarding.protect(logits));
        Rehearsal.Tally guarded = stage.tally();
        stage.meter().in(GuardedInference.RELEASE, () -> stage.reveal(released, Outside.CLIENT));
        Map<String, Prediction> byOperation = new LinkedHashMap<>();
        stage.meter().predictions().forEach((path, prediction) -> {
            if (!path.startsWith(GuardedInference.WEIGHTS)) {
                byOperation.put(path, prediction);
            }
        });
        return new QueryPlan(part(engine, inferred, ready), part(engine, guarded, inferred), part(engine, stage.tally(), guarded),
                byOperation);
    }

    private static Workload part(Protocol engine, Rehearsal.Tally now, Rehearsal.Tally before) {
        Workload whole = Workload.of(now.since(before));
        return engine.offline().isEmpty() ? whole : whole.withoutDealt();
    }

    Workload total() {
        return inference.plus(guard).plus(release);
    }
}
