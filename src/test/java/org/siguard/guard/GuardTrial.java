package org.siguard.guard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.siguard.base.Cancellation;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.Tensor;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Trial;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** Puts logits in front of a guard, and takes home what the client is given. */
final class GuardTrial {
    static final int CLASSES = 10;
    static final double UNIT = 1.0 / Trial.FIXED.one();

    private GuardTrial() {
    }

    /** A membership classifier of random weights, for any number of classes. */
    static Model classifier(int classes, int... hidden) {
        Random random = new Random(1);
        int[] widths = new int[hidden.length + 2];
        widths[0] = classes;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[hidden.length + 1] = 1;
        ModelSpec spec = ModelSpec.mlp("h", widths);
        Map<String, Tensor> weights = new HashMap<>();
        spec.weights().forEach((name, shape) -> {
            float[] data = new float[shape.size()];
            double scale = shape.rank() == 2 ? 2 / Math.sqrt(shape.extent(1)) : 0.05;
            for (int i = 0; i < data.length; i++) {
                data[i] = (float) (random.nextGaussian() * scale);
            }
            weights.put(name, new Tensor(shape, data));
        });
        return new Model(spec, weights);
    }

    /** Every class at 0.55, the others alike. */
    static ClassTemplates templates(int classes) {
        double[][] out = new double[classes][classes];
        for (int label = 0; label < classes; label++) {
            Arrays.fill(out[label], 0.45 / (classes - 1));
            out[label][label] = 0.55;
        }
        return new ClassTemplates(out);
    }

    static GuardSecrets secrets() {
        return new GuardSecrets(classifier(CLASSES, 32, 16), templates(CLASSES));
    }

    static double[] uniform(long seed, int queries, double bound) {
        return new Random(seed).doubles(queries * CLASSES, -bound, bound).toArray();
    }

    /** Logits whose largest is ahead of the second by a margin between two bounds. */
    static double[] confident(long seed, int queries, double least, double most) {
        Random random = new Random(seed);
        double[] z = uniform(seed, queries, 2);
        for (int query = 0; query < queries; query++) {
            double[] row = row(z, CLASSES, query);
            Arrays.sort(row);
            z[query * CLASSES + random.nextInt(CLASSES)] = row[CLASSES - 1] + random.nextDouble(least, most);
        }
        return z;
    }

    static Outcome<List<RingTensor>> ask(Protocol protocol, OutputGuard guard, int classes, double[]... batches) {
        return ask(protocol, guard, 1, classes, batches);
    }

    /** Several batches in one session. */
    static Outcome<List<RingTensor>> ask(Protocol protocol, OutputGuard guard, long seed, int classes, double[]... batches) {
        List<RingTensor> encoded =
                Arrays.stream(batches).map(z -> Trial.FIXED.encode(Shape.of(z.length / classes, classes), z)).toList();
        return askEncoded(protocol, guard, seed, encoded);
    }

    static Outcome<List<RingTensor>> askEncoded(Protocol protocol, OutputGuard guard, long seed, List<RingTensor> batches) {
        return Trial.computation(protocol, seed).run(new Asking(guard, batches, Trial.FIXED), Cancellation.never());
    }

    /** With any number of fractional bits. */
    static RingTensor ask(Protocol protocol, OutputGuard guard, FixedPoint fixedPoint, double[] logits) {
        RingTensor encoded = fixedPoint.encode(Shape.of(logits.length / CLASSES, CLASSES), logits);
        return new Computation(protocol, fixedPoint, NetworkProfile.IN_PROCESS, Seed.of(1))
                .run(new Asking(guard, List.of(encoded), fixedPoint), Cancellation.never()).result().get(0);
    }

    private record Asking(OutputGuard guard, List<RingTensor> batches, FixedPoint fixedPoint) implements SecureProgram<List<RingTensor>> {
        @Override
        public void own(Outsider owner) {
            guard.own(owner, fixedPoint);
        }

        @Override
        public List<RingTensor> ask(Outsider client) {
            batches.forEach(client::share);
            return batches.stream().map(batch -> client.receive(batch.shape())).toList();
        }

        @Override
        public void serve(FullRing engine) {
            OutputGuard.Guarding guarding = guard.serve(engine);
            var inputs = batches.stream().map(batch -> engine.input(Outside.CLIENT, batch.shape())).toList();
            inputs.forEach(logits -> engine.reveal(guarding.protect(logits), Outside.CLIENT));
        }
    }

    static double[] row(double[] all, int classes, int row) {
        return Arrays.copyOfRange(all, row * classes, (row + 1) * classes);
    }

    static long[] row(RingTensor all, int row) {
        int classes = all.shape().extent(-1);
        return Arrays.copyOfRange(all.data(), row * classes, (row + 1) * classes);
    }

    /** The first of the largest, unit by unit: what a client takes for the label. */
    static int argmax(long[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    /** Messages, bytes and rounds of every party by operation. */
    static Map<String, String> wire(Outcome<?> outcome) {
        Map<String, String> out = new LinkedHashMap<>();
        outcome.costs().byParty().forEach((party, operations) -> operations.forEach((operation, cost) -> out.put(party + " " + operation,
                cost.messages() + " " + cost.bytes() + " " + cost.rounds())));
        return out;
    }
}
