package org.siguard.model;

import java.util.Random;
import org.siguard.base.Cancellation;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Runs a network on shares, once, as it is. */
final class SecureRuns {
    private static final FixedPoint FIXED = FixedPoint.STANDARD;

    private SecureRuns() {
    }

    static Outcome<double[][]> run(Protocol protocol, Model model, double[][] records) {
        return new Computation(protocol, FIXED, NetworkProfile.IN_PROCESS, Seed.of(5)).run(new Program(model, records),
                Cancellation.never());
    }

    /** Records of numbers spread as those of normalised pictures. */
    static double[][] records(ModelSpec spec, int count, long seed) {
        Random random = new Random(seed);
        double[][] out = new double[count][];
        for (int i = 0; i < count; i++) {
            out[i] = random.doubles(spec.input().size(), -1.7, 1.7).toArray();
        }
        return out;
    }

    private record Program(Model model, double[][] records) implements SecureProgram<double[][]> {
        @Override
        public void own(Outsider owner) {
            SharedModel.own(owner, model, FIXED);
        }

        @Override
        public double[][] ask(Outsider client) {
            double[] all = java.util.Arrays.stream(records).flatMapToDouble(java.util.Arrays::stream).toArray();
            client.share(FIXED.encode(shape(), all));
            int classes = model.spec().classes();
            RingTensor logits = client.receive(Shape.of(records.length, classes));
            double[][] out = new double[records.length][classes];
            for (int i = 0; i < logits.size(); i++) {
                out[i / classes][i % classes] = FIXED.decode(logits.data()[i]);
            }
            return out;
        }

        @Override
        public void serve(FullRing engine) {
            SharedModel shared = engine.meter().in("weights", () -> SharedModel.take(engine, model.spec()));
            engine.meter().in("inference",
                    () -> engine.reveal(shared.logits(engine.input(Outside.CLIENT, shape())), Outside.CLIENT));
        }

        private Shape shape() {
            return SharedLayers.batch(records.length, model.spec().input());
        }
    }
}
