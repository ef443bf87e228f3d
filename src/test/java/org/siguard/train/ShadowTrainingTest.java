package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Clusters;
import org.siguard.data.Dataset;
import org.siguard.model.ModelSpec;

@Timeout(60)
class ShadowTrainingTest {
    private static final ModelSpec SPEC = ModelSpec.mlp("shadow", Clusters.FEATURES, 16, Clusters.CLASSES);
    private static final TrainingSettings SETTINGS = new TrainingSettings(12, 16, 0.005, 0, 2).with(TrainingSettings.VALIDATION_SHARE, 0.1);
    private static final List<int[]> ROWS = List.of(IntStream.range(0, 60).toArray(), IntStream.range(0, 60).toArray(),
            IntStream.range(40, 120).toArray());
    private final Dataset data = Clusters.generate(1, 120);
    private final List<TrainingEvent> events = new ArrayList<>();

    @TempDir
    Path cache;

    @Test
    void finishedShadowsAreReadAndOthersTrained() {
        List<ShadowModel> first = train(ROWS, 1);
        assertThat(events).hasSize(36);
        assertThat(first.get(0).model()).isNotEqualTo(first.get(1).model());
        for (int i = 0; i < 3; i++) {
            assertThat(IntStream.concat(IntStream.of(first.get(i).members()), IntStream.of(first.get(i).heldOut())).sorted())
                    .containsExactly(IntStream.of(ROWS.get(i)).boxed().toArray(Integer[]::new));
            assertThat(first.get(i).heldOut()).hasSize(ROWS.get(i).length / 10);
        }
        List<ShadowModel> second = train(ROWS, 1);
        assertThat(events).hasSize(36);
        assertSame(second, first);
        train(List.of(ROWS.get(0), IntStream.range(1, 61).toArray()), 1);
        assertThat(events).hasSize(48);
        train(ROWS.subList(0, 1), 2);
        assertThat(events).hasSize(60);
    }

    @Test
    void aDamagedShadowIsTrainedAnew() throws IOException {
        List<ShadowModel> first = train(ROWS, 1);
        events.clear();
        List<Path> damaged = new ArrayList<>();
        try (Stream<Path> files = Files.walk(cache)) {
            files.filter(file -> file.endsWith("weights.safetensors") || file.endsWith(KeptTraining.FILE)).forEach(damaged::add);
        }
        assertThat(damaged).hasSize(6);
        for (Path file : damaged) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 3] ^= 1;
            Files.write(file, bytes);
        }
        assertSame(train(ROWS, 1), first);
        assertThat(events).hasSize(36);
        assertSame(train(ROWS, 1), first);
        assertThat(events).hasSize(36);
    }

    @Test
    void anInterruptedTrainingGoesOn() throws IOException {
        List<ShadowModel> whole = new ShadowTraining(SPEC, SETTINGS, cache.resolve("whole")).train(data, ROWS, 1, supervision());
        events.clear();
        // In the second shadow's last epoch but one, which its checkpoint holds.
        Cancellation cancellation = new Cancellation();
        Supervision stopping = Supervision.of(Progress.none(), cancellation).telling(event -> {
            events.add(event);
            if (events.size() == 23) {
                cancellation.request();
            }
        });
        assertThatThrownBy(() -> new ShadowTraining(SPEC, SETTINGS, cache).train(data, ROWS, 1, stopping))
                .isInstanceOf(CancellationException.class);
        events.clear();
        assertSame(train(ROWS, 1), whole);
        assertThat(events).hasSize(1 + 12);
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(file -> file.toString().contains("checkpoint"))).isEmpty();
        }
    }

    @Test
    void progressGoesOverAllShadows() {
        List<Double> fractions = new ArrayList<>();
        List<String> phases = new ArrayList<>();
        Progress progress = (phase, fraction) -> {
            if (phase.startsWith("Shadow")) {
                fractions.add(fraction);
                phases.add(phase);
            }
        };
        new ShadowTraining(SPEC, SETTINGS, cache).train(data, ROWS, 1, Supervision.of(progress, Cancellation.never()));
        assertThat(fractions).isSorted().startsWith(0.0).endsWith(1.0);
        assertThat(phases).contains("Shadow 1 of 3", "Shadow 3 of 3");
    }

    @Test
    void rowsThatCannotBeAreTheUsersMistake() {
        for (int[] wrong : List.of(new int[] {120}, new int[] {-1}, new int[] {3, 3}, new int[0])) {
            assertThatThrownBy(() -> train(List.of(ROWS.get(0), wrong), 1)).isInstanceOf(UserMistake.class)
                    .hasMessageContaining("Shadow 2");
        }
        assertThat(cache).isEmptyDirectory();
    }

    private List<ShadowModel> train(List<int[]> rows, long seed) {
        return new ShadowTraining(SPEC, SETTINGS, cache).train(data, rows, seed, supervision());
    }

    private Supervision supervision() {
        return Supervision.of(Progress.none(), Cancellation.never()).telling(events::add);
    }

    private static void assertSame(List<ShadowModel> one, List<ShadowModel> other) {
        assertThat(one).hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).model()).isEqualTo(other.get(i).model());
            assertThat(one.get(i).members()).isEqualTo(other.get(i).members());
            assertThat(one.get(i).heldOut()).isEqualTo(other.get(i).heldOut());
        }
    }
}
