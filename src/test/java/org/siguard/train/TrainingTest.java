package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Clusters;
import org.siguard.data.Dataset;
import org.siguard.model.Layer;
import org.siguard.model.Model;
import org.siguard.model.ModelSpec;
import org.siguard.model.PlainInference;
import org.siguard.model.Tensor;
import org.siguard.ring.Shape;

@Timeout(60)
class TrainingTest {
    private static final ModelSpec SPEC = ModelSpec.mlp("small", Clusters.FEATURES, 32, Clusters.CLASSES);
    private static final TrainingSettings FEW = new TrainingSettings(3, 16, 0.01, 0.01, 2);
    private final Dataset data = Clusters.generate(1, 100);

    @Test
    void theSameSeedGivesTheSameWeightsBitForBit() {
        Model first = train(7);
        assertThat(train(7)).isEqualTo(first);
        assertThat(train(8)).isNotEqualTo(first);
    }

    @Test
    void aSmallNetworkLearnsAFewRecordsByHeart() {
        Model model = new ClassifierTraining(SPEC, new TrainingSettings(200, 16, 0.01, 0, 1)).train(data, 1, Progress.none(),
                Cancellation.never());
        double[][] logits = new PlainInference(model).logits(data.records());
        int right = 0;
        for (int row = 0; row < data.size(); row++) {
            double own = logits[row][data.labels()[row]];
            boolean best = true;
            for (double other : logits[row]) {
                best &= other <= own;
            }
            right += best ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(99);
    }

    /**
     * One step of one weight, by hand: w = w0, one record x = 1 of class 0, two classes. Adam's first step is the learning rate
     * against the gradient's sign, whatever its size: the logit of class 0 goes up, that of class 1 down.
     */
    @Test
    void theFirstStepOfAdamIsTheLearningRate() {
        ModelSpec line = ModelSpec.mlp("line", 1, 2);
        Dataset one = new Dataset("one", Shape.of(1), 2, List.of(new float[] {1}), new int[] {0});
        Model before =
                new ClassifierTraining(line, new TrainingSettings(1, 1, 1e-9, 0, 2)).train(one, 3, Progress.none(), Cancellation.never());
        Model after =
                new ClassifierTraining(line, new TrainingSettings(1, 1, 0.25, 0, 2)).train(one, 3, Progress.none(), Cancellation.never());
        float[] from = before.weight("fc1.weight").data();
        float[] to = after.weight("fc1.weight").data();
        assertThat(to[0] - from[0]).isBetween(0.2499f, 0.2501f);
        assertThat(to[1] - from[1]).isBetween(-0.2501f, -0.2499f);
    }

    @Test
    void whatIsTrainedRunsAlikeInPlainInference() {
        // Flatten and an input that is not flat: the graph that DJL trained is the graph that PlainInference runs.
        ModelSpec spec = new ModelSpec("grid", Shape.of(1, 4, 8), List.of(
                new ModelSpec.Node("flat", new Layer.Flatten(), List.of(ModelSpec.INPUT)),
                new ModelSpec.Node("fc", new Layer.Linear(32, 10), List.of("flat"))));
        Dataset grid = new Dataset("grid", Shape.of(1, 4, 8), 10, data.records(), data.labels());
        Model flat = new ClassifierTraining(spec, FEW).train(grid, 1, Progress.none(), Cancellation.never());
        assertThat(new PlainInference(flat).logits(grid.records())).hasDimensions(100, 10);
    }

    @Test
    void aMembershipClassifierFindsWhatIsThereToFind() {
        double[][] members = new double[100][];
        double[][] others = new double[100][];
        for (int i = 0; i < 100; i++) {
            members[i] = vector(0.95 + 0.0004 * i, i);
            others[i] = vector(0.4 + 0.004 * i, i);
        }
        Model h = new MembershipTraining("h", new TrainingSettings(10, 32, 0.003, 0, 2)).train(members, others, 1, Progress.none(),
                Cancellation.never());
        assertThat(h.spec().classes()).isEqualTo(1);
        PlainInference plain = new PlainInference(h);
        assertThat(Arrays.stream(plain.logits(members))).allSatisfy(z -> assertThat(z[0]).isPositive());
        assertThat(Arrays.stream(plain.logits(others)).toList()).filteredOn(z -> z[0] <= 0).hasSizeGreaterThan(95);
    }

    @Test
    void anAugmentedClassifierReadsConfidenceWhereNoRecordWas() {
        assertThat(MembershipTraining.raised(new double[] {0.8, 0.2, 0}, 2)).containsExactly(new double[] {0.64 / 0.68, 0.04 / 0.68, 0},
                within(1e-12));
        assertThat(MembershipTraining.raised(new double[] {0.64, 0.36, 0}, 0.5)).containsExactly(new double[] {0.8 / 1.4, 0.6 / 1.4, 0},
                within(1e-12));
        // Nothing tells members from others here: what the augmented classifier knows, it knows from what was added.
        double[][] vectors = new double[100][];
        for (int i = 0; i < 100; i++) {
            vectors[i] = vector(0.3 + 0.004 * i, i);
        }
        TrainingSettings settings = new TrainingSettings(10, 32, 0.003, 0, 2);
        double[] widths = new double[2];
        for (boolean augmented : new boolean[] {false, true}) {
            Model h = new MembershipTraining("h", settings, augmented, MembershipTraining.Form.FREE).train(vectors, vectors, 1,
                    Progress.none(), Cancellation.never());
            double[][] logits = new PlainInference(h).logits(new double[][] {vector(0.99, 0), vector(0.12, 0)});
            widths[augmented ? 1 : 0] = logits[0][0] - logits[1][0];
        }
        assertThat(Math.abs(widths[0])).isLessThan(1);
        assertThat(widths[1]).isGreaterThan(3);
    }

    @Test
    void trainingStopsWhenAsked() {
        Cancellation cancellation = new Cancellation();
        List<Double> seen = new ArrayList<>();
        assertThatThrownBy(() -> new ClassifierTraining(SPEC, new TrainingSettings(100_000, 16, 0.01, 0, 2)).train(data, 1,
                (phase, fraction) -> {
                    seen.add(fraction);
                    if (seen.size() == 5) {
                        cancellation.request();
                    }
                }, cancellation)).isInstanceOf(CancellationException.class);
        // And the room is free for the next.
        assertThat(train(7)).isNotNull();
    }

    @Test
    void whoWaitsForItsTurnCanBeCancelledToo() throws Exception {
        Cancellation all = new Cancellation();
        TrainingSettings endless = new TrainingSettings(100_000, 16, 0.01, 0, 2);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<?>> trainings = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                trainings.add(two.submit(() -> new ClassifierTraining(SPEC, endless).train(data, 1, Progress.none(), all)));
            }
            Thread.sleep(200);
            all.request();
            for (Future<?> training : trainings) {
                assertThatThrownBy(training::get).hasCauseInstanceOf(CancellationException.class);
            }
        }
    }

    @Test
    void progressRisesToOne() {
        List<Double> fractions = new ArrayList<>();
        new ClassifierTraining(SPEC, FEW).train(data, 1, (phase, fraction) -> {
            if (phase.equals("Training small")) {
                fractions.add(fraction);
            }
        }, Cancellation.never());
        assertThat(fractions).isSorted().startsWith(0.0).endsWith(1.0).hasSize(4);
    }

    @Test
    void whatDoesNotFitIsTheUsersMistake() {
        assertThatThrownBy(() -> new ClassifierTraining(ModelSpec.mlp("other", 5, 10), FEW).train(data, 1, Progress.none(),
                Cancellation.never())).isInstanceOf(UserMistake.class).hasMessageContaining("fits");
        Dataset mislabelled = new Dataset("odd", data.record(), 10, data.records(), new int[100]);
        mislabelled.labels()[3] = 10;
        assertThatThrownBy(() -> new ClassifierTraining(SPEC, FEW).train(mislabelled, 1, Progress.none(), Cancellation.never()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("record 3");
        Dataset none = new Dataset("none", data.record(), 10, List.of(), new int[0]);
        assertThatThrownBy(() -> new ClassifierTraining(SPEC, FEW).train(none, 1, Progress.none(), Cancellation.never()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("no records");
        assertThatThrownBy(() -> new MembershipTraining("h", FEW).train(new double[0][], new double[1][2], 1, Progress.none(),
                Cancellation.never())).isInstanceOf(UserMistake.class).hasMessageContaining("0 members");
        assertThatThrownBy(() -> new TrainingSettings(0, 1, 1, 0, 1)).isInstanceOf(UserMistake.class).hasMessageContaining("epochs");
        assertThatThrownBy(() -> new TrainingSettings(1, 1, Double.NaN, 0, 1)).isInstanceOf(UserMistake.class);
    }

    @Test
    void aLossThatIsNoNumberEndsTheTraining() {
        Dataset wild = new Dataset("wild", Shape.of(1), 2, List.of(new float[] {1}, new float[] {Float.NaN}), new int[] {0, 1});
        assertThatThrownBy(() -> new ClassifierTraining(ModelSpec.mlp("wild", 1, 2), FEW).train(wild, 1, Progress.none(),
                Cancellation.never())).isInstanceOf(UserMistake.class).hasMessageContaining("the loss became NaN");
        assertThat(train(7)).isNotNull();
    }

    /** By hand: logits are p_0 - ½ of each vector; -0.2 and 0.1 for members, -0.4 and -0.3 for the others: 0 belongs at -0.25. */
    @Test
    void theThresholdOfAMembershipClassifierIsPutWhereItTellsMost() {
        ModelSpec spec =
                new ModelSpec("h", Shape.of(1), List.of(new ModelSpec.Node("fc3", new Layer.Linear(1, 1), List.of(ModelSpec.INPUT))));
        Model h = new Model(spec, Map.of("fc3.weight", new Tensor(Shape.of(1, 1), new float[] {1}), "fc3.bias",
                new Tensor(Shape.of(1), new float[] {-0.5f})));
        Model centred = MembershipTraining.centred(h, new double[][] {{0.3}, {0.6}}, new double[][] {{0.1}, {0.2}});
        assertThat(centred.weight("fc3.bias").data()[0]).isCloseTo(-0.25f, within(1e-6f));
        assertThat(centred.weight("fc3.weight")).isEqualTo(h.weight("fc3.weight"));
    }

    private Model train(long seed) {
        return new ClassifierTraining(SPEC, FEW).train(data, seed, Progress.none(), Cancellation.never());
    }

    private static double[] vector(double largest, int at) {
        double[] p = new double[10];
        Arrays.fill(p, (1 - largest) / 9);
        p[at % 10] = largest;
        return p;
    }
}
