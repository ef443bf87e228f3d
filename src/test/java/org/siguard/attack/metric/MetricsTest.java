package org.siguard.attack.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.statistics.inference.BinomialTest;
import org.junit.jupiter.api.Test;
import org.siguard.attack.Planted;
import org.siguard.attack.Release;

/** Metrics against values worked out by hand. */
class MetricsTest {
    /** Members 5, 4, 4, 1; others 4, 3, 2, 1, 0. */
    private static final AttackTrial TRIAL = new AttackTrial(new double[] {5, 4, 4, 1, 4, 3, 2, 1, 0}, 3,
            new boolean[] {true, true, true, true, false, false, false, false, false});

    /** Pairs won: 5 wins 5; each 4 wins 4 and ties one; 1 wins one and ties one: 5 + 4.5 + 4.5 + 1.5 = 15.5 of 20. */
    @Test
    void theCurveGoesThroughEveryThreshold() {
        Roc roc = Roc.of(TRIAL);
        assertThat(roc.area()).isEqualTo(15.5 / 20);
        assertThat(roc.points()).containsExactly(new Roc.Point(Double.POSITIVE_INFINITY, 0, 0), new Roc.Point(5, 0, .25),
                new Roc.Point(4, .2, .75), new Roc.Point(3, .4, .75), new Roc.Point(2, .6, .75), new Roc.Point(1, .8, 1),
                new Roc.Point(0, 1, 1));
        // At 4: ½(.75 + .8), the best there is.
        assertThat(roc.bestPossibleAccuracy()).isCloseTo(.775, within(1e-15));
        assertThat(BalancedAccuracy.of(TRIAL).value()).as("at 3: ½(.75 + .6)").isCloseTo(.675, within(1e-15));
        // None between thresholds: with no false alarm one member of four, though 4 finds three at one alarm.
        assertThat(roc.found(0)).isEqualTo(1);
        assertThat(roc.found(1)).isEqualTo(3);
        assertThat(roc.found(5)).isEqualTo(4);
    }

    @Test
    void aRateTooFineForTheRecordsIsNotShown() {
        double[] scores = new double[1250];
        boolean[] member = new boolean[1250];
        for (int i = 0; i < scores.length; i++) {
            member[i] = i < 250;
            scores[i] = i < 100 ? 2000 : i;
        }
        AttackFigures figures = AttackFigures.of("planted", new AttackTrial(scores, 1500, member), 1);
        List<TruePositives> rates = figures.truePositives();
        assertThat(rates).extracting(TruePositives::label).containsExactly("TPR at 1 % FPR (10 of 1 000)",
                "TPR at 0.1 % FPR (1 of 1 000)", "TPR at 0.01 % FPR: not measured, it takes 10000 non-members or more, not 1000");
        assertThat(rates.get(0).rate()).contains(Rates.clopperPearson(100, 250));
        assertThat(rates.get(1).rate()).contains(Rates.clopperPearson(100, 250));
        assertThat(rates.get(2).rate()).isEmpty();
        assertThat(figures.accuracy()).isEqualTo(BalancedAccuracy.of(100, 250, 1000, 1000));
        assertThat(figures.advantage().value()).isCloseTo(.4, within(1e-12));
        assertThat(figures.formulas()).isEqualTo(FormulaVersions.CURRENT);
    }

    /** 1 % of 150 non-members is one and a half: with two false alarms it would be 1.33 %, so one is allowed. */
    @Test
    void aRateBetweenTwoCountsAllowsTheLower() {
        double[] scores = new double[152];
        boolean[] member = new boolean[152];
        member[0] = true;
        member[1] = true;
        // From the highest on: another, a member, another, a member, then all others.
        scores[2] = 5;
        scores[0] = 4;
        scores[3] = 3;
        scores[1] = 2;
        TruePositives rate = TruePositives.at(FalsePositiveRate.ONE_IN_100, Roc.of(new AttackTrial(scores, 1, member)));
        assertThat(rate.label()).isEqualTo("TPR at 1 % FPR (1 of 150)");
        assertThat(rate.rate()).contains(Rates.clopperPearson(1, 2));
    }

    /** All in order: no resample can differ, and ten pairs in order are compatible with an area from .6915 (10 of 10) on. */
    @Test
    void aPerfectAreaIsNotCertain() {
        double[] scores = new double[22];
        boolean[] member = new boolean[22];
        for (int i = 0; i < 10; i++) {
            member[i] = true;
            scores[i] = 1;
        }
        assertThat(AreaUnderCurve.of(Roc.of(new AttackTrial(scores, 1, member)), 1)).isEqualTo(Rates.clopperPearson(10, 10));
        for (int i = 0; i < 22; i++) {
            scores[i] = -scores[i];
        }
        assertThat(AreaUnderCurve.of(Roc.of(new AttackTrial(scores, 1, member)), 1)).isEqualTo(Rates.clopperPearson(0, 10));
    }

    @Test
    void theBootstrapFollowsFromItsSeed() {
        Roc roc = Roc.of(random(new Random(1), 80, 90, 1));
        assertThat(AreaUnderCurve.of(roc, 1)).isEqualTo(AreaUnderCurve.of(roc, 1)).isNotEqualTo(AreaUnderCurve.of(roc, 2));
    }

    /** 10 of 100 members found, 10 of 100 others let go: an accuracy of .1, and a leakage of .9 to who turns it round. */
    @Test
    void belowAHalfIsLeakageTurnedRound() {
        double[] scores = new double[200];
        boolean[] member = new boolean[200];
        for (int i = 0; i < 200; i++) {
            member[i] = i < 100;
            scores[i] = i < 10 || i >= 110 ? 1 : 0;
        }
        AttackFigures figures = AttackFigures.of("inverted", new AttackTrial(scores, .5, member), 1);
        assertThat(figures.accuracy().value()).isCloseTo(.1, within(1e-12));
        assertThat(figures.inverted()).isTrue();
        assertThat(figures.leakage().value()).isCloseTo(.9, within(1e-12));
        assertThat(figures.leakage().low()).isCloseTo(1 - figures.accuracy().high(), within(1e-12));
        assertThat(AttackFigures.of("even", TRIAL, 1).inverted()).isFalse();
    }

    @Test
    void slicesLackWhatTheyLack() {
        List<Slice> classes = Slice.byClass(TRIAL, new int[] {0, 0, 1, 1, 0, 0, 0, 2, 2}, 4);
        assertThat(classes).extracting(Slice::name).containsExactly("class 0", "class 1", "class 2");
        // Class 0: members 5, 4 found; others 4, 3 called members, 2 let go: ½(1 + 1/3).
        assertThat(classes.get(0).accuracy().orElseThrow().value()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(classes.get(1)).isEqualTo(new Slice("class 1", 2, 0, Optional.empty()));
        assertThat(classes.get(2).nonMembers()).isEqualTo(2);
        double[][] vectors = new double[9][];
        Arrays.setAll(vectors, i -> i < 5 ? new double[] {1, 0} : new double[] {0, 1});
        List<Slice> halves = Slice.byCorrectness(TRIAL, new Release(vectors, new int[9])::right);
        assertThat(halves.get(0).members()).isEqualTo(4);
        assertThat(halves.get(0).nonMembers()).isEqualTo(1);
        assertThat(halves.get(1).accuracy()).isEmpty();
    }

    @Test
    void theMostExposedRecordsComeFirst() {
        assertThat(ExposedRecord.most(TRIAL, 4)).containsExactly(new ExposedRecord(0, 5, true, 0), new ExposedRecord(1, 4, true, .2),
                new ExposedRecord(2, 4, true, .2), new ExposedRecord(4, 4, false, .2));
        assertThat(ExposedRecord.most(TRIAL, 100)).hasSize(9);
    }

    /** With as many members as others, the test of decisions is McNemar's: Commons' binomial test of the discordant pairs. */
    @Test
    void theTestOfDecisionsIsMcNemars() {
        Random random = new Random(2);
        for (int trial = 0; trial < 20; trial++) {
            AttackTrial first = random(random, 40, 40, .2);
            AttackTrial second = random(random, 40, 40, .5);
            int ahead = 0;
            int behind = 0;
            for (int i = 0; i < 80; i++) {
                boolean a = first.saysMember(i) == first.member()[i];
                boolean b = second.saysMember(i) == second.member()[i];
                ahead += a && !b ? 1 : 0;
                behind += b && !a ? 1 : 0;
            }
            Difference difference = Difference.ofDecisions(first, second);
            assertThat(difference.p())
                    .isCloseTo(BinomialTest.withDefaults().test(ahead + behind, ahead, .5).getPValue(), within(1e-9));
            assertThat(difference.value()).isCloseTo(BalancedAccuracy.of(first).value() - BalancedAccuracy.of(second).value(),
                    within(1e-12));
        }
        AttackTrial same = random(random, 30, 20, 1);
        assertThat(Difference.ofDecisions(same, same)).isEqualTo(new Difference(0, 1));
    }

    /** One discordant pair a side, both for the first: p = ¼ + ¼, both ways. Members 4, others 5: ½(1/4 + 1/5). */
    @Test
    void sidesOfDifferentSizesAreWeighed() {
        AttackTrial worse = new AttackTrial(new double[] {5, 4, 2, 1, 4, 3, 3, 1, 0}, 3, TRIAL.member());
        Difference difference = Difference.ofDecisions(TRIAL, worse);
        assertThat(difference.value()).isCloseTo(.225, within(1e-12));
        assertThat(difference.p()).isCloseTo(.5, within(1e-12));
    }

    /**
     * DeLong by hand. First: members 3, 1, others 2, 0: placements of members 1, ½, of others ½, 1: area ¾. Second: members 3, 2,
     * others 1, 0: all 1. Differences on each side 0 and −½: sample variance ⅛, of the mean 1/16; both sides: ⅛. z = ¼ / √⅛ = .7071,
     * two-sided p = .4795.
     */
    @Test
    void areasAreComparedAsDeLongDoes() {
        boolean[] member = {true, true, false, false};
        Difference difference = Difference.ofAreas(new AttackTrial(new double[] {3, 1, 2, 0}, 1, member),
                new AttackTrial(new double[] {3, 2, 1, 0}, 1, member));
        assertThat(difference.value()).isCloseTo(-.25, within(1e-15));
        assertThat(difference.p()).isCloseTo(2 * Planted.STANDARD.survivalProbability(Math.sqrt(.5)), within(1e-12));
        assertThat(Difference.ofAreas(TRIAL, TRIAL)).isEqualTo(new Difference(0, 1));
    }

    /** Where there is no difference, one is found in 5 % of cases or a little less (400 repetitions: standard error 1.1 points). */
    @Test
    void aDifferenceIsSeldomFoundWhereThereIsNone() {
        Random random = new Random(8);
        int decisions = 0;
        int areas = 0;
        for (int i = 0; i < 400; i++) {
            AttackTrial first = random(random, 60, 40, 1);
            AttackTrial second = random(random, 60, 40, 1);
            decisions += Difference.ofDecisions(first, second).significant() ? 1 : 0;
            areas += Difference.ofAreas(first, second).significant() ? 1 : 0;
        }
        assertThat(decisions).isBetween(2, 32);
        assertThat(areas).isBetween(8, 34);
        AttackTrial guessing = random(random, 200, 200, 0);
        AttackTrial knowing = random(random, 200, 200, 2);
        assertThat(Difference.ofDecisions(knowing, guessing).significant()).isTrue();
        assertThat(Difference.ofAreas(knowing, guessing).significant()).isTrue();
    }

    /** Twenty attacks that guess: the best of them looks like something, the corrected figure does not. Over 200 repetitions. */
    @Test
    void theBestOfManyGuessesIsStillAGuess() {
        Random random = new Random(6);
        double uncorrected = 0;
        double corrected = 0;
        int held = 0;
        for (int repetition = 0; repetition < 200; repetition++) {
            Map<String, AttackTrial> trials = new LinkedHashMap<>();
            for (int attack = 0; attack < 20; attack++) {
                trials.put("guess " + attack, random(random, 100, 100, 0));
            }
            Strongest strongest = Strongest.of(trials, repetition);
            assertThat(strongest.compared()).isEqualTo(20);
            uncorrected += strongest.uncorrected() / 200;
            corrected += strongest.corrected().value() / 200;
            held += strongest.corrected().low() <= .5 ? 1 : 0;
        }
        assertThat(uncorrected).isGreaterThan(.56);
        assertThat(corrected).isCloseTo(.5, within(.02));
        assertThat(held).isGreaterThanOrEqualTo(190);
    }

    /** One attack that knows (Φ(1) = .841), turned round, among nine that guess. */
    @Test
    void theStrongestIsFoundThoughItIsTurnedRound() {
        Random random = new Random(6);
        Map<String, AttackTrial> trials = new LinkedHashMap<>();
        for (int attack = 0; attack < 9; attack++) {
            trials.put("guess " + attack, random(random, 500, 500, 0));
        }
        AttackTrial knowing = random(random, 500, 500, -2);
        trials.put("knows", new AttackTrial(knowing.scores(), -1, knowing.member()));
        Strongest strongest = Strongest.of(trials, 1);
        assertThat(strongest.attack()).isEqualTo("knows");
        assertThat(strongest.inverted()).isTrue();
        assertThat(strongest.corrected().value()).isCloseTo(.841, within(.04));
        assertThat(strongest.corrected().low()).isLessThan(.841).isGreaterThan(.75);
        assertThat(strongest.corrected().high()).isGreaterThan(.841);
    }

    @Test
    void formulasOfDifferentVersionsAreTold() {
        FormulaVersions old = new FormulaVersions(Map.of("lira", 0, "rmia", 1, "another", 3));
        assertThat(FormulaVersions.CURRENT.differing(old)).containsExactly("lira");
        assertThat(FormulaVersions.CURRENT.differing(FormulaVersions.CURRENT)).isEmpty();
    }

    /** Scores are normal with deviation 1, around the given mean for members, the threshold half of it. */
    private static AttackTrial random(Random random, int members, int others, double mean) {
        double[] scores = new double[members + others];
        boolean[] member = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            member[i] = i < members;
            scores[i] = random.nextGaussian() + (member[i] ? mean : 0);
        }
        return new AttackTrial(scores, mean / 2, member);
    }

    @Test
    void anAttackReadTheOtherWayRoundDecidesTheOtherWayRound() {
        AttackTrial turned = TRIAL.turned();
        for (int record = 0; record < TRIAL.size(); record++) {
            assertThat(turned.saysMember(record)).isNotEqualTo(TRIAL.saysMember(record));
        }
        assertThat(BalancedAccuracy.of(turned).value()).isCloseTo(1 - BalancedAccuracy.of(TRIAL).value(), within(1e-15));
    }

    /** One attack is always right, in the other setting guessing: on each half of 20 + 20 the difference is ½, none of it by chance. */
    @Test
    void theStrongestOfTwoSettingsAreComparedOnRecordsThatDidNotPickThem() {
        boolean[] member = new boolean[80];
        double[] right = new double[80];
        double[] coin = new double[80];
        for (int i = 0; i < 80; i++) {
            member[i] = i < 40;
            right[i] = member[i] ? 1 : 0;
            coin[i] = 0;
        }
        AttackTrial knowing = new AttackTrial(right, 0.5, member);
        AttackTrial guessing = new AttackTrial(coin, 0.5, member);
        Difference difference = Difference.ofStrongest(Map.of("guessing", guessing, "knowing", knowing), Map.of("guessing", guessing),
                "gap", 1);
        assertThat(difference.value()).isCloseTo(.5, within(1e-12));
        // All 20 members of a half are discordant and all one way: 2⁻²⁰; two halves and two ways to look, so four times that.
        assertThat(difference.p()).isCloseTo(4 * Math.pow(.5, 20), within(1e-12));
        assertThat(Difference.ofStrongest(Map.of("guessing", guessing), Map.of("guessing", guessing), "gap", 1))
                .isEqualTo(new Difference(0, 1));
    }

    @Test
    void slicesByConfidenceHoldEveryRecordOnce() {
        List<Slice> slices = Slice.byConfidence(TRIAL, new double[] {.6, .55, .9, .99, .4, 1, .8, .95, 1});
        assertThat(slices).extracting(Slice::name).containsExactly("confidence below 0.5", "confidence 0.5 to 0.9",
                "confidence 0.9 to 0.99",
                "confidence from 0.99");
        assertThat(slices).extracting(slice -> slice.members() + slice.nonMembers()).containsExactly(1, 3, 2, 3);
        assertThat(slices.get(0).accuracy()).isEmpty();
    }
}
