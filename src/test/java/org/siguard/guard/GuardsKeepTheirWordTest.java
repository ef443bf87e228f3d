package org.siguard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.examples.UniformMixGuard;
import org.siguard.model.Model;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** What every guard promises, on logits that were chosen to make it break the promise. */
class GuardsKeepTheirWordTest {
    private static final Settings SIGUARD = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 2).with(Siguard.INNER, 3);

    private static Settings simple() {
        List<Parameter<?>> all = new ArrayList<>(List.of(SimpleGuard.TOP, SimpleGuard.BITS, SimpleGuard.TEMPERATURE, OrderGuard.PLACES,
                NoiseGuard.SCALE, NoiseGuard.DRAWN));
        return Settings.defaults(all).with(NoiseGuard.SCALE, 3.0);
    }

    static List<OutputGuard> guards(int classes) {
        Model h = GuardTrial.classifier(classes, 12, 8);
        GuardSecrets secrets = new GuardSecrets(h, GuardTrial.templates(classes));
        Settings cured = SIGUARD.with(Siguard.VALIDATOR, Siguard.EVERY).with(Siguard.KEEP, Siguard.LEAST).with(Siguard.CAP, 6.0)
                .with(Siguard.GROWTH, 2.0);
        return List.of(new NoGuard(), new Siguard(SIGUARD, h), new Siguard(cured, h),
                new Siguard(cured.with(Siguard.FALLBACK, Siguard.TEMPLATE), secrets),
                new Siguard(cured.with(Siguard.NORM, "L∞").with(Siguard.UPDATE, Siguard.ARTEFACT).with(Siguard.BUDGET, 0.5), h),
                SimpleGuard.labelOnly(), new TemplateGuard(secrets.templates()), SimpleGuard.topK(simple()), SimpleGuard.rounding(simple()),
                SimpleGuard.temperature(simple()), new OrderGuard(simple(), secrets.templates()),
                new NoiseGuard(NoiseGuard.GAUSSIAN, simple(), classes, Seed.of(1)),
                new NoiseGuard(NoiseGuard.LAPLACE, simple(), classes, Seed.of(1)), new Remembering(SimpleGuard.labelOnly(), 5),
                new UniformMixGuard(0.4));
    }

    static Stream<Arguments> everywhere() {
        List<Arguments> out = new ArrayList<>();
        for (Protocol engine : Trial.engines()) {
            for (OutputGuard guard : guards(10)) {
                out.add(Arguments.of(engine, guard, 10));
            }
        }
        for (int classes : new int[] {2, 17}) {
            guards(classes).forEach(guard -> out.add(Arguments.of(Trial.secure(), guard, classes)));
        }
        return out.stream();
    }

    /** Rows of a few classes, or more: near ties by some units, exact ties, all equal, far apart, margins of 30. */
    static RingTensor adversarial(int classes) {
        Random random = new Random(classes);
        List<long[]> rows = new ArrayList<>();
        long one = Trial.FIXED.one();
        for (int i = 0; i < 24; i++) {
            long[] near = new long[classes];
            Arrays.setAll(near, k -> Math.round(one * random.nextDouble(-6, 0)));
            int first = random.nextInt(classes);
            int second = (first + 1 + random.nextInt(classes - 1)) % classes;
            near[first] = one * 2;
            near[second] = one * 2 + random.nextInt(-3, 4);
            rows.add(near);
        }
        for (int i = 0; i < 4; i++) {
            int tied = i;
            long[] ties = new long[classes];
            Arrays.setAll(ties, k -> k % (tied + 2) == tied % (tied + 2) ? one : -one);
            rows.add(ties);
        }
        rows.add(new long[classes]);
        long[] low = new long[classes];
        Arrays.fill(low, -1000 * one);
        rows.add(low);
        for (int margin : new int[] {5, 12, 30, 900}) {
            long[] sure = new long[classes];
            sure[random.nextInt(classes)] = margin * one;
            rows.add(sure);
        }
        return RingTensor.of(Shape.of(rows.size(), classes), rows.stream().flatMapToLong(Arrays::stream).toArray());
    }

    @ParameterizedTest(name = "{1} for {2} classes on {0}")
    @MethodSource("everywhere")
    void theReleasedVectorSaysTheLabelAndIsADistribution(Protocol engine, OutputGuard guard, int classes) {
        RingTensor logits = adversarial(classes);
        RingTensor released = GuardTrial.askEncoded(engine, guard, 3, List.of(logits)).result().get(0);
        for (int query = 0; query < logits.shape().rows(); query++) {
            long[] vector = GuardTrial.row(released, query);
            assertThat(GuardTrial.argmax(vector)).as("label of query %d: %s", query, Arrays.toString(vector))
                    .isEqualTo(GuardTrial.argmax(GuardTrial.row(logits, query)));
            assertThat(Arrays.stream(vector).min().getAsLong()).isNotNegative();
            assertThat(Arrays.stream(vector).max().getAsLong()).isLessThanOrEqualTo(Trial.FIXED.one());
            assertThat(Math.abs(Arrays.stream(vector).sum() - Trial.FIXED.one())).as("sum").isLessThanOrEqualTo(classes);
        }
    }

    @ParameterizedTest(name = "{1} for {2} classes on {0}")
    @MethodSource("everywhere")
    void noMessageDependsOnTheQuery(Protocol engine, OutputGuard guard, int classes) {
        RingTensor logits = adversarial(classes);
        RingTensor nothing = RingTensor.zeros(logits.shape());
        assertThat(GuardTrial.wire(GuardTrial.askEncoded(engine, afresh(guard), 3, List.of(logits))))
                .isEqualTo(GuardTrial.wire(GuardTrial.askEncoded(engine, afresh(guard), 4, List.of(nothing))));
    }

    /** Without what it may remember. */
    private static OutputGuard afresh(OutputGuard guard) {
        return guard.watched(new SearchLog());
    }

    /** What a preview predicts is what goes over the wire, to the byte. */
    @ParameterizedTest(name = "{1} for {2} classes on {0}")
    @MethodSource("everywhere")
    void declaredCostsHold(Protocol engine, OutputGuard guard, int classes) {
        List<RingTensor> logits = List.of(adversarial(classes));
        Prediction declared = GuardTrial.askEncoded(Trial.clearFor(engine), afresh(guard), 3, logits).costs().predicted("");
        Traffic wire = GuardTrial.askEncoded(engine, afresh(guard), 3, logits).costs().total();
        if (!engine.name().equals("clear")) {
            assertThat(wire.bytes()).isEqualTo(declared.bytes());
            assertThat(wire.messages()).isEqualTo(declared.messages());
            assertThat(wire.rounds()).isLessThanOrEqualTo(declared.rounds());
        }
    }
}
