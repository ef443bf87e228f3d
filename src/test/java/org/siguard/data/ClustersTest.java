package org.siguard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.siguard.base.UserMistake;
import org.siguard.ring.Seed;

class ClustersTest {
    /** Written down when the sample was trained: the sample's data must be the same on every Java and every processor. */
    private static final String FIRST_SEVEN_THOUSAND = "02c078bab2a8a483010bc1a6500434e2db6daa852f140144b1521d5a3436bd7e";

    @Test
    void theSameSeedGivesTheSameRecordsForEver() {
        assertThat(Clusters.generate(1, 7000).fingerprint()).isEqualTo(FIRST_SEVEN_THOUSAND);
    }

    @Test
    void moreRecordsBeginWithTheSameOnes() {
        Dataset few = Clusters.generate(5, 20);
        Dataset many = Clusters.generate(5, 50);
        for (int row = 0; row < few.size(); row++) {
            assertThat(many.records().get(row)).containsExactly(few.records().get(row));
            assertThat(many.labels()[row]).isEqualTo(few.labels()[row]);
        }
        assertThat(Clusters.generate(6, 20).fingerprint()).isNotEqualTo(few.fingerprint());
    }

    @Test
    void everyClassIsThereAboutAsOften() {
        int[] counts = new int[Clusters.CLASSES];
        Dataset data = Clusters.generate(2, 10_000);
        for (int label : data.labels()) {
            counts[label]++;
        }
        // A count of 10 000 draws at 1/10 has a standard deviation of 30.
        assertThat(Arrays.stream(counts).boxed()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void gaussianDrawsHaveTheirMoments() {
        Draws draws = Draws.of(Seed.of(3));
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double x = draws.gaussian();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        assertThat(sum / n).isBetween(-0.015, 0.015);
        assertThat(squares / n).isBetween(0.98, 1.02);
        assertThat(fourth / n).isBetween(2.85, 3.15);
    }

    @Test
    void anOrderHoldsEveryNumberOnce() {
        assertThat(Arrays.stream(Draws.of(Seed.of(4)).order(100)).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void impossibleCountsAreTheUsersMistake() {
        assertThatThrownBy(() -> Clusters.generate(1, 0)).isInstanceOf(UserMistake.class).hasMessageContaining("0 records");
        assertThatThrownBy(() -> Generators.generate("cluster-10", 1, 5)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("did you mean 'clusters-10'");
    }
}
