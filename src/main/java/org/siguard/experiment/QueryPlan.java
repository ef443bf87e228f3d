package org.siguard.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.guard.EarlyExitGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Remembering;
import org.siguard.model.ModelSpec;
import org.siguard.model.SharedModel;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Rehearsal;
import org.siguard.mpc.Shared;
import org.siguard.net.Prediction;
import org.siguard.net.Schedule;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
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

    /** What a guard does may depend on what else is in its batch, if it remembers; and what it costs, if it stops early. */
    static boolean wantsWholeBatches(OutputGuard guard) {
        return guard instanceof Remembering || !canBeMade(guard);
    }

    /**
     * The model's part, which all guards have in common: a pool's windows take longer to rehearse than a preview has.
     *
     * @param logits the shape of what it ends with
     */
    record Inference(Workload work, Shape logits, Map<String, Prediction> byOperation) {
        Inference {
            byOperation = Collections.unmodifiableMap(new LinkedHashMap<>(byOperation));
        }

        /**
         * @param spec of the model as it is run, folded
         */
        static Inference of(ModelSpec spec, int batch, Protocol engine, FixedPoint fixedPoint) {
            Rehearsal stage = new Rehearsal(fixedPoint, engine.costs());
            SharedModel model = stage.meter().in(GuardedInference.WEIGHTS, () -> SharedModel.take(stage, spec));
            Mark ready = Mark.of(stage);
            Shape records = GuardedInference.batchOf(spec.input(), batch);
            Shared logits = stage.meter().in(GuardedInference.INFERENCE, () -> model.logits(stage.input(Outside.CLIENT, records)));
            return new Inference(ready.until(Mark.of(stage), engine), logits.shape(), afterWeights(stage));
        }
    }

    /** What a guard adds to a model's part. */
    static QueryPlan of(Inference inference, OutputGuard guard, Protocol engine, FixedPoint fixedPoint) {
        Rehearsal stage = new Rehearsal(fixedPoint, engine.costs());
        OutputGuard.Guarding guarding = stage.meter().in(GuardedInference.WEIGHTS, () -> guard.serve(stage));
        Shared logits = stage.constant(RingTensor.zeros(inference.logits));
        Mark inferred = Mark.of(stage);
        Shared released = stage.meter().in(GuardedInference.GUARD, () -> guarding.protect(logits));
        Mark guarded = Mark.of(stage);
        stage.meter().in(GuardedInference.RELEASE, () -> stage.reveal(released, Outside.CLIENT));
        Map<String, Prediction> byOperation = new LinkedHashMap<>(inference.byOperation);
        byOperation.putAll(afterWeights(stage));
        return new QueryPlan(inference.work, inferred.until(guarded, engine), guarded.until(Mark.of(stage), engine), byOperation);
    }

    private static Map<String, Prediction> afterWeights(Rehearsal stage) {
        Map<String, Prediction> out = new LinkedHashMap<>(stage.meter().predictions());
        out.keySet().removeIf(path -> path.startsWith(GuardedInference.WEIGHTS));
        return out;
    }

    /** A place in a rehearsal. */
    private record Mark(Rehearsal.Tally tally, Schedule soFar) {
        static Mark of(Rehearsal stage) {
            return new Mark(stage.tally(), stage.schedule());
        }

        Workload until(Mark later, Protocol engine) {
            Workload whole = Workload.of(later.tally.since(tally), later.soFar.since(soFar));
            return engine.offline().isEmpty() ? whole : whole.withoutDealt();
        }
    }

    Workload total() {
        return inference.plus(guard).plus(release);
    }
}
