package org.siguard.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Shared;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/**
 * What secure inference answers, computed on the clear twin in the servers' arithmetic: the logits first, then, on those, whatever stands
 * between them and the client. So the logits are computed once for many endings. What is decoded and encoded again on the way is
 * the same ring element.
 */
public final class ClearTwin {
    private static final FixedPoint FIXED = FixedPoint.STANDARD;
    private static final int BATCH_NUMBERS = 1 << 18;
    /** Rows of a batch behind the logits. */
    public static final int RELEASED_AT_ONCE = 250;

    private final Protocol twin;
    private final Seed seed;
    private final Cancellation cancellation;

    /** @param engine whose costs are predicted */
    public ClearTwin(Protocol engine, Seed seed, Cancellation cancellation) {
        this.twin = new ClearProtocol(engine.costs());
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /** What turns shared logits into what the client is given: a softmax, or a guard. */
    public interface Ending {
        /** The owner's part: shares its secrets, if there are any. */
        void own(Outsider owner, FixedPoint fixedPoint);

        /** A server's part: takes the secrets, and is ready for logits. */
        UnaryOperator<Shared> serve(FullRing engine);

        /** No guard. */
        static Ending of(SoftmaxKind kind) {
            return new Ending() {
                @Override
                public void own(Outsider owner, FixedPoint fixedPoint) {
                    // It has no secrets.
                }

                @Override
                public UnaryOperator<Shared> serve(FullRing engine) {
                    return logits -> kind.of(engine, logits).probabilities();
                }
            };
        }
    }

    /** The logits as the client would decode them. */
    public double[][] logits(Model model, List<float[]> records, Progress progress) {
        double[][] out = new double[records.size()][];
        int batch = Math.clamp(BATCH_NUMBERS / model.spec().input().size(), 1, 512);
        try (InferenceSession session = InferenceSession.open(model, twin, FIXED, NetworkProfile.IN_PROCESS, seed, cancellation)) {
            for (int from = 0; from < out.length; from += batch) {
                progress.report("asking " + model.spec().name(), (double) from / out.length);
                List<float[]> some = records.subList(from, Math.min(out.length, from + batch));
                System.arraycopy(session.infer(some, Progress.none(), cancellation).result(), 0, out, from, some.size());
            }
        }
        return out;
    }

    /** What is released for logits, a batch after another. */
    public double[][] released(Ending ending, double[][] logits) {
        double[][] out = new double[logits.length][];
        for (int from = 0; from < out.length; from += RELEASED_AT_ONCE) {
            double[][] some = Arrays.copyOfRange(logits, from, Math.min(logits.length, from + RELEASED_AT_ONCE));
            System.arraycopy(released(ending, some, from), 0, out, from, some.length);
        }
        return out;
    }

    /** What the engine that the twin stands for would spend on one query behind the logits, by its declared costs. */
    public Prediction cost(Ending ending, double[] logits) {
        return computation(0).run(new Program(ending, new double[][] {logits}), cancellation).costs().predicted(Program.ENDING);
    }

    /**
     * One batch; any number of them may be asked for at the same time.
     *
     * @param place where it stands among others: its servers' randomness follows from that
     */
    public double[][] released(Ending ending, double[][] logits, int place) {
        return computation(place).run(new Program(ending, logits), cancellation).result();
    }

    /** Every batch has servers of its own: two batches must not draw the same noise. */
    private Computation computation(int place) {
        return new Computation(twin, FIXED, NetworkProfile.IN_PROCESS, seed.derive("guard", place));
    }

    /** An ending at work on logits that are there already. */
    private record Program(Ending ending, double[][] logits) implements SecureProgram<double[][]> {
        private static final String ENDING = "ending";

        private Shape shape() {
            return Shape.of(logits.length, logits[0].length);
        }

        @Override
        public void own(Outsider owner) {
            ending.own(owner, FIXED);
        }

        @Override
        public double[][] ask(Outsider client) {
            client.share(FIXED.encode(shape(), Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray()));
            RingTensor released = client.receive(shape());
            int classes = logits[0].length;
            double[][] out = new double[logits.length][classes];
            for (int i = 0; i < released.size(); i++) {
                out[i / classes][i % classes] = FIXED.decode(released.data()[i]);
            }
            return out;
        }

        @Override
        public void serve(FullRing engine) {
            UnaryOperator<Shared> ready = ending.serve(engine);
            Shared shared = engine.input(Outside.CLIENT, shape());
            Shared released = engine.meter().in(ENDING, () -> ready.apply(shared));
            engine.reveal(released, Outside.CLIENT);
        }
    }
}
