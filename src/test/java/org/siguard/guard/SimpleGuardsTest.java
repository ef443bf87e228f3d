package org.siguard.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Largest;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** What the simple guards release, against what it should be, and that a query that is asked again gets the same. */
class SimpleGuardsTest {
    private static final int CLASSES = GuardTrial.CLASSES;
    private static final int QUERIES = 40;
    private static final List<Parameter<?>> PARAMETERS = new ArrayList<>(List.of(SimpleGuard.TOP, SimpleGuard.BITS,
            SimpleGuard.TEMPERATURE, OrderGuard.PLACES, NoiseGuard.SCALE, NoiseGuard.DRAWN));
    private static final Settings SETTINGS = Settings.defaults(PARAMETERS);
    private static final double[] LOGITS = GuardTrial.uniform(21, QUERIES, 4);

    static List<Protocol> engines() {
        return Trial.engines();
    }

    private static double[] released(Protocol engine, OutputGuard guard) {
        return Trial.FIXED.decode(GuardTrial.ask(engine, guard, CLASSES, LOGITS).result().get(0));
    }

    private static double[] softmax(int query, double temperature) {
        return PlainInference.softmax(Arrays.stream(GuardTrial.row(LOGITS, CLASSES, query)).map(z -> z / temperature).toArray());
    }

    /** Classes by logit, the largest first. */
    private static int[] order(double[] row) {
        return IntStream.range(0, row.length).boxed().sorted((a, b) -> Double.compare(row[b], row[a])).mapToInt(Integer::intValue)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void labelOnlyIsOneHot(Protocol engine) {
        double[] out = released(engine, SimpleGuard.labelOnly());
        for (int query = 0; query < QUERIES; query++) {
            double[] wanted = new double[CLASSES];
            wanted[Largest.of(GuardTrial.row(LOGITS, CLASSES, query))] = 1;
            assertThat(GuardTrial.row(out, CLASSES, query)).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void temperatureIsTheSoftmaxOfCooledLogits(Protocol engine) {
        double[] out = released(engine, SimpleGuard.temperature(SETTINGS));
        for (int query = 0; query < QUERIES; query++) {
            assertThat(GuardTrial.row(out, CLASSES, query)).containsExactly(softmax(query, 4), within(16 * GuardTrial.UNIT));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void topKLeavesTheLargestAndSharesTheRest(Protocol engine) {
        double[] out = released(engine, SimpleGuard.topK(SETTINGS));
        for (int query = 0; query < QUERIES; query++) {
            double[] p = softmax(query, 1);
            int[] order = order(p);
            double rest = 1 - p[order[0]] - p[order[1]] - p[order[2]];
            double[] wanted = new double[CLASSES];
            Arrays.setAll(wanted, i -> rest / (CLASSES - 3));
            for (int place = 0; place < 3; place++) {
                wanted[order[place]] = p[order[place]];
            }
            assertThat(GuardTrial.row(out, CLASSES, query)).containsExactly(wanted, within(16 * GuardTrial.UNIT));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void roundingLeavesFewValues(Protocol engine) {
        double[] out = released(engine, SimpleGuard.rounding(SETTINGS));
        for (int query = 0; query < QUERIES; query++) {
            double[] p = softmax(query, 1);
            double[] row = GuardTrial.row(out, CLASSES, query);
            int label = Largest.of(p);
            for (int i = 0; i < CLASSES; i++) {
                assertThat(row[i] * 8).isEqualTo(Math.rint(row[i] * 8));
                // On the edge of a step rounding decides; none of these is that near.
                assertThat(i == label || row[i] == Math.floor(p[i] * 8) / 8).as("%s of %s", row[i], p[i]).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theOrderGuardTellsTheOrderOfTheFirstAndNothingElse(Protocol engine) {
        double[] out = released(engine, new OrderGuard(SETTINGS, GuardTrial.templates(CLASSES)));
        Set<String> ladders = new HashSet<>();
        for (int query = 0; query < QUERIES; query++) {
            double[] row = GuardTrial.row(out, CLASSES, query);
            int[] wanted = order(GuardTrial.row(LOGITS, CLASSES, query));
            assertThat(Arrays.copyOf(order(row), 3)).isEqualTo(Arrays.copyOf(wanted, 3));
            assertThat(row[wanted[3]]).isLessThan(row[wanted[2]]);
            for (int place = 4; place < CLASSES; place++) {
                assertThat(row[wanted[place]]).isEqualTo(row[wanted[3]]);
            }
            assertThat(Arrays.stream(row).sum()).isEqualTo(1);
            Arrays.sort(row);
            ladders.add(Arrays.toString(row));
        }
        assertThat(ladders).as("how sure the model is is nowhere to be seen").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void noiseIsNoiseOfTheStatedSize(Protocol engine) {
        int many = 2_000;
        double[] zero = GuardTrial.uniform(5, many, 0.001);
        for (String name : List.of(NoiseGuard.GAUSSIAN, NoiseGuard.LAPLACE)) {
            NoiseGuard guard = new NoiseGuard(name, SETTINGS.with(NoiseGuard.SCALE, 0.5), CLASSES, Seed.of(3));
            double[] out = Trial.FIXED.decode(GuardTrial.ask(engine, guard, CLASSES, zero).result().get(0));
            // The label is raised to the largest; what is compared is the spread of the other log-probabilities of a row.
            double sum = 0;
            for (int query = 0; query < many; query++) {
                int at = query * CLASSES;
                int label = Largest.of(GuardTrial.row(zero, CLASSES, query));
                double[] logs = IntStream.range(0, CLASSES).filter(i -> i != label)
                        .mapToDouble(i -> Math.log(Math.max(GuardTrial.UNIT, out[at + i]))).toArray();
                double mean = Arrays.stream(logs).average().orElseThrow();
                sum += Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).sum() / (logs.length - 1) / many;
            }
            // 0.5 squared for Gaussian noise, twice that for Laplace noise; 64 levels lose some of the tails.
            double wanted = name.equals(NoiseGuard.GAUSSIAN) ? 0.25 : 0.5;
            assertThat(sum).as(name).isBetween(0.88 * wanted, 1.05 * wanted);
        }
    }

    /** In one session, asked twice: the same logits get the same noise, or not. */
    @ParameterizedTest
    @MethodSource("engines")
    void stickyNoiseIsTheSameEachTimeAndFreshNoiseIsNot(Protocol engine) {
        for (boolean sticky : new boolean[] {true, false}) {
            Settings settings = SETTINGS.with(NoiseGuard.DRAWN, sticky ? "sticky" : "fresh");
            List<RingTensor> twice =
                    GuardTrial.ask(engine, new NoiseGuard(NoiseGuard.GAUSSIAN, settings, CLASSES, Seed.of(3)), CLASSES, LOGITS, LOGITS)
                            .result();
            double[] one = Trial.FIXED.decode(twice.get(0));
            double[] two = Trial.FIXED.decode(twice.get(1));
            double apart = IntStream.range(0, one.length).mapToDouble(i -> Math.abs(one[i] - two[i])).max().orElseThrow();
            assertThat(apart < 16 * GuardTrial.UNIT).as("sticky: %s", sticky).isEqualTo(sticky);
        }
    }

    /** Without memory a search gives the same query other noise on shares; with it the same bits, and to a query beside it another answer. */
    @ParameterizedTest
    @MethodSource("engines")
    void aQueryThatIsRememberedGetsTheSameBits(Protocol engine) {
        Siguard siguard = new Siguard(Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 1).with(Siguard.INNER, 6),
                GuardTrial.classifier(CLASSES, 12, 8));
        double[] first = Arrays.copyOf(LOGITS, 6 * CLASSES);
        // As an inference's rounding has it the second time.
        double[] again = IntStream.range(0, first.length).mapToDouble(i -> first[i] + (i % 7 - 3) * GuardTrial.UNIT).toArray();
        double[] moved = Arrays.stream(first).map(z -> z * 1.1).toArray();
        List<RingTensor> out = GuardTrial.ask(engine, new Remembering(siguard, 20), CLASSES, first, again, moved, first).result();
        assertThat(out.get(1)).isEqualTo(out.get(0));
        assertThat(out.get(3)).isEqualTo(out.get(0));
        assertThat(out.get(2)).isNotEqualTo(out.get(0));
        // Twice in one batch.
        double[] doubled = Arrays.copyOf(first, 8 * CLASSES);
        System.arraycopy(again, 0, doubled, 6 * CLASSES, 2 * CLASSES);
        RingTensor batch = GuardTrial.ask(engine, new Remembering(siguard, 1), CLASSES, doubled).result().get(0);
        assertThat(GuardTrial.row(batch, 6)).isEqualTo(GuardTrial.row(batch, 0));
        assertThat(GuardTrial.row(batch, 7)).isEqualTo(GuardTrial.row(batch, 1));
        assertThat(GuardTrial.row(batch, 2)).isNotEqualTo(GuardTrial.row(batch, 0));
    }

    /** The servers keep what they wrote down when a session ends. */
    @ParameterizedTest
    @MethodSource("engines")
    void aQueryIsRememberedInTheNextSession(Protocol engine) {
        Siguard siguard = new Siguard(Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 1).with(Siguard.INNER, 6),
                GuardTrial.classifier(CLASSES, 12, 8));
        Remembering guard = new Remembering(siguard, 20);
        double[] first = Arrays.copyOf(LOGITS, 6 * CLASSES);
        double[] others = Arrays.copyOfRange(LOGITS, 6 * CLASSES, 20 * CLASSES);
        double[] mixed = Arrays.copyOf(others, 3 * CLASSES);
        System.arraycopy(first, 0, mixed, CLASSES, CLASSES);
        RingTensor answered = GuardTrial.ask(engine, guard, 1, CLASSES, first).result().get(0);
        RingTensor again = GuardTrial.ask(engine, guard, 2, CLASSES, mixed).result().get(0);
        assertThat(GuardTrial.row(again, 1)).isEqualTo(GuardTrial.row(answered, 0));
        // Twenty are remembered: nine were asked, and now fourteen more, so that the first three are forgotten.
        GuardTrial.ask(engine, guard, 3, CLASSES, others);
        RingTensor later = GuardTrial.ask(engine, guard, 4, CLASSES, first).result().get(0);
        for (int query = 3; query < 6; query++) {
            assertThat(GuardTrial.row(later, query)).isEqualTo(GuardTrial.row(answered, query));
        }
        if (!engine.name().equals("clear")) {
            assertThat(GuardTrial.row(later, 1)).as("forgotten, so searched anew").isNotEqualTo(GuardTrial.row(answered, 1));
        }
    }

    /** Near enough to be the same, but of another label: it keeps its own. */
    @Test
    void aTieThatGoesTheOtherWayIsAnotherQuery() {
        double[] one = new double[CLASSES];
        one[2] = 1 + GuardTrial.UNIT;
        one[5] = 1;
        double[] other = one.clone();
        other[5] = 1 + 2 * GuardTrial.UNIT;
        List<RingTensor> out = GuardTrial.ask(Trial.secure(), new Remembering(SimpleGuard.labelOnly(), 5), CLASSES, one, other).result();
        assertThat(GuardTrial.argmax(out.get(0).data())).isEqualTo(2);
        assertThat(GuardTrial.argmax(out.get(1).data())).isEqualTo(5);
    }

    /** That nothing a server sees tells of a repetition: the messages are as many and as large. */
    @Test
    void theWireDoesNotTellThatAQueryWasAskedBefore() {
        double[] one = Arrays.copyOf(LOGITS, 5 * CLASSES);
        double[] other = Arrays.copyOfRange(LOGITS, 5 * CLASSES, 10 * CLASSES);
        assertThat(GuardTrial.wire(GuardTrial.ask(Trial.secure(), new Remembering(SimpleGuard.labelOnly(), 20), CLASSES, one, one)))
                .isEqualTo(GuardTrial.wire(
                        GuardTrial.ask(Trial.secure(), new Remembering(SimpleGuard.labelOnly(), 20), CLASSES, one, other)));
    }

    @Test
    void templatesAreMediansThatSayTheirLabel() {
        double[][] outputs = {{0.7, 0.2, 0.1}, {0.8, 0.1, 0.1}, {0.6, 0.4, 0}, {0.1, 0.2, 0.7}};
        ClassTemplates templates = ClassTemplates.medians(outputs, 3);
        // Of class 0: 0.7, 0.2, 0.1, which sum to 1 already; class 1 never came up.
        assertThat(templates.vectors()[0]).containsExactly(new double[] {0.7, 0.2, 0.1}, within(1e-12));
        assertThat(templates.vectors()[1]).containsExactly(new double[] {1.0 / 6, 4.0 / 6, 1.0 / 6}, within(1e-12));
        RingTensor even = new ClassTemplates(new double[][] {{0.5, 0.5}, {0.5, 0.5}}).encoded(Trial.FIXED);
        assertThat(even.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(even.data()).containsExactly(32769, 32767, 32767, 32769);
        assertThatThrownBy(() -> new ClassTemplates(new double[][] {{0.5, 0.6}, {0.5, 0.5}})).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> new ClassTemplates(new double[][] {{Double.NaN, 1}, {0.5, 0.5}})).isInstanceOf(UserMistake.class);
    }

    @Test
    void feasibilityIsFoundOrProved() {
        var h = GuardTrial.classifier(2, 4);
        Feasibility feasibility = new Feasibility(h);
        PlainMembership plain = new PlainMembership(h);
        for (int label = 0; label < 2; label++) {
            boolean up = false;
            boolean down = false;
            for (int i = 0; i <= 1_000; i++) {
                double p = 0.5 + i / 2_000.0;
                double logit = plain.logit(label == 0 ? new double[] {p, 1 - p} : new double[] {1 - p, p});
                up |= logit > 0;
                down |= logit < 0;
            }
            assertThat(feasibility.of(label, 2, 1) == Feasibility.Verdict.FEASIBLE).isEqualTo(down);
            assertThat(feasibility.of(label, 2, -1) == Feasibility.Verdict.FEASIBLE).isEqualTo(up);
        }
    }
}
