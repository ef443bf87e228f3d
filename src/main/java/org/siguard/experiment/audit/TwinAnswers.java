package org.siguard.experiment.audit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.guard.OutputGuard;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * What secure inference with a guard behind it answers, computed on the clear twin in the servers' arithmetic. Logits are computed
 * once for a model and a record, whatever stands behind them: an audit asks the same of many guards.
 */
final class TwinAnswers {
    private static final FixedPoint FIXED = FixedPoint.STANDARD;
    private static final int BATCH_NUMBERS = 1 << 18;
    private static final int GUARDED_AT_ONCE = 250;

    private final Protocol twin;
    private final Seed seed;
    private final Cancellation cancellation;
    private final Map<Model, Map<float[], double[]>> known = new IdentityHashMap<>();

    TwinAnswers(Protocol engine, Seed seed, Cancellation cancellation) {
        this.twin = new ClearProtocol(engine.costs());
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /** Released vectors, one a record. */
    double[][] of(Model model, OutputGuard guard, List<float[]> records) {
        double[][] logits = logits(model, records);
        double[][] out = new double[logits.length][];
        for (int from = 0; from < out.length; from += GUARDED_AT_ONCE) {
            int to = Math.min(out.length, from + GUARDED_AT_ONCE);
            double[][] some = java.util.Arrays.copyOfRange(logits, from, to);
            System.arraycopy(guarded(guard, some, from).run(), 0, out, from, to - from);
        }
        return out;
    }

    /** What the engine that the twin stands for would spend on guarding one query, by its declared costs. */
    Prediction cost(OutputGuard guard, double[] logits) {
        return guarded(guard, new double[][] {logits}, 0).costs();
    }

    /** The logits as the client would decode them: numbers that the fixed point holds exactly. */
    double[][] logits(Model model, List<float[]> records) {
        Map<float[], double[]> mine = known.computeIfAbsent(model, any -> new IdentityHashMap<>());
        List<float[]> fresh = records.stream().filter(record -> !mine.containsKey(record)).toList();
        if (!fresh.isEmpty()) {
            int batch = Math.clamp(BATCH_NUMBERS / model.spec().input().size(), 1, 512);
            try (InferenceSession session =
                    InferenceSession.open(model, twin, FIXED, NetworkProfile.IN_PROCESS, seed, cancellation)) {
                for (int from = 0; from < fresh.size(); from += batch) {
                    List<float[]> some = fresh.subList(from, Math.min(fresh.size(), from + batch));
                    double[][] answers = session.infer(some, Progress.none(), cancellation).result();
                    for (int i = 0; i < answers.length; i++) {
                        mine.put(some.get(i), answers[i]);
                    }
                }
            }
        }
        List<double[]> out = new ArrayList<>();
        records.forEach(record -> out.add(mine.get(record)));
        return out.toArray(double[][]::new);
    }

    private Guarded guarded(OutputGuard guard, double[][] logits, int place) {
        return new Guarded(guard, logits, place);
    }

    /** A guard at work on logits that are there already. */
    private final class Guarded implements SecureProgram<double[][]> {
        private static final String GUARD = "guard";

        private final OutputGuard guard;
        private final double[][] logits;
        private final Shape shape;
        private final int place;

        Guarded(OutputGuard guard, double[][] logits, int place) {
            this.guard = guard;
            this.logits = logits;
            this.place = place;
            this.shape = Shape.of(logits.length, logits[0].length);
        }

        double[][] run() {
            return computation().run(this, cancellation).result();
        }

        Prediction costs() {
            return computation().run(this, cancellation).costs().predicted(GUARD);
        }

        /** Every batch has servers of its own: two batches must not draw the same noise. */
        private Computation computation() {
            return new Computation(twin, FIXED, NetworkProfile.IN_PROCESS, seed.derive("guard", place));
        }

        @Override
        public void own(Outsider owner) {
            guard.own(owner, FIXED);
        }

        @Override
        public double[][] ask(Outsider client) {
            double[] all = java.util.Arrays.stream(logits).flatMapToDouble(java.util.Arrays::stream).toArray();
            client.share(FIXED.encode(shape, all));
            RingTensor released = client.receive(shape);
            int classes = shape.extent(-1);
            double[][] out = new double[logits.length][classes];
            for (int i = 0; i < released.size(); i++) {
                out[i / classes][i % classes] = FIXED.decode(released.data()[i]);
            }
            return out;
        }

        @Override
        public void serve(FullRing engine) {
            OutputGuard.Guarding guarding = guard.serve(engine);
            var shared = engine.input(Outside.CLIENT, shape);
            var released = engine.meter().in(GUARD, () -> guarding.protect(shared));
            engine.reveal(released, Outside.CLIENT);
        }
    }
}
