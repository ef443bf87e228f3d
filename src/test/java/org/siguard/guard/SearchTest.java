package org.siguard.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Largest;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.model.Model;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.mpc.math.PlainSoftmax;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;

/** Whole searches: what SIGuard's settings do, and that what leaves is what was examined. */
class SearchTest {
    private static final int CLASSES = GuardTrial.CLASSES;
    private static final int QUERIES = 80;
    private static final Model H = GuardTrial.classifier(CLASSES, 32, 16);
    private static final PlainMembership PLAIN_H = new PlainMembership(H);
    private static final Settings PUBLISHED = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 3).with(Siguard.INNER, 10);
    private static final Settings CURED = PUBLISHED.with(Siguard.VALIDATOR, Siguard.EVERY).with(Siguard.KEEP, Siguard.LEAST)
            .with(Siguard.GROWTH, 2.0).with(Siguard.CAP, 6.0);

    static List<Protocol> engines() {
        return Trial.engines();
    }

    /** How a run went, seen from outside. */
    private record Seen(int turned, int untouched, double distortion, double worst) {
    }

    private static Seen run(Protocol engine, Settings settings, GuardSecrets secrets, double[] z) {
        int n = z.length / CLASSES;
        RingTensor unguarded = GuardTrial.ask(engine, new NoGuard(), CLASSES, z).result().get(0);
        RingTensor released = GuardTrial.ask(engine, new Siguard(settings, secrets), CLASSES, z).result().get(0);
        int turned = 0;
        int untouched = 0;
        double sum = 0;
        double worst = 0;
        for (int query = 0; query < n; query++) {
            double[] before = GuardTrial.row(Trial.FIXED.decode(unguarded), CLASSES, query);
            double[] after = GuardTrial.row(Trial.FIXED.decode(released), CLASSES, query);
            double moved = IntStream.range(0, CLASSES).mapToDouble(i -> Math.abs(before[i] - after[i])).sum();
            boolean same = moved <= 4 * CLASSES * GuardTrial.UNIT;
            boolean flipped = PLAIN_H.logit(before) * PLAIN_H.logit(after) < 0;
            turned += flipped ? 1 : 0;
            untouched += same && !flipped ? 1 : 0;
            sum += moved / n;
            worst = Math.max(worst, moved);
        }
        return new Seen(turned, untouched, sum, worst);
    }

    /** Nothing between: a query leaves turned, by double precision's judgement, or as it came. */
    @ParameterizedTest
    @MethodSource("engines")
    void everyQueryLeavesTurnedOrAsItCame(Protocol engine) {
        for (Settings settings : List.of(PUBLISHED, CURED)) {
            Seen seen = run(engine, settings, GuardSecrets.of(H), GuardTrial.uniform(3, QUERIES, 2));
            assertThat(seen.turned + seen.untouched).isEqualTo(QUERIES);
            assertThat(seen.turned).isGreaterThan(settings.equals(CURED) ? QUERIES * 3 / 4 : QUERIES / 4);
        }
    }

    /** Margins of 12 to 30 in real fixed point: where the published program gets no direction at all. */
    @ParameterizedTest
    @MethodSource("engines")
    void confidentQueriesAreDefendedAsOftenAsOthers(Protocol engine) {
        Settings settings = CURED.with(Siguard.INNER, 20);
        double[] sure = GuardTrial.confident(4, QUERIES, 12, 30);
        Seen confident = run(engine, settings, GuardSecrets.of(H), sure);
        // The same labels and the same other logits.
        Seen unsure = run(engine, settings, GuardSecrets.of(H), GuardTrial.confident(4, QUERIES, 1, 4));
        assertThat(confident.turned + confident.untouched).isEqualTo(QUERIES);
        assertThat(confident.turned).isGreaterThan(QUERIES * 3 / 4).isGreaterThanOrEqualTo(unsure.turned - QUERIES / 10);
        Seen published = run(engine, PUBLISHED.with(Siguard.INNER, 49).with(Siguard.OUTER, 1), GuardSecrets.of(H), sure);
        assertThat(published.turned).as("even the published loop moves").isGreaterThan(QUERIES / 10);
    }

    @Test
    void wholeSearchesOnSharesGoAsOnTheClearTwin() {
        double[] z = GuardTrial.uniform(7, 2 * QUERIES, 2);
        for (Settings settings : List.of(PUBLISHED, CURED)) {
            Seen clear = run(Trial.clear(), settings, GuardSecrets.of(H), z);
            Seen secure = run(Trial.secure(), settings, GuardSecrets.of(H), z);
            // Three standard errors of a share of 160 queries, both ways.
            assertThat(Math.abs(clear.turned - secure.turned)).isLessThanOrEqualTo(2 * QUERIES / 6);
            assertThat(secure.distortion).isCloseTo(clear.distortion, within(0.1));
        }
    }

    @Test
    void theValidatorAtEveryStepFindsMoreAndTheLeastDistortionIsLess() {
        double[] z = GuardTrial.uniform(8, 2 * QUERIES, 2);
        Seen last = run(Trial.clear(), PUBLISHED, GuardSecrets.of(H), z);
        Seen every = run(Trial.clear(), PUBLISHED.with(Siguard.VALIDATOR, Siguard.EVERY), GuardSecrets.of(H), z);
        Seen least = run(Trial.clear(), PUBLISHED.with(Siguard.VALIDATOR, Siguard.EVERY).with(Siguard.KEEP, Siguard.LEAST),
                GuardSecrets.of(H), z);
        assertThat(every.turned).isGreaterThanOrEqualTo(last.turned);
        assertThat(least.turned).as("whichever is kept, something is").isEqualTo(every.turned);
        assertThat(least.distortion).isLessThan(every.distortion);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theBudgetIsNeverExceeded(Protocol engine) {
        for (double budget : new double[] {0.05, 0.3}) {
            Seen seen = run(engine, CURED.with(Siguard.BUDGET, budget), GuardSecrets.of(H), GuardTrial.uniform(9, QUERIES, 2));
            // The two predictions before noise, of two runs, differ by rounding themselves.
            assertThat(seen.worst).isLessThanOrEqualTo(budget + 4 * CLASSES * GuardTrial.UNIT);
            assertThat(seen.turned + seen.untouched).isEqualTo(QUERIES);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whereNothingIsValidTheFallbackIsReleased(Protocol engine) {
        Settings hopeless = CURED.with(Siguard.BUDGET, 0.01).with(Siguard.OUTER, 1).with(Siguard.INNER, 2).with(Siguard.STEP, 0.01)
                .with(Siguard.CAP, 0.0).with(Siguard.FALLBACK, Siguard.TEMPLATE);
        double[] z = GuardTrial.uniform(10, QUERIES, 2);
        RingTensor released = GuardTrial.ask(engine, new Siguard(hopeless, GuardTrial.secrets()), CLASSES, z).result().get(0);
        RingTensor templates = GuardTrial.templates(CLASSES).encoded(Trial.FIXED);
        int fallen = 0;
        for (int query = 0; query < QUERIES; query++) {
            int label = Largest.of(GuardTrial.row(z, CLASSES, query));
            fallen += Arrays.equals(GuardTrial.row(released, query), GuardTrial.row(templates, label)) ? 1 : 0;
        }
        assertThat(fallen).isGreaterThan(QUERIES * 8 / 10);
    }

    /** Each approximation forwards and backwards, and what is released of queries that are not turned is its own vector. */
    @ParameterizedTest
    @EnumSource(SoftmaxKind.class)
    void everyApproximationIsSearchedAndReleased(SoftmaxKind kind) {
        Settings settings = CURED.with(Siguard.SOFTMAX, kind.label());
        double[] z = GuardTrial.uniform(12, QUERIES, 2);
        SearchLog log = new SearchLog();
        GuardTrial.ask(Trial.clear(), new Siguard(settings, H).watched(log), CLASSES, z);
        int turned = 0;
        for (int query = 0; query < QUERIES; query++) {
            SearchLog.Trace trace = log.traces().get(query);
            double[] wanted = PlainSoftmax.of(kind, GuardTrial.row(z, CLASSES, query));
            assertThat(trace.original()).containsExactly(wanted, within(0.003));
            turned += PLAIN_H.logit(trace.released()) * PLAIN_H.logit(wanted) < 0 ? 1 : 0;
            if (trace.undefended()) {
                assertThat(trace.released()).containsExactly(wanted, within(0.003));
            }
        }
        assertThat(turned).isGreaterThan(QUERIES / 4);
        RingTensor secure = GuardTrial.ask(Trial.secure(), new Siguard(settings, H), CLASSES, z).result().get(0);
        for (int query = 0; query < QUERIES; query++) {
            assertThat(GuardTrial.argmax(GuardTrial.row(secure, query)))
                    .isEqualTo(Largest.of(GuardTrial.row(z, CLASSES, query)));
        }
    }

    @Test
    void theArtefactUpdateIgnoresLabelAndDistortionWeights() {
        Settings artefact = PUBLISHED.with(Siguard.UPDATE, Siguard.ARTEFACT);
        double[] z = GuardTrial.uniform(13, 20, 2);
        RingTensor one = GuardTrial.ask(Trial.clear(), new Siguard(artefact, H), CLASSES, z).result().get(0);
        RingTensor other = GuardTrial.ask(Trial.clear(), new Siguard(artefact.with(Siguard.C2, 50.0).with(Siguard.C3, 5.0), H), CLASSES, z)
                .result().get(0);
        RingTensor paper = GuardTrial.ask(Trial.clear(), new Siguard(PUBLISHED, H), CLASSES, z).result().get(0);
        assertThat(other).isEqualTo(one);
        assertThat(paper).isNotEqualTo(one);
    }

    @Test
    void aWatchedSearchTellsWhatHappenedOnTheClearTwinAndNothingOnShares() {
        double[] z = GuardTrial.uniform(14, QUERIES, 2);
        SearchLog log = new SearchLog();
        RingTensor released = GuardTrial.ask(Trial.clear(), new Siguard(CURED, H).watched(log), CLASSES, z).result().get(0);
        assertThat(log.traces()).hasSize(QUERIES);
        long undefended = 0;
        for (int query = 0; query < QUERIES; query++) {
            SearchLog.Trace trace = log.traces().get(query);
            assertThat(trace.released()).isEqualTo(GuardTrial.row(Trial.FIXED.decode(released), CLASSES, query));
            assertThat(trace.opinion()).isCloseTo(PLAIN_H.logit(trace.original()), within(0.01));
            assertThat(trace.passed()).hasSize(3);
            assertThat(trace.doubt(0)).hasSize(11);
            // It begins at the prediction itself where the margin is below the cap; turned, so not negative.
            assertThat(trace.doubt(0)[0]).isCloseTo(Math.abs(trace.opinion()), within(0.02));
            assertThat(trace.undefended()).isEqualTo(trace.distortion() == 0);
            assertThat(trace.noise()).isPositive();
            undefended += trace.undefended() ? 1 : 0;
        }
        assertThat(log.passRate(0)).isBetween(0.3, 1.0);
        assertThat(undefended).isLessThan(QUERIES / 2);
        SearchLog blind = new SearchLog();
        GuardTrial.ask(Trial.secure(), new Siguard(CURED, H).watched(blind), CLASSES, z);
        assertThat(blind.traces()).isEmpty();
    }

    @Test
    void aLogWithPredictionsHasEveryPointOfTheSearch() {
        double[] z = GuardTrial.uniform(14, 20, 2);
        SearchLog log = SearchLog.withPredictions();
        GuardTrial.ask(Trial.clear(), new Siguard(CURED, H).watched(log), CLASSES, z);
        for (SearchLog.Trace trace : log.traces()) {
            List<SearchLog.Point> points = trace.points();
            assertThat(points).hasSize(3 * 11);
            SearchLog.Point last = points.getLast();
            assertThat(last.outer()).isEqualTo(2);
            assertThat(last.inner()).isEqualTo(10);
            assertThat(points.get(11).opinion()).isEqualTo(trace.doubt(1)[0]);
            for (int outer = 0; outer < 3; outer++) {
                assertThat(points.subList(11 * outer, 11 * outer + 11).stream().anyMatch(SearchLog.Point::valid))
                        .isEqualTo(trace.passed().get(outer));
            }
            // What is released is one of the points that were found valid, or the prediction as it was.
            assertThat(
                    points.stream().filter(SearchLog.Point::valid).anyMatch(point -> Arrays.equals(point.prediction(), trace.released())))
                    .isEqualTo(!trace.undefended());
            assertThat(points).allMatch(point -> point.examined() || !point.valid());
        }
        SearchLog brief = new SearchLog();
        GuardTrial.ask(Trial.clear(), new Siguard(CURED, H).watched(brief), CLASSES, z);
        assertThat(brief.traces()).allMatch(trace -> trace.points().isEmpty());
    }

    @Test
    void otherFractionalBitsWorkAsWell() {
        double[] z = GuardTrial.uniform(16, 40, 2);
        for (int bits : new int[] {12, 20}) {
            FixedPoint fixedPoint = new FixedPoint(bits);
            for (Protocol engine : Trial.engines()) {
                RingTensor released = GuardTrial.ask(engine, new Siguard(CURED, H), fixedPoint, z);
                int turned = 0;
                for (int query = 0; query < 40; query++) {
                    double[] row = GuardTrial.row(z, CLASSES, query);
                    assertThat(GuardTrial.argmax(GuardTrial.row(released, query))).isEqualTo(Largest.of(row));
                    assertThat(Math.abs(Arrays.stream(GuardTrial.row(released, query)).sum() - fixedPoint.one()))
                            .isLessThanOrEqualTo(CLASSES);
                    turned += PLAIN_H.logit(PlainSoftmax.of(SoftmaxKind.EXACT, row))
                            * PLAIN_H.logit(GuardTrial.row(fixedPoint.decode(released), CLASSES, query)) < 0 ? 1 : 0;
                }
                assertThat(turned).as("%d fractional bits on %s", bits, engine.name()).isGreaterThan(25);
            }
        }
    }

    /** A deeper h and a shallower one take other ways through the joined products. */
    @Test
    void classifiersOfAnyDepthWork() {
        for (int[] hidden : new int[][] {{24}, {24, 16}, {24, 16, 8}, {16, 16, 8, 8}}) {
            Model h = GuardTrial.classifier(CLASSES, hidden);
            PlainMembership plain = new PlainMembership(h);
            double[] z = GuardTrial.uniform(15, 40, 2);
            RingTensor released = GuardTrial.ask(Trial.secure(), new Siguard(CURED, h), CLASSES, z).result().get(0);
            SearchLog log = new SearchLog();
            GuardTrial.ask(Trial.clear(), new Siguard(CURED, h).watched(log), CLASSES, z);
            long clear = log.traces().stream().filter(trace -> !trace.undefended()).count();
            long secure = IntStream.range(0, 40).filter(query -> plain.logit(GuardTrial.row(Trial.FIXED.decode(released), CLASSES, query))
                    * log.traces().get(query).opinion() < 0).count();
            assertThat(clear).as("%d hidden layers", hidden.length).isPositive();
            assertThat(secure).isBetween(clear - 10, clear + 10);
        }
    }

    @Test
    void presetsAreWhatTheyAreSaidToBe() {
        assertThat(Siguard.presetSettings(Siguard.PUBLISHED).get(Siguard.INNER)).isEqualTo(49);
        assertThat(Siguard.presetSettings(Siguard.PUBLISHED).get(Siguard.GROWTH)).isEqualTo(1.1);
        assertThat(Siguard.presetSettings(Siguard.STRONG).get(Siguard.CAP)).isEqualTo(6);
        assertThat(Siguard.presetSettings(Siguard.FAST).get(Siguard.INNER)).isEqualTo(10);
        assertThatThrownBy(() -> Siguard.presetSettings("strogn")).isInstanceOf(UserMistake.class).hasMessageContaining("'strong'");
    }
}
