package org.siguard.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.adaptive.AveragedAttack;
import org.siguard.attack.adaptive.TimingAttack;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.attack.labelonly.AugmentationAttack;
import org.siguard.attack.labelonly.FeatureBox;
import org.siguard.attack.labelonly.NoiseAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.attack.metric.Difference;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.Rates;
import org.siguard.attack.metric.Strongest;
import org.siguard.attack.network.ShokriAttack;
import org.siguard.attack.reference.LiraAttack;
import org.siguard.attack.reference.RmiaAttack;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.attack.threshold.RandomInputAttack;
import org.siguard.base.UserMistake;

/** What cannot be computed is told in one line; what can is right, and never not a number. */
class BadInputTest {
    private static final Planted PLANTED = new Planted(3, 1, 1);

    @Test
    void missingNeedsAreNamedWithTheirRemedy() {
        Release target = PLANTED.release(5, true, new Random(1));
        Evidence bare = Evidence.of(Observation.of(target), Preparation.NONE);
        told(() -> new ConfidenceAttack().score(bare), "shadow", "train more");
        told(() -> new ShokriAttack(3, 1).score(Evidence.of(target, PLANTED.shadow(9, new Random(1)))), "3 shadow models and there are 1");
        told(() -> LiraAttack.online(false).score(bare), "4 reference models and there are 0");
        told(() -> RmiaAttack.offline(.3, 1).score(bare), "reference models");
        told(() -> new RandomInputAttack().score(bare), "random inputs");
        Evidence shadowed = Evidence.of(target, PLANTED.shadow(9, new Random(1)));
        told(() -> new TimingAttack().score(shadowed), "steps", "fixed length");
        told(() -> new NoiseAttack(5, .1, 1).score(shadowed), "6 queries a record");
        told(() -> AveragedAttack.repeated(new GapAttack(), 4).score(shadowed), "4 queries a record");
        told(() -> new AdaptedAttack(new ConfidenceAttack()).score(shadowed), "guarded itself");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        told(() -> new RandomInputAttack(0), "between 0 and 1");
        told(() -> new NoiseAttack(0, 1, 1), "at least one copy");
        told(() -> new NoiseAttack(1, Double.NaN, 1), "NaN");
        told(() -> RmiaAttack.offline(2, 1), "a from 0 to 1");
        told(() -> RmiaAttack.online(0), "above 0");
        told(() -> AveragedAttack.repeated(new GapAttack(), 1), "at least 2");
        told(() -> new AugmentationAttack(List.of(), 1), "no augmentations");
    }

    @Test
    void oneSidedOrUnrankableTrialsAreRefused() {
        told(() -> new AttackTrial(new double[] {1, 2}, 1, new boolean[] {true, true}), "2 members and 0 non-members");
        told(() -> new AttackTrial(new double[0], 1, new boolean[0]), "0 members");
        told(() -> new AttackTrial(new double[] {1, Double.NaN}, 1, new boolean[] {true, false}), "record 1", "NaN");
        told(() -> new AttackTrial(new double[] {1, 2}, Double.NaN, new boolean[] {true, false}), "threshold");
        told(() -> new AttackTrial(new double[] {1}, 1, new boolean[] {true, false}), "1 scores for 2 records");
        told(() -> new Attack.Scores(new double[] {Double.POSITIVE_INFINITY}, 0), "record 0");
        told(() -> Strongest.of(Map.of(), 1), "at least one");
        AttackTrial one = new AttackTrial(new double[] {1, 2}, 1, new boolean[] {true, false});
        AttackTrial other = new AttackTrial(new double[] {1, 2}, 1, new boolean[] {false, true});
        told(() -> Difference.ofDecisions(one, other), "different records");
        told(() -> Difference.ofAreas(one, other), "different records");
        told(() -> Strongest.of(Map.of("a", one, "b", other), 1), "different records");
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        Release two = LiraCases.release(.4, .5);
        told(() -> Observation.of(two).withSteps(new double[1]), "2 vectors and 1 numbers of steps");
        told(() -> Observation.of(two).asking(List.of(new float[1]), records -> new double[0][]), "1 records to ask");
        told(() -> Observation.of(two).withViews(List.of(LiraCases.release(.1))), "augmented copies");
        told(() -> new References(new double[0][][], new boolean[0][]), "one model at least");
        told(() -> new References(new double[][][] {{{.1}}, {{.1}, {.2}}}, new boolean[][] {{true}, {true, false}}), "model 1");
        told(() -> new References(new double[][][] {{{Double.NaN}}}, new boolean[][] {{true}}), "NaN");
        told(() -> new PopulationSample(new double[0], new double[][] {{}}), "0 records");
        References one = LiraCases.references(new double[] {.9, .8}, new double[] {.5, .4});
        told(() -> LiraAttack.online(false).score(Evidence.of(Observation.of(two), Preparation.NONE.withReferences(one))), "2 records");
        told(() -> FeatureBox.of(List.of(new float[2], new float[3])), "one shape");
    }

    /** A record that all models had in training: there is nobody to say what is usual. */
    @Test
    void aRecordThatTooFewModelsLackIsNamed() {
        References all = LiraCases.references(new double[] {.9, .8, .7, .9}, new double[0]);
        told(() -> LiraAttack.online(false).score(LiraCases.evidence(.5, all)), "record 0", "fixed variance");
        told(() -> LiraAttack.offline(true).score(LiraCases.evidence(.5, all)), "record 0", "had not the record");
    }

    /** Models that agree to the last bit: the deviation's floor keeps the ratio finite. */
    @Test
    void modelsThatAllAgreeGiveAFiniteRatio() {
        References alike = LiraCases.references(new double[] {1, 1}, new double[] {1, 1});
        for (boolean fixed : new boolean[] {true, false}) {
            assertThat(LiraAttack.online(fixed).score(LiraCases.evidence(0, alike)).values()[0]).isZero();
            assertThat(LiraAttack.offline(fixed).score(LiraCases.evidence(1, alike)).values()[0]).isEqualTo(.5);
        }
        PopulationSample z = new PopulationSample(new double[] {0, 0}, new double[][] {{0, 0}, {0, 0}, {0, 0}, {0, 0}});
        Evidence zero = Evidence.of(Observation.of(LiraCases.release(0)), Preparation.NONE.withReferences(alike).withPopulation(z));
        assertThat(RmiaAttack.online(1).score(zero).values()[0]).isZero();
    }

    /** Every vector the same, in shadow and target: guessing, said as such. */
    @Test
    void identicalOutputsAreAGuess() {
        Release same = LiraCases.release(.5, .5, .5, .5);
        Shadow shadow = new Shadow(same, same);
        for (List<Attack> attacks : List.of(Attacks.thresholds(), Attacks.networks(1))) {
            for (Attack attack : attacks) {
                AttackFigures figures = AttackFigures.of(attack.name(),
                        AttackTrial.of(attack.score(same, shadow), attack.score(same, shadow)), 1);
                assertThat(figures.accuracy().value()).as(attack.name()).isEqualTo(.5);
                assertThat(figures.area()).as(attack.name()).isEqualTo(new Estimate(.5, .5, .5));
                assertThat(figures.bestPossibleAccuracy()).isEqualTo(.5);
                assertThat(figures.advantage().value()).isZero();
            }
        }
    }

    /** A model of one class says 1 whatever it is asked: nobody learns anything, and nothing is not a number. */
    @Test
    void aSingleClassTellsNothing() {
        double[][] vectors = new double[40][];
        Arrays.fill(vectors, new double[] {1});
        Release said = new Release(vectors, new int[40]);
        boolean[] member = new boolean[40];
        Arrays.fill(member, 0, 20, true);
        List<Attack> attacks = new ArrayList<>(Attacks.thresholds());
        attacks.addAll(Attacks.networks(1));
        for (Attack attack : attacks) {
            AttackTrial trial = AttackTrial.of(attack.score(said, new Shadow(said, said)), member);
            assertThat(BalancedAccuracy.of(trial).value()).as(attack.name()).isEqualTo(0.5);
            assertThat(AttackFigures.of(attack.name(), trial, 1).area().value()).as(attack.name()).isEqualTo(0.5);
        }
    }

    /** Halves of a single record pick nothing. */
    @Test
    void aPairedTestOfThePickedTakesTwoOfEachKind() {
        Map<String, AttackTrial> one = Map.of("any", new AttackTrial(new double[] {1, 0}, 1, new boolean[] {true, false}));
        told(() -> Difference.ofStrongest(one, one, "gap", 1), "1 members and 1 non-members", "at least two of each");
    }

    @Test
    void oneMemberAndOneOtherAreEnoughForFigures() {
        AttackFigures figures = AttackFigures.of("one", new AttackTrial(new double[] {1, 0}, .5, new boolean[] {true, false}), 1);
        assertThat(figures.accuracy().value()).isEqualTo(1);
        assertThat(figures.area()).isEqualTo(Rates.clopperPearson(1, 1));
        assertThat(figures.truePositives()).allSatisfy(rate -> assertThat(rate.rate()).isEmpty());
        Strongest strongest = Strongest.of(Map.of("one", new AttackTrial(new double[] {1, 0}, .5, new boolean[] {true, false})), 1);
        assertThat(strongest.corrected().value()).isEqualTo(1);
    }

    @Test
    void costsAreKnownBeforehand() {
        Needs needs = new NoiseAttack(9, .1, 1).needs();
        assertThat(needs.cost(100, 40)).isEqualTo(new Needs.Cost(1000, 400, 1));
        assertThat(needs.inWords()).isEqualTo("10 queries a record, the true labels, one shadow model");
        assertThat(LiraAttack.online(false).needs().inWords()).isEqualTo(
                "one query a record, the true labels, 4 reference models or more");
        assertThat(needs.within(Needs.VECTORS.withLabels().withShadows(1))).isFalse();
        assertThat(needs.within(Needs.VECTORS.withLabels().withShadows(2).withQueries(10))).isTrue();
        assertThat(Attacks.possible(Attacks.withAdapted(Attacks.thresholds()).stream(), Needs.VECTORS.withShadows(1)))
                .extracting(Attack::name).containsExactly("entropy, one threshold", "entropy, one threshold, adapted");
    }

    private static void told(ThrowingCallable wrong, String... parts) {
        assertThatThrownBy(wrong).isInstanceOf(UserMistake.class).hasMessageContainingAll(parts).hasMessageEndingWith(".");
    }
}
