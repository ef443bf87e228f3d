package org.siguard.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.adaptive.AveragedAttack;
import org.siguard.attack.adaptive.HeldClassifierAttack;
import org.siguard.attack.adaptive.InversionAttack;
import org.siguard.attack.adaptive.TimingAttack;
import org.siguard.attack.catalogue.Attacks;
import org.siguard.attack.labelonly.NoiseAttack;
import org.siguard.attack.network.ShokriAttack;
import org.siguard.attack.network.TopThreeAttack;
import org.siguard.attack.reference.LiraAttack;
import org.siguard.attack.reference.RmiaAttack;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.EntropyAttack;
import org.siguard.attack.threshold.LossAttack;
import org.siguard.attack.threshold.ModifiedEntropyAttack;
import org.siguard.attack.threshold.RandomInputAttack;
import org.siguard.attack.threshold.Thresholds;

/** Each attack's rule on a few records, against values worked out by hand from the rule in its javadoc, unless another origin is noted. */
class RulesTest {
    private static final Release EMPTY = new Release(new double[0][], new int[0]);

    /** 0.1622: the check value of Song and Mittal's rule in the project's reference page. */
    @Test
    void modifiedEntropy() {
        assertThat(ModifiedEntropyAttack.of(new double[] {.7, .2, .1}, 0)).isCloseTo(0.1622, within(5e-5));
        assertThat(ModifiedEntropyAttack.of(new double[] {1, 0, 0}, 0)).isZero();
        // Sure and wrong: -(1 - 0) ln 1e-30 - 1 · ln 1e-30 = 60 ln 10.
        assertThat(ModifiedEntropyAttack.of(new double[] {0, 1}, 0)).isCloseTo(60 * Math.log(10), within(1e-9));
    }

    @Test
    void entropy() {
        assertThat(EntropyAttack.of(new double[] {.5, .5})).isCloseTo(Math.log(2), within(1e-15));
        assertThat(EntropyAttack.of(new double[] {1, 0, -1e-5})).isZero();
        Shadow shadow = new Shadow(release(.9, .8), release(.6, .7));
        Attack.Scores scores = new EntropyAttack(Thresholds.GLOBAL).score(release(.85, .1, .75), shadow);
        // τ is the entropy of (.8, .2): as small as that or smaller is a member, whichever class is sure.
        assertThat(-scores.threshold()).isCloseTo(-.8 * Math.log(.8) - .2 * Math.log(.2), within(1e-15));
        assertThat(said(scores)).containsExactly(true, true, false);
    }

    /** τ is the mean of −ln .9 and −ln .4. */
    @Test
    void loss() {
        Attack.Scores scores = new LossAttack().score(release(.61, .59, 0), new Shadow(release(.9, .4), release(.1)));
        assertThat(-scores.threshold()).isCloseTo((-Math.log(.9) - Math.log(.4)) / 2, within(1e-15));
        assertThat(said(scores)).as("√(.9 · .4) = .6").containsExactly(true, false, false);
        assertThat(scores.values()[2]).isCloseTo(-30 * Math.log(10), within(1e-9));
    }

    @Test
    void confidenceWithOneThreshold() {
        Attack.Scores scores = new ConfidenceAttack(Thresholds.GLOBAL).score(release(.8, .79), new Shadow(release(.9, .8), release(.3)));
        assertThat(scores.threshold()).isEqualTo(.8);
        assertThat(said(scores)).containsExactly(true, false);
    }

    /** Ten random inputs with max p = .50, .51 … .59: the top tenth begins at .59, the top three tenths at .57. */
    @Test
    void randomInputs() {
        double[][] random = new double[10][];
        Arrays.setAll(random, i -> new double[] {.5 + i / 100.0, .5 - i / 100.0});
        Evidence evidence = Evidence.of(Observation.of(release(.6, .58, .41)), Preparation.NONE).withRandomOutputs(random);
        assertThat(said(new RandomInputAttack().score(evidence))).containsExactly(true, false, true);
        assertThat(said(new RandomInputAttack(0.3).score(evidence))).containsExactly(true, true, true);
        assertThat(new RandomInputAttack(0.3).score(evidence).threshold()).isCloseTo(.57, within(1e-12));
    }

    @Test
    void theTopThreeAreInDescendingOrderAndCompleted() {
        double[][] features = new TopThreeAttack(1)
                .features(Observation.of(new Release(new double[][] {{.1, .4, .2, .3}}, new int[] {0})));
        assertThat(features).isDeepEqualTo(new double[][] {{.4, .3, .2}});
        assertThat(new TopThreeAttack(1).features(Observation.of(release(.3)))).isDeepEqualTo(new double[][] {{.7, .3, 0}});
    }

    /** φ of in: 1, 3 (μ 2, σ √2); of out: −1, 1 (μ 0, σ √2); of x: 2. Online: ½ · 2² / 2 = 1; offline: Φ(√2). */
    @Test
    void likelihoodRatios() {
        References references = LiraCases.references(new double[] {p(1), p(3)}, new double[] {p(-1), p(1)});
        Evidence evidence = LiraCases.evidence(p(2), references);
        for (boolean fixed : new boolean[] {false, true}) {
            assertThat(LiraAttack.online(fixed).score(evidence).values()[0]).isCloseTo(1, within(1e-12));
            assertThat(LiraAttack.offline(fixed).score(evidence).values()[0])
                    .isCloseTo(Planted.STANDARD.cumulativeProbability(Math.sqrt(2)), within(1e-12));
        }
    }

    /** φ is of p clamped to [2⁻¹⁶, 1 − 2⁻¹⁶]: ln(2¹⁶ − 1) = 11.09034 at the ends, whatever fixed point rounded p to. */
    @Test
    void oddsAreClamped() {
        assertThat(Logs.odds(1)).isCloseTo(Math.log(65535), within(1e-9)).isEqualTo(-Logs.odds(0), within(1e-9));
        assertThat(Logs.odds(1.1)).isEqualTo(Logs.odds(1));
        assertThat(Logs.odds(.5)).isZero();
    }

    /** View 0 as above; in view 1 all models and the target say the same as for view 0 with in and out swapped: the ratios cancel. */
    @Test
    void likelihoodRatiosAreAveragedOverViews() {
        double[][][] confidence = {{{p(1), p(-1)}}, {{p(3), p(1)}}, {{p(-1), p(1)}}, {{p(1), p(3)}}};
        References references = new References(confidence, new boolean[][] {{true}, {true}, {false}, {false}});
        Observation target = Observation.of(release(p(2))).withViews(List.of(release(p(2))));
        double[] scores = LiraAttack.online(false).score(Evidence.of(target, Preparation.NONE.withReferences(references))).values();
        assertThat(scores[0]).isCloseTo(0, within(1e-12));
    }

    /**
     * x: .8 against a usual ½(.6 + .2) = .4 online, ratio 2. z: .5/.5 = 1, .6/.2 = 3, .3/.2 = 1.5: beats two of three; with γ = 1.5
     * the first alone. Offline with a = ½: p(x) = ½(1.5 · .2 + .5) = .4, the same; with a = 0, ½(.2 + 1) = .6: beats the first alone.
     */
    @Test
    void rmia() {
        References references = LiraCases.references(new double[] {.6}, new double[] {.2});
        PopulationSample z = new PopulationSample(new double[] {.5, .6, .3}, new double[][] {{.5, .1, .3}, {.5, .3, .1}});
        Evidence evidence = Evidence.of(Observation.of(release(.8)),
                Preparation.NONE.withReferences(references).withPopulation(z));
        assertThat(RmiaAttack.online(1).score(evidence).values()[0]).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(RmiaAttack.online(1.5).score(evidence).values()[0]).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(RmiaAttack.offline(.5, 1).score(evidence).values()[0]).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(RmiaAttack.offline(0, 1).score(evidence).values()[0]).isCloseTo(1 / 3.0, within(1e-15));
    }

    /** x and z are both twice as likely as usual: to be a member x must be more than γ times as likely, as likely is not enough. */
    @Test
    void inRmiaARecordDoesNotBeatItsEqual() {
        PopulationSample z = new PopulationSample(new double[] {.5}, new double[][] {{.25}, {.25}});
        Evidence evidence = Evidence.of(Observation.of(release(.5)),
                Preparation.NONE.withReferences(LiraCases.references(new double[] {.25}, new double[] {.25})).withPopulation(z));
        assertThat(RmiaAttack.online(1).score(evidence).values()[0]).isZero();
        assertThat(RmiaAttack.online(.5).score(evidence).values()[0]).isEqualTo(1);
        assertThat(RmiaAttack.offline(1, 1).score(evidence).values()[0]).isZero();
    }

    /** Members took 3 steps or fewer, others 5 or more: here fewer steps mean "member". */
    @Test
    void timingReadsStepsEitherWay() {
        Shadow shadow = new Shadow(Observation.of(release(.5, .5)).withSteps(new double[] {2, 3}),
                Observation.of(release(.5, .5)).withSteps(new double[] {5, 6}));
        Observation target = Observation.of(release(.5, .5)).withSteps(new double[] {3, 4});
        assertThat(said(new TimingAttack().score(Evidence.of(target, Preparation.of(shadow))))).containsExactly(true, false);
    }

    /** The guard turned h round: it says .1 of members and .9 of others. Its holder reads it the other way. */
    @Test
    void whoHoldsTheDefendersClassifierReadsItEitherWay() {
        MembershipClassifier h = vectors -> Arrays.stream(vectors).mapToDouble(p -> p[0]).toArray();
        Attack attack = new AdaptedAttack(new HeldClassifierAttack(h));
        Shadow plain = new Shadow(release(.9, .8), release(.1, .2));
        Shadow guarded = new Shadow(release(.1, .2), release(.9, .8));
        Evidence evidence = Evidence.of(release(.15, .85), plain).withGuardedOwn(Preparation.of(guarded));
        assertThat(said(attack.score(evidence))).containsExactly(true, false);
        assertThat(said(new HeldClassifierAttack(h).score(evidence))).as("who does not know").containsExactly(false, true);
    }

    /** h' says p_0; the guard would move (.5, .5) not at all and (.9, .1) to the border: by .4 + .4. */
    @Test
    void inversionLooksAtTheBorderAndAtNoNoise() {
        MembershipClassifier h = vectors -> Arrays.stream(vectors).mapToDouble(p -> p[0]).toArray();
        InversionAttack attack = InversionAttack.with(h,
                vectors -> Arrays.stream(vectors).map(p -> new double[] {.5, .5}).toArray(double[][]::new), 1);
        double[][] features = attack.features(Observation.of(release(.9, .5)));
        assertThat(features[0]).containsExactly(new double[] {.9, .4, .8, 0}, within(1e-12));
        assertThat(features[1]).containsExactly(new double[] {.5, 0, 0, 1}, within(1e-12));
        assertThat(InversionAttack.with(h, 1).features(Observation.of(release(.9)))[0]).containsExactly(new double[] {.9, .4},
                within(1e-12));
    }

    /** Noise drawn afresh at every query is averaged out: what is left of deviation .2 after 400 queries is .01. */
    @Test
    void repeatedQueriesAverageFreshNoiseOut() {
        Random fresh = new Random(4);
        Oracle noisy = records -> records.stream().map(x -> x[0] + .2 * fresh.nextGaussian()).map(p -> new double[] {p, 1 - p})
                .toArray(double[][]::new);
        List<float[]> records = List.of(new float[] {.6f}, new float[] {.4f});
        Observation target = Observation.of(release(0, 0)).asking(records, noisy);
        Shadow shadow = new Shadow(Observation.of(release(0)).asking(records.subList(0, 1), noisy),
                Observation.of(release(0)).asking(records.subList(1, 2), noisy));
        Attack attack = AveragedAttack.repeated(new ConfidenceAttack(Thresholds.GLOBAL), 400);
        assertThat(attack.needs().queries()).isEqualTo(400);
        assertThat(AveragedAttack.repeated(new NoiseAttack(9, 1, 1), 5).needs().queries()).as("5 of x, 9 copies").isEqualTo(14);
        Attack.Scores scores = attack.score(Evidence.of(target, Preparation.of(shadow)));
        assertThat(scores.values()[0]).isCloseTo(.6, within(.05));
        assertThat(scores.values()[1]).isCloseTo(.4, within(.05));
        assertThat(scores.threshold()).isBetween(.55, .65);
    }

    /** What is not declared is not looked at: with all labels of the target changed, the scores stay. */
    @Test
    void anAttackThatNeedsNoLabelsSeesNone() {
        Random random = new Random(9);
        Planted planted = new Planted(3, 1, 1);
        Shadow shadow = planted.shadow(60, random);
        Release target = planted.release(30, true, random);
        Release relabelled = new Release(target.vectors(), Arrays.stream(target.labels()).map(y -> (y + 1) % 3).toArray());
        double[][] inputs = planted.release(20, false, random).vectors();
        List<Attack> all = new ArrayList<>(Attacks.thresholds());
        all.addAll(Attacks.networks(1));
        all.add(new RandomInputAttack());
        int blind = 0;
        for (Attack attack : all) {
            double[] first = attack.score(Evidence.of(target, shadow).withRandomOutputs(inputs)).values();
            double[] second = attack.score(Evidence.of(relabelled, shadow).withRandomOutputs(inputs)).values();
            assertThat(Arrays.equals(first, second)).as(attack.name()).isEqualTo(!attack.needs().labels());
            assertThat(attack.score(Evidence.of(target, shadow).withRandomOutputs(inputs)).values()).as("again").isEqualTo(first);
            blind += attack.needs().labels() ? 0 : 1;
            assertThat(attack.score(EMPTY, shadow).values()).isEmpty();
            assertThat(attack.explanation()).endsWith(".");
        }
        assertThat(blind).isEqualTo(4);
        assertThat(all.stream().map(Attack::name)).doesNotHaveDuplicates();
    }

    /** The shadow has four members and four others of class 2, too few: its record is judged by the network of all classes, and still ranked. */
    @Test
    void aClassWithoutANetworkOfItsOwnIsJudgedByThatOfAll() {
        Random random = new Random(9);
        Shadow shadow = new Planted(3, 1, 3).shadow(300, random);
        Shadow without = new Shadow(without(shadow.members().release()), without(shadow.nonMembers().release()));
        Release target = new Release(new double[][] {{.01, .01, .98}, {.4, .3, .3}}, new int[] {2, 2});
        double[] scores = new ShokriAttack(1, 1).score(target, without).values();
        assertThat(scores[0]).isGreaterThan(scores[1]);
        assertThat(scores).isEqualTo(new ShokriAttack(1, 1).score(target, without).values())
                .isNotEqualTo(new ShokriAttack(1, 2).score(target, without).values());
    }

    /** The records of classes 0 and 1, four of class 2: fewer than a network takes. */
    private static Release without(Release all) {
        int[] rows = IntStream.range(0, all.size())
                .filter(i -> all.labels()[i] < 2 || IntStream.range(0, i).filter(k -> all.labels()[k] == 2).count() < 4).toArray();
        return new Release(IntStream.of(rows).mapToObj(i -> all.vectors()[i]).toArray(double[][]::new),
                IntStream.of(rows).map(i -> all.labels()[i]).toArray());
    }

    private static double p(double phi) {
        return 1 / (1 + Math.exp(-phi));
    }

    private static Release release(double... p) {
        return LiraCases.release(p);
    }

    private static boolean[] said(Attack.Scores scores) {
        boolean[] out = new boolean[scores.values().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = scores.saysMember(i);
        }
        return out;
    }
}
