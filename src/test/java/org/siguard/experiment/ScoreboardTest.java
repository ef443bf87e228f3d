package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.siguard.attack.Attack;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.GapAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

class ScoreboardTest {
    private static final String CONFIDENCE = "confidence, one threshold";
    private static final Figures.Latency NO_LATENCY = new Figures.Latency(0, 0, true, "LAN", 1, 0, 0);

    /** Record i has the one feature i and the label i mod 2. */
    private static Dataset counted(int size) {
        List<float[]> records = IntStream.range(0, size).mapToObj(i -> new float[] {i}).toList();
        return new Dataset("counted", Shape.of(1), 2, records, IntStream.range(0, size).map(i -> i % 2).toArray());
    }

    private static Population draw(int queries, long seed) {
        return Population.draw(counted(100), IntStream.range(0, 40).toArray(), IntStream.range(50, 100).toArray(), queries,
                new SplittableRandom(seed));
    }

    @Test
    void membersAndOthersTakeTurnsAndNobodyComesTwice() {
        Population population = draw(30, 1);
        assertThat(population.size()).isEqualTo(30);
        double[] features = population.records().records().stream().mapToDouble(record -> record[0]).toArray();
        for (int i = 0; i < features.length; i++) {
            assertThat(features[i] < 40).isEqualTo(i % 2 == 0);
        }
        assertThat(Arrays.stream(features).distinct().count()).isEqualTo(30);
        assertThat(population.between(4, 6)).containsExactly(population.records().records().get(4), population.records().records().get(5));
    }

    @Test
    void thereAreNoMoreThanTheSmallerSideHas() {
        assertThat(draw(1000, 1).size()).isEqualTo(80);
        assertThat(draw(21, 1).size()).isEqualTo(20);
    }

    @Test
    void theSeedDecidesWhoIsAsked() {
        assertThat(features(draw(30, 1))).isEqualTo(features(draw(30, 1))).isNotEqualTo(features(draw(30, 2)));
    }

    @Test
    void aReleaseTakesOneSideOfWhatIsThere() {
        Population population = new Population(counted(6));
        double[][] vectors = {{0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}, {0.6, 0.4}};
        Release members = population.release(vectors, true);
        assertThat(members.vectors()).isDeepEqualTo(new double[][] {{0.9, 0.1}, {0.7, 0.3}});
        assertThat(members.labels()).containsExactly(0, 0);
        assertThat(population.release(vectors, false).labels()).containsExactly(1, 1);
        assertThat(Population.append(vectors, vectors)).hasDimensions(8, 2);
    }

    /**
     * Members have the label 0, non-members 1. Of four members three are told right, and with at least 0.9; of four non-members
     * two are told right, with 0.6. The shadow's members get 0.9 and its non-members 0.6. Gap: ½(3/4 + 2/4); confidence at the
     * threshold 0.9: ½(3/4 + 4/4).
     */
    @Test
    void attacksAndAccuracyAreThoseWorkedOutByHand() {
        Population population = new Population(counted(8));
        Shadow plain = new Shadow(release(0.9, 1), release(0.6, 0.6));
        List<Attack> attacks = List.of(new GapAttack(), new ConfidenceAttack(Thresholds.GLOBAL));
        Scoreboard board = new Scoreboard(population, Map.of(Output.PLAIN, plain, Output.SECURE, plain, Output.GUARDED, plain),
                Map.of(Output.PLAIN, attacks, Output.SECURE, attacks, Output.GUARDED, attacks), 1);
        double[][] first = {{0.95, 0.05}, {0.4, 0.6}, {0.9, 0.1}, {0.4, 0.6}};
        double[][] second = {{0.9, 0.1}, {0.7, 0.3}, {0.3, 0.7}, {0.7, 0.3}};
        board.add(Output.PLAIN, first);
        board.add(Output.PLAIN, second);
        Figures figures = board.figures(Fidelity.PREVIEW, NO_LATENCY, true);
        assertThat(figures.members()).isEqualTo(4);
        assertThat(figures.nonMembers()).isEqualTo(4);
        assertThat(figures.attacks()).hasSize(2);
        assertThat(accuracy(figures, "gap", Output.PLAIN)).isEqualTo(0.625, within(1e-12));
        assertThat(figures.gapFloor()).isEqualTo(0.625, within(1e-12));
        assertThat(accuracy(figures, CONFIDENCE, Output.PLAIN)).isEqualTo(0.875, within(1e-12));
        assertThat(figures.top1()).hasSize(1);
        assertThat(figures.top1().get(0).accuracy().value()).isEqualTo(0.5);
        assertThat(figures.strongest(Output.PLAIN).attack()).isEqualTo(CONFIDENCE);
        assertThat(figures.strongest(Output.PLAIN).compared()).isEqualTo(2);
        board.add(Output.SECURE, first);
        board.add(Output.SECURE, second);
        // A guard that gives every label the same confidence, the right way round: the label is all that is left.
        board.add(Output.GUARDED, Arrays.stream(Population.append(first, second))
                .map(v -> v[0] > v[1] ? new double[] {0.6, 0.4} : new double[] {0.4, 0.6}).toArray(double[][]::new));
        Figures guarded = board.figures(Fidelity.PREVIEW, NO_LATENCY, true);
        assertThat(accuracy(guarded, "gap", Output.GUARDED)).isEqualTo(0.625, within(1e-12));
        assertThat(accuracy(guarded, CONFIDENCE, Output.GUARDED)).as("nobody reaches 0.9").isEqualTo(0.5, within(1e-12));
        assertThat(guarded.attacks()).extracting(Figures.AttackFigure::attack).contains(CONFIDENCE + ", adapted");
    }

    /** Distances by hand: |0.95 - 0.6| + |0.05 - 0.4| = 0.7 for the first record; and the last but one is moved by 0.6. */
    @Test
    void whatTheGuardChangesIsTheDistanceByRecord() {
        Population population = new Population(counted(4));
        Shadow plain = new Shadow(release(0.9, 1), release(0.6, 0.6));
        List<Attack> attacks = List.of(new GapAttack());
        Scoreboard board = new Scoreboard(population, Map.of(Output.PLAIN, plain, Output.SECURE, plain, Output.GUARDED, plain),
                Map.of(Output.PLAIN, attacks, Output.SECURE, attacks, Output.GUARDED, attacks), 1);
        double[][] before = {{0.95, 0.05}, {0.4, 0.6}, {0.9, 0.1}, {0.4, 0.6}};
        double[][] after = {{0.6, 0.4}, {0.4, 0.6}, {0.6, 0.4}, {0.4005, 0.5995}};
        board.add(Output.PLAIN, before);
        board.add(Output.SECURE, before);
        board.add(Output.GUARDED, after);
        Figures.Change change = board.figures(Fidelity.PREVIEW, NO_LATENCY, true).change();
        assertThat(change.distortion().value()).isEqualTo((0.7 + 0 + 0.6 + 0.001) / 4, within(1e-12));
        assertThat(change.undefended().value()).as("two of four are hardly moved").isEqualTo(0.5);
        assertThat(change.labelKept().value()).isEqualTo(1);
        RecordScores scores = board.scores(board.trials(true));
        assertThat(scores.distortion()[0]).isEqualTo(0.7, within(1e-12));
        assertThat(scores.undefended(3)).isTrue();
        assertThat(scores.member()).containsExactly(true, false, true, false);
        assertThat(scores.trials()).hasSize(3);
    }

    /** Of both labels, so that both have thresholds; every record of each side gets the same confidence. */
    private static Release release(double zero, double one) {
        return new Release(new double[][] {{zero, 1 - zero}, {1 - one, one}}, new int[] {0, 1});
    }

    private static double accuracy(Figures figures, String attack, Output output) {
        return figures.attacks().stream().filter(figure -> figure.attack().equals(attack) && figure.output() == output).findFirst()
                .orElseThrow().accuracy().value();
    }

    private static List<Float> features(Population population) {
        return population.records().records().stream().map(record -> record[0]).toList();
    }
}
