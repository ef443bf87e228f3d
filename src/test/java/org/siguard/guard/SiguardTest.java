package org.siguard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Settings;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.model.Tensor;
import org.siguard.mpc.Computation;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.SecureProgram;
import org.siguard.mpc.Trial;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** The guard on logits of moderate confidence, with a membership classifier of random weights. */
class SiguardTest {
    private static final int CLASSES = 10;
    private static final int QUERIES = 60;
    private static final Model H = randomClassifier();
    private static final Settings SETTINGS = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 3).with(Siguard.INNER, 8)
            .with(Siguard.GROWTH, 2.0);

    static List<Protocol> engines() {
        return Trial.engines();
    }

    private static Model randomClassifier() {
        Random random = new Random(1);
        ModelSpec spec = ModelSpec.mlp("h", CLASSES, 32, 16, 1);
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

    private static double[] logits(long seed) {
        return new Random(seed).doubles(QUERIES * CLASSES, -2, 2).toArray();
    }

    private static Outcome<RingTensor> protect(Protocol protocol, double[] logits, long seed) {
        return protect(protocol, SETTINGS, logits, seed);
    }

    private static Outcome<RingTensor> protect(Protocol protocol, Settings settings, double[] logits, long seed) {
        Shape shape = Shape.of(QUERIES, CLASSES);
        Computation computation = Trial.computation(protocol, seed);
        return computation.run(new Guarded(new Siguard(settings, H), Trial.FIXED, Trial.FIXED.encode(shape, logits)), Cancellation.never());
    }

    private record Guarded(OutputGuard guard, FixedPoint fixedPoint, RingTensor logits) implements SecureProgram<RingTensor> {
        @Override
        public void own(Outsider owner) {
            guard.own(owner, fixedPoint);
        }

        @Override
        public RingTensor ask(Outsider client) {
            client.share(logits);
            return client.receive(logits.shape());
        }

        @Override
        public void serve(FullRing engine) {
            OutputGuard.Guarding guarding = guard.serve(engine);
            engine.reveal(guarding.protect(engine.input(Outside.CLIENT, logits.shape())), Outside.CLIENT);
        }
    }

    private static double[] row(double[] all, int row) {
        return Arrays.copyOfRange(all, row * CLASSES, (row + 1) * CLASSES);
    }

    private static int argmax(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    private static double h(double[] vector) {
        float[] record = new float[vector.length];
        for (int i = 0; i < record.length; i++) {
            record[i] = (float) vector[i];
        }
        return new PlainInference(H).logits(List.of(record))[0][0];
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsTheLabelAndReleasesProbabilities(Protocol engine) {
        double[] logits = logits(2);
        double[] released = Trial.FIXED.decode(protect(engine, logits, 1).result());
        for (int query = 0; query < QUERIES; query++) {
            double[] vector = row(released, query);
            assertThat(argmax(vector)).isEqualTo(argmax(row(logits, query)));
            assertThat(Arrays.stream(vector).sum()).isBetween(1 - CLASSES / 65536.0, 1 + CLASSES / 65536.0);
            assertThat(Arrays.stream(vector).allMatch(p -> p >= 0 && p <= 1)).isTrue();
        }
    }

    /** With this classifier most queries can be turned; those that cannot leave as they came, to the fixed point's precision. */
    @ParameterizedTest
    @MethodSource("engines")
    void turnsTheClassifierRoundOrLeavesThePredictionAlone(Protocol engine) {
        double[] logits = logits(3);
        double[] released = Trial.FIXED.decode(protect(engine, logits, 1).result());
        int turned = 0;
        for (int query = 0; query < QUERIES; query++) {
            double[] before = PlainInference.softmax(row(logits, query));
            double[] after = row(released, query);
            double moved = 0;
            for (int i = 0; i < CLASSES; i++) {
                moved = Math.max(moved, Math.abs(before[i] - after[i]));
            }
            boolean flipped = h(before) * h(after) <= 0;
            turned += flipped ? 1 : 0;
            assertThat(flipped || moved < 4 / 65536.0 || Math.abs(h(after)) < 0.01).as("query %d: h %f to %f, moved %f", query, h(before),
                    h(after), moved).isTrue();
        }
        assertThat(turned).isGreaterThan(QUERIES / 2);
    }

    /** One step, from the same start: no rounding has had time to grow. */
    @Test
    void aStepOfTheSecureGuardIsThatOfTheClearTwin() {
        Settings one = SETTINGS.with(Siguard.OUTER, 1).with(Siguard.INNER, 1).with(Siguard.STEP, 1.0);
        double[] logits = logits(4);
        double[] clear = Trial.FIXED.decode(protect(Trial.clear(), one, logits, 1).result());
        double[] secure = Trial.FIXED.decode(protect(Trial.secure(), one, logits, 1).result());
        int same = 0;
        int moved = 0;
        for (int query = 0; query < QUERIES; query++) {
            boolean close = true;
            boolean away = false;
            double[] before = PlainInference.softmax(row(logits, query));
            for (int i = 0; i < CLASSES; i++) {
                close &= Math.abs(row(clear, query)[i] - row(secure, query)[i]) <= 8 / 65536.0;
                away |= Math.abs(row(clear, query)[i] - before[i]) > 0.01;
            }
            same += close ? 1 : 0;
            moved += away ? 1 : 0;
        }
        assertThat(moved).isGreaterThan(5);
        // One query may stand so near to the classifier's boundary that rounding decides whether its noise is valid.
        assertThat(same).isGreaterThanOrEqualTo(QUERIES - 1);
    }

    /** Over many steps rounding grows, so whole searches are compared by how many queries they turn. */
    @Test
    void theSecureSearchSucceedsAsOftenAsTheClearTwins() {
        double[] logits = logits(7);
        int clear = turned(logits, Trial.FIXED.decode(protect(Trial.clear(), logits, 1).result()));
        int secure = turned(logits, Trial.FIXED.decode(protect(Trial.secure(), logits, 1).result()));
        assertThat(clear).isGreaterThan(QUERIES / 2);
        assertThat(Math.abs(clear - secure)).isLessThanOrEqualTo(QUERIES / 6);
    }

    private static int turned(double[] logits, double[] released) {
        int turned = 0;
        for (int query = 0; query < QUERIES; query++) {
            turned += h(PlainInference.softmax(row(logits, query))) * h(row(released, query)) < 0 ? 1 : 0;
        }
        return turned;
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        assertThat(protect(Trial.secure(), logits(5), 9).result()).isEqualTo(protect(Trial.secure(), logits(5), 9).result());
    }

    @Test
    void noMessageDependsOnTheQuery() {
        assertThat(wire(logits(6))).isEqualTo(wire(new double[QUERIES * CLASSES]));
    }

    private static Map<String, String> wire(double[] logits) {
        Map<String, String> out = new LinkedHashMap<>();
        protect(Trial.secure(), logits, 1).costs().byOperation()
                .forEach((operation, cost) -> out.put(operation, cost.messages() + " " + cost.bytes() + " " + cost.rounds()));
        return out;
    }
}
