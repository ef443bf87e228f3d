package org.siguard.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.siguard.base.UserMistake;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFiles;

/** Reference models know as many records as the target, and none that would give them away. */
class ReferenceRowsTest {
    private static final Sample SAMPLE = SampleFiles.load(Path.of("sample-models", "clusters-10-mlp"));
    private static final Audit AUDIT = new Audit("clusters-10-mlp", 100, 10, 6, List.of(), false, 1);

    private static Set<Integer> set(int[] rows) {
        return Arrays.stream(rows).boxed().collect(Collectors.toSet());
    }

    @Test
    void eachIsGivenAsManyAsTheTarget() {
        ReferenceRows rows = ReferenceRows.of(AUDIT, SAMPLE);
        assertThat(rows.all()).hasSize(6).allSatisfy(all -> {
            assertThat(all).hasSize(SAMPLE.splits().targetTrain().length).doesNotHaveDuplicates();
            assertThat(set(all)).as("RMIA's population").doesNotContainAnyElementsOf(set(SAMPLE.splits().shadowTest()));
        });
        Set<Integer> pool = set(SAMPLE.splits().evaluationPool());
        for (int model = 0; model < 6; model++) {
            assertThat(set(rows.own().get(model))).as("beside the half, none of the records in question").isNotEmpty()
                    .doesNotContainAnyElementsOf(pool);
        }
        assertThat(set(rows.own().get(0))).isNotEqualTo(set(rows.own().get(1)));
        assertThat(ReferenceRows.of(AUDIT, SAMPLE).all()).as("again").usingRecursiveComparison().isEqualTo(rows.all());
    }

    @Test
    void everyRowIsWrittenDown() {
        ReferenceRows rows = ReferenceRows.of(AUDIT, SAMPLE);
        assertThat(rows.json().path("shadows")).hasSize(6);
        assertThat(rows.json().path("attackersOwn").path(5).path("rows")).hasSize(rows.own().get(5).length);
        assertThatThrownBy(() -> new ReferenceRows(rows.halves(), List.of())).isInstanceOf(UserMistake.class)
                .hasMessageContaining("give both for each");
    }
}
