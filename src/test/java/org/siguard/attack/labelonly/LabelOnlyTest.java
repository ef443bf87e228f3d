package org.siguard.attack.labelonly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.MeteredOracle;
import org.siguard.attack.Observation;
import org.siguard.attack.Oracle;
import org.siguard.attack.Preparation;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.BalancedAccuracy;
import org.siguard.base.UserMistake;

/** On a linear classifier, class 1 where x₀ > 0, of which distances and shares are known in closed form. */
class LabelOnlyTest {
    private static final int FEATURES = 6;
    private static final Oracle LINEAR = records -> records.stream().map(x -> x[0] > 0 ? new double[] {0, 1} : new double[] {1, 0})
            .toArray(double[][]::new);

    /** Records at x₀ = ±1.5 (members) and ±0.5 (others), labelled rightly but for every tenth. */
    private static Observation side(int records, double far, long seed, Oracle oracle) {
        Random random = new Random(seed);
        List<float[]> rows = IntStream.range(0, records).mapToObj(i -> {
            float[] x = new float[FEATURES];
            for (int k = 1; k < FEATURES; k++) {
                x[k] = (float) random.nextGaussian();
            }
            x[0] = (float) (i % 2 == 0 ? far : -far);
            return x;
        }).toList();
        int[] labels = IntStream.range(0, records).map(i -> (i % 2 == 0 ? 1 : 0) ^ (i % 10 == 9 ? 1 : 0)).toArray();
        return Observation.of(new Release(LINEAR.ask(rows), labels)).asking(rows, oracle);
    }

    private static Preparation own() {
        return Preparation.of(new Shadow(side(20, 1.5, 1, LINEAR), side(20, .5, 2, LINEAR)));
    }

    @Test
    void theBoundaryIsAsFarAsItIs() {
        int budget = 600;
        MeteredOracle metered = new MeteredOracle(LINEAR, 40L * budget);
        Observation target = side(40, 1.5, 3, metered);
        double[] scores = new BoundaryAttack(budget, 1).score(Evidence.of(target, own())).values();
        for (int i = 0; i < scores.length; i++) {
            if (i % 10 == 9) {
                assertThat(scores[i]).as("labelled wrongly").isZero();
            } else {
                assertThat(scores[i]).isBetween(1.5 - 1e-3, 1.5 * 1.05);
            }
        }
        assertThat(metered.asked()).isLessThanOrEqualTo(36L * budget).isGreaterThan(36L * budget / 2);
        assertThat(metered.batches()).as("all records ask at once").isLessThan(budget);
    }

    /** A third as far: a third of the distance, and the threshold fitted on the shadow tells the two apart. */
    @Test
    void theBoundaryTellsMembersFromOthers() {
        Attack attack = new BoundaryAttack(300, 1);
        Attack.Scores in = attack.score(Evidence.of(side(20, 1.6, 4, LINEAR), own()));
        Attack.Scores out = attack.score(Evidence.of(side(20, .5, 5, LINEAR), own()));
        assertThat(BalancedAccuracy.of(AttackTrial.of(in, out)).value()).as("all but the tenth").isEqualTo(.95, within(1e-12));
    }

    /** Where every record has one label there is nothing to start from: the search draws points until one has another. */
    @Test
    void aSearchThatKnowsNoOtherRecordDrawsItsStart() {
        Observation all = side(20, 1.5, 6, LINEAR);
        int[] first = IntStream.range(0, 20).filter(i -> i % 2 == 0).toArray();
        List<float[]> rows = IntStream.of(first).mapToObj(i -> all.records().get(i)).toList();
        Oracle tilted = records -> records.stream().map(x -> x[0] + x[1] > 0 ? new double[] {0, 1} : new double[] {1, 0})
                .toArray(double[][]::new);
        List<float[]> right = rows.stream().filter(x -> x[0] + x[1] > 0).toList();
        int[] labels = new int[right.size()];
        Arrays.fill(labels, 1);
        Observation target = Observation.of(new Release(tilted.ask(right), labels)).asking(right, tilted);
        double[] distances = new BoundaryAttack(400, 1).signal(target);
        for (int i = 0; i < distances.length; i++) {
            double truth = (right.get(i)[0] + right.get(i)[1]) / Math.sqrt(2);
            double diagonal = FeatureBox.of(right).diagonal();
            assertThat(distances[i]).isBetween(truth - 1e-3, Math.max(truth * 1.1 + .05, diagonal));
        }
        Oracle constant = records -> records.stream().map(x -> new double[] {0, 1}).toArray(double[][]::new);
        double[] never =
                new BoundaryAttack(100, 1).signal(Observation.of(new Release(constant.ask(right), labels)).asking(right, constant));
        assertThat(never).containsOnly(FeatureBox.of(right).diagonal());
    }

    @Test
    void theBudgetIsKeptOrRefused() {
        assertThatThrownBy(() -> new BoundaryAttack(10, 1)).isInstanceOf(UserMistake.class).hasMessageContaining("60");
        Observation target = side(20, 1.5, 3, new MeteredOracle(LINEAR, 500));
        assertThatThrownBy(() -> new BoundaryAttack(100, 1).score(Evidence.of(target, own()))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("of 500 queries");
    }

    /** Noise of deviation 1 keeps the label of a record at 1.5 with Φ(1.5) = .933, of one at .5 with Φ(.5) = .691. */
    @Test
    void noiseKeepsTheLabelOfRecordsFarFromTheBoundary() {
        NoiseAttack attack = new NoiseAttack(400, 1, 1);
        double[] far = attack.score(Evidence.of(side(20, 1.5, 3, LINEAR), own())).values();
        double[] near = attack.score(Evidence.of(side(20, .5, 3, LINEAR), own())).values();
        for (int i = 0; i < far.length; i++) {
            assertThat(far[i]).isCloseTo(i % 10 == 9 ? 0 : .9332, within(.06));
            assertThat(near[i]).isCloseTo(i % 10 == 9 ? 0 : .6915, within(.09));
        }
        assertThat(attack.needs().queries()).isEqualTo(401);
    }

    @Test
    void augmentationsAreSeenAsBits() {
        List<UnaryOperator<float[]>> augmentations = List.of(x -> moved(x, 1), x -> moved(x, -1));
        AugmentationAttack attack = new AugmentationAttack(augmentations, 1);
        double[][] bits = attack.features(side(10, .5, 3, LINEAR));
        assertThat(bits[0]).as("at +.5, class 1").containsExactly(1, 1, 0);
        assertThat(bits[1]).as("at -.5, class 0").containsExactly(1, 0, 1);
        assertThat(bits[9]).as("at -.5, called class 1").containsExactly(0, 1, 0);
        Attack.Scores in = attack.score(Evidence.of(side(40, 1.5, 4, LINEAR), own()));
        Attack.Scores out = attack.score(Evidence.of(side(40, .5, 5, LINEAR), own()));
        assertThat(BalancedAccuracy.of(AttackTrial.of(in, out)).value()).isGreaterThan(.9);
    }

    @Test
    void picturesAreMirroredAndShifted() {
        List<UnaryOperator<float[]>> all = NoisyCopies.shifted(1, 2, 3, 1);
        float[] picture = {1, 2, 3, 4, 5, 6};
        assertThat(all.stream().map(change -> change.apply(picture))).containsExactly(new float[] {3, 2, 1, 6, 5, 4},
                new float[] {0, 0, 0, 1, 2, 3}, new float[] {4, 5, 6, 0, 0, 0}, new float[] {0, 1, 2, 0, 4, 5},
                new float[] {2, 3, 0, 5, 6, 0});
        assertThatThrownBy(() -> all.get(0).apply(new float[5])).isInstanceOf(UserMistake.class).hasMessageContaining("1 × 2 × 3");
        assertThat(NoisyCopies.shared(2, .1, 1).get(0).apply(picture)).isEqualTo(NoisyCopies.shared(2, .1, 1).get(0).apply(picture))
                .isNotEqualTo(NoisyCopies.shared(2, .1, 1).get(1).apply(picture));
    }

    private static float[] moved(float[] x, double by) {
        float[] out = x.clone();
        out[0] += (float) by;
        return out;
    }
}
