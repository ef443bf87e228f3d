package org.siguard.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.siguard.base.Largest;
import org.siguard.base.Settings;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Trial;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;

/** The ancestor in plaintext, its leak, and the same leak in shares. */
class MemGuardTest {
    private static final int CLASSES = GuardTrial.CLASSES;
    private static final int QUERIES = 60;
    private static final Model H = GuardTrial.classifier(CLASSES, 32, 16);
    private static final Settings SETTINGS = Settings.defaults(List.of(MemGuard.STEPS, MemGuard.STEP, MemGuard.BUDGET));

    private static double distortion(double[] logits, double[] released) {
        double[] p = PlainInference.softmax(logits);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - released[i]);
        }
        return sum;
    }

    @Test
    void findsNoiseThatTurnsTheClassifierAndKeepsTheLabel() {
        MemGuard guard = new MemGuard(SETTINGS, H, Seed.of(1));
        PlainMembership h = new PlainMembership(H);
        double[] all = GuardTrial.uniform(5, QUERIES, 2);
        int found = 0;
        for (int query = 0; query < QUERIES; query++) {
            double[] z = GuardTrial.row(all, CLASSES, query);
            MemGuard.Answer answer = guard.protect(z);
            assertThat(Largest.of(answer.released())).isEqualTo(Largest.of(z));
            if (answer.found()) {
                found++;
                assertThat(answer.noised()).as("a budget of 2 releases all").isTrue();
                assertThat(h.logit(answer.released()) * h.logit(PlainInference.softmax(z))).isLessThanOrEqualTo(0);
            } else {
                assertThat(answer.released()).isEqualTo(PlainInference.softmax(z));
                assertThat(answer.steps() % SETTINGS.get(MemGuard.STEPS)).as("the whole search in vain").isZero();
            }
        }
        assertThat(found).isGreaterThan(QUERIES / 3);
    }

    @Test
    void releasesWithinTheBudgetOnAverageAndTheSameEachTime() {
        Settings tight = SETTINGS.with(MemGuard.BUDGET, 0.05);
        double[] all = GuardTrial.uniform(6, QUERIES, 2);
        double mean = 0;
        int draws = 20;
        int noised = 0;
        for (int draw = 0; draw < draws; draw++) {
            MemGuard guard = new MemGuard(tight, H, Seed.of(draw));
            for (int query = 0; query < 20; query++) {
                double[] z = GuardTrial.row(all, CLASSES, query);
                MemGuard.Answer answer = guard.protect(z);
                assertThat(guard.protect(z).released()).isEqualTo(answer.released());
                mean += distortion(z, answer.released()) / (draws * 20);
                noised += answer.noised() ? 1 : 0;
            }
        }
        assertThat(noised).isPositive();
        // Each query's mean is at most the budget; three standard errors of 400 draws of at most 1 or so.
        assertThat(mean).isLessThan(0.05 + 0.03);
    }

    /** That the number of steps differs is the leak. */
    @Test
    void theNumberOfStepsDependsOnTheQuery() {
        MemGuard guard = new MemGuard(SETTINGS, H, Seed.of(1));
        double[] all = GuardTrial.uniform(5, QUERIES, 2);
        Set<Integer> steps = new HashSet<>();
        for (int query = 0; query < QUERIES; query++) {
            steps.add(guard.protect(GuardTrial.row(all, CLASSES, query)).steps());
        }
        assertThat(steps).hasSizeGreaterThan(5);
    }

    @Test
    void runsOnTheClearTwinAndNowhereElse() {
        MemGuard guard = new MemGuard(SETTINGS, H, Seed.of(1));
        double[] z = GuardTrial.uniform(7, 3, 2);
        RingTensor released = GuardTrial.ask(Trial.clear(), guard, CLASSES, z).result().get(0);
        double[] wanted = guard.protect(GuardTrial.row(Trial.FIXED.decode(Trial.FIXED.encode(released.shape(), z)), CLASSES, 0)).released();
        assertThat(GuardTrial.row(Trial.FIXED.decode(released), CLASSES, 0)).containsExactly(wanted, within(10 * GuardTrial.UNIT));
        assertThat(guard.worksOnShares()).isFalse();
        assertThatThrownBy(() -> GuardTrial.ask(Trial.secure(), guard, CLASSES, z)).hasMessageContaining("cannot run on shares");
    }

    /** What the search of the early exit gives away in shares: anyone can count its messages. The fixed one beside it does not. */
    @Test
    void anObserverReadsTheStepsOfTheEarlyExitAndNotOfSiguard() {
        Settings settings = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 2).with(Siguard.INNER, 8);
        Set<Integer> early = new HashSet<>();
        Set<Integer> fixed = new HashSet<>();
        double[] all = GuardTrial.uniform(8, 6, 2);
        for (int query = 0; query < 6; query++) {
            double[] z = GuardTrial.row(all, CLASSES, query);
            early.add(rounds(GuardTrial.ask(Trial.secure(), new EarlyExitGuard(settings, GuardSecrets.of(H)), CLASSES, z)));
            fixed.add(rounds(GuardTrial.ask(Trial.secure(), new Siguard(settings, H), CLASSES, z)));
        }
        assertThat(early).hasSizeGreaterThan(1);
        assertThat(fixed).hasSize(1);
    }

    private static int rounds(Outcome<?> outcome) {
        return outcome.costs().total().rounds();
    }

    @Test
    void theEarlyExitServesEachQueryOfABatchAndKeepsItsLabel() {
        Settings settings = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 2).with(Siguard.INNER, 8);
        double[] z = GuardTrial.uniform(9, 5, 2);
        for (var engine : Trial.engines()) {
            RingTensor released =
                    GuardTrial.ask(engine, new EarlyExitGuard(settings, GuardSecrets.of(H)), CLASSES, z).result().get(0);
            for (int query = 0; query < 5; query++) {
                assertThat(GuardTrial.argmax(GuardTrial.row(released, query)))
                        .isEqualTo(Largest.of(GuardTrial.row(z, CLASSES, query)));
            }
        }
    }

    /** A guard tells its steps, query by query, where they depend on the query; where they do not there is nothing to tell. */
    @Test
    void guardsThatStopEarlySayAfterHowManySteps() {
        Settings settings = Settings.defaults(Siguard.PARAMETERS).with(Siguard.OUTER, 2).with(Siguard.INNER, 8);
        double[] z = GuardTrial.uniform(8, 6, 2);
        List<Integer> early = new ArrayList<>();
        GuardTrial.ask(Trial.clear(), new EarlyExitGuard(settings, GuardSecrets.of(H)).timed(early::add).orElseThrow(), CLASSES, z);
        assertThat(early).hasSize(6).allSatisfy(steps -> assertThat(steps).isBetween(2, 18));
        assertThat(Set.copyOf(early)).hasSizeGreaterThan(1);
        MemGuard memGuard = new MemGuard(Settings.defaults(List.of(MemGuard.STEPS, MemGuard.STEP, MemGuard.BUDGET)), H, Seed.of(1));
        List<Integer> taken = new ArrayList<>();
        GuardTrial.ask(Trial.clear(), memGuard.timed(taken::add).orElseThrow(), CLASSES, z);
        assertThat(taken).hasSize(6);
        assertThat(new Siguard(settings, H).timed(early::add)).isEmpty();
    }
}
