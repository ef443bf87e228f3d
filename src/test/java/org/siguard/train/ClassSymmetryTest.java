package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.data.Draws;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.model.Tensor;
import org.siguard.ring.Seed;

class ClassSymmetryTest {
    private static final double GUARDS_ASK = 1.0 / 256;

    /** 10: twelve knots. 50: two. 70 and 100: one, and groups of 2 and of 4. 127 is prime: no groups. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50, 70, 100, 127, 128})
    void theDenseNetworkIsTheTiedOne(int classes) {
        ClassSymmetry ties = new ClassSymmetry(classes);
        Model tied = drawn(ties, 0.6);
        Model dense = ties.unfolded(tied, MembershipTraining.spec("h", classes));
        double[][] vectors = vectors(classes, 20);
        double[] expected = logits(tied, vectors);
        double[] actual = logits(dense, vectors);
        for (int i = 0; i < vectors.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-4 * (1 + Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 127})
    void theOrderOfTheClassesIsNothingToIt(int classes) {
        ClassSymmetry ties = new ClassSymmetry(classes);
        Model dense = ties.unfolded(drawn(ties, 0.6), MembershipTraining.spec("h", classes));
        double[][] vectors = vectors(classes, 20);
        double[][] turned = Arrays.stream(vectors).map(v -> IntStream.range(0, classes).mapToDouble(i -> v[(i + 1) % classes]).toArray())
                .toArray(double[][]::new);
        double[] straight = logits(dense, vectors);
        double[] other = logits(dense, turned);
        for (int i = 0; i < vectors.length; i++) {
            assertThat(other[i]).isCloseTo(straight[i], within(1e-4 * (1 + Math.abs(straight[i]))));
        }
    }

    @Test
    void moreClassesThanUnitsLeaveItFree() {
        assertThat(MembershipTraining.Form.SYMMETRIC.isSymmetric(128)).isTrue();
        assertThat(MembershipTraining.Form.SYMMETRIC.isSymmetric(129)).isFalse();
        assertThat(MembershipTraining.Form.FREE.isSymmetric(2)).isFalse();
    }

    /**
     * As Piranha's softmax has it: 17 in 20 members and 12 in 20 others are exactly 1 for one class, the others spread below. The best cut
     * is just below 1; a free classifier was up to 0.6 points below the threshold there (docs/decisions/0008-training.md).
     */
    @Test
    void aCutJustBelowOneIsFound() {
        double[][] members = certain(400, 17);
        double[][] others = certain(400, 12);
        TrainingSettings settings = new TrainingSettings(4, 256, 0.003, 1, 2).with(TrainingSettings.SCHEDULE, "cosine");
        for (boolean augmented : new boolean[] {false, true}) {
            Model h = new MembershipTraining("h", settings, augmented, MembershipTraining.Form.SYMMETRIC).train(members, others, 1,
                    Progress.none(), Cancellation.never());
            double[] in = logits(h, members);
            double[] out = logits(h, others);
            double told = (share(in) + 1 - share(out)) / 2;
            assertThat(told).isCloseTo((17 / 20.0 + 1 - 12 / 20.0) / 2, within(1e-9));
            // And a guard has where to go on either side.
            assertThat(Arrays.stream(in).max().orElseThrow()).isGreaterThan(GUARDS_ASK);
            assertThat(Arrays.stream(out).min().orElseThrow()).isLessThan(-GUARDS_ASK);
            double[] way = logits(h, new double[][] {vector(0.5, 3), vector(0.6, 3), vector(0.75, 3), vector(0.9, 3), vector(1, 3)});
            assertThat(Arrays.stream(way).distinct().count()).as("slopes all the way").isEqualTo(5);
        }
    }

    /** Of 20 records so many are 1 exactly, the others between 0.3 and 0.998. */
    private static double[][] certain(int records, int ofTwenty) {
        return IntStream.range(0, records).mapToObj(i -> vector(i % 20 < ofTwenty ? 1 : 0.3 + 0.698 * i / records, i))
                .toArray(double[][]::new);
    }

    private static double[] vector(double largest, int at) {
        double[] out = new double[10];
        out[at % 10] = largest;
        out[(at + 1) % 10] = 1 - largest;
        return out;
    }

    private static double share(double[] logits) {
        return Arrays.stream(logits).filter(z -> z > 0).count() / (double) logits.length;
    }

    /** The start, and a second and third layer drawn from a seed. */
    private static Model drawn(ClassSymmetry ties, double threshold) {
        Map<String, float[]> start = ties.start(threshold);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Draws draws = Draws.of(Seed.of(4));
        ties.spec("h").weights().forEach((name, shape) -> {
            float[] numbers = start.get(name);
            if (numbers == null) {
                numbers = new float[shape.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = (float) draws.gaussian();
                }
            }
            weights.put(name, new Tensor(shape, numbers));
        });
        return new Model(ties.spec("h"), weights);
    }

    private static double[][] vectors(int classes, int count) {
        Draws draws = Draws.of(Seed.of(9));
        double[][] out = new double[count][classes];
        for (double[] vector : out) {
            for (int i = 0; i < classes; i++) {
                vector[i] = Math.exp(3 * draws.gaussian());
            }
            double sum = Arrays.stream(vector).sum();
            for (int i = 0; i < classes; i++) {
                vector[i] /= sum;
            }
        }
        return out;
    }

    private static double[] logits(Model model, double[][] vectors) {
        return Arrays.stream(new PlainInference(model).logits(vectors)).mapToDouble(z -> z[0]).toArray();
    }
}
