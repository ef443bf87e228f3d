package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.data.Clusters;
import org.siguard.data.Dataset;
import org.siguard.model.Layer;
import org.siguard.model.ModelSpec;
import org.siguard.model.Safetensors;
import org.siguard.model.Tensor;
import org.siguard.ring.Shape;

@Timeout(60)
class CheckpointTest {
    /** All that has a state: running statistics, dropout's draws, pictures moved at random. */
    private static final ModelSpec SPEC = new ModelSpec("stateful", Shape.of(1, 4, 8),
            List.of(new ModelSpec.Node("conv", Layer.Conv2d.square(1, 4, 3, 1, 1, false), List.of("input")),
                    new ModelSpec.Node("norm", new Layer.BatchNorm(4, 1e-5), List.of("conv")),
                    new ModelSpec.Node("relu", new Layer.Relu(), List.of("norm")),
                    new ModelSpec.Node("drop", new Layer.Dropout(0.3), List.of("relu")),
                    new ModelSpec.Node("flat", new Layer.Flatten(), List.of("drop")),
                    new ModelSpec.Node("fc", new Layer.Linear(128, 10), List.of("flat"))));
    private static final TrainingSettings SETTINGS = new TrainingSettings(8, 16, 0.005, 0.1, 2)
            .with(TrainingSettings.VALIDATION_SHARE, 0.2).with(TrainingSettings.PATIENCE, 3).with(TrainingSettings.SCHEDULE, "cosine")
            .with(TrainingSettings.AUGMENTATION, "flip-shift");
    private final Dataset data = pictures();

    @TempDir
    Path folder;

    @Test
    void anInterruptedTrainingEndsInTheSameWeightsBitForBit() {
        for (String rule : List.of("adamw", "sgd")) {
            Path kept = folder.resolve(rule);
            TrainingSettings settings = SETTINGS.with(TrainingSettings.OPTIMISER, rule);
            Trained whole = new ClassifierTraining(SPEC, settings).train(data, 1, Supervision.of(Progress.none(), Cancellation.never()));
            interrupt(settings, kept, 5);
            assertThat(kept.resolve("epoch-5.safetensors")).exists();
            int[] first = new int[1];
            Trained resumed = new ClassifierTraining(SPEC, settings).train(data, 1,
                    Supervision.of(Progress.none(), Cancellation.never()).telling(event -> {
                        if (first[0] == 0) {
                            first[0] = event.epoch();
                        }
                    }).keeping(kept, 2));
            assertThat(first[0]).isEqualTo(6);
            assertThat(resumed.model()).isEqualTo(whole.model());
            assertThat(resumed.epochs()).isEqualTo(whole.epochs());
            assertThat(resumed.heldOut()).isEqualTo(whole.heldOut());
        }
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() {
        interrupt(SETTINGS, folder, 3);
        assertThatThrownBy(() -> resume(SETTINGS, data, 2)).isInstanceOf(UserMistake.class).hasMessageContaining("checkpoint.json")
                .hasMessageContaining("another folder");
        assertThatThrownBy(() -> resume(SETTINGS.with(TrainingSettings.LEARNING_RATE, 0.006), data, 1)).isInstanceOf(UserMistake.class);
        int[] labels = data.labels().clone();
        labels[0] = (labels[0] + 1) % 10;
        assertThatThrownBy(() -> resume(SETTINGS, new Dataset("x", data.record(), 10, data.records(), labels), 1))
                .isInstanceOf(UserMistake.class);
        assertThat(resume(SETTINGS, data, 1).epochs()).isPositive();
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        interrupt(SETTINGS, folder, 3);
        Path numbers = folder.resolve("epoch-3.safetensors");
        byte[] bytes = Files.readAllBytes(numbers);
        bytes[bytes.length / 2] ^= 1;
        Files.write(numbers, bytes);
        assertThatThrownBy(() -> resume(SETTINGS, data, 1)).isInstanceOf(UserMistake.class).hasMessageContaining(numbers.toString());
        // One that says it is right, of another network.
        Safetensors.write(numbers, Map.of("weights", new Tensor(Shape.of(2), new float[2])));
        Path state = folder.resolve(Checkpoint.STATE);
        String text = Files.readString(state);
        Files.writeString(state, text.replaceAll("\"sha256\" : \"[0-9a-f]*\"",
                "\"sha256\" : \"" + Fingerprint.of(Files.readAllBytes(numbers)) + "\""));
        assertThatThrownBy(() -> resume(SETTINGS, data, 1)).isInstanceOf(UserMistake.class).hasMessageContaining("other weights");
        Files.writeString(state, text);
        Files.delete(numbers);
        assertThatThrownBy(() -> resume(SETTINGS, data, 1)).isInstanceOf(UserMistake.class).hasMessageContaining(numbers.toString());
        Files.writeString(folder.resolve(Checkpoint.STATE), "{");
        assertThatThrownBy(() -> resume(SETTINGS, data, 1)).isInstanceOf(UserMistake.class).hasMessageContaining("not JSON");
    }

    private Trained resume(TrainingSettings settings, Dataset records, long seed) {
        return new ClassifierTraining(SPEC, settings).train(records, seed,
                Supervision.of(Progress.none(), Cancellation.never()).keeping(folder, 2));
    }

    /** Cancels in the epoch after the given one. */
    private void interrupt(TrainingSettings settings, Path kept, int after) {
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> new ClassifierTraining(SPEC, settings).train(data, 1,
                Supervision.of(Progress.none(), cancellation).telling(event -> {
                    if (event.epoch() == after) {
                        cancellation.request();
                    }
                }).keeping(kept, 2))).isInstanceOf(CancellationException.class);
    }

    private static Dataset pictures() {
        Dataset flat = Clusters.generate(1, 120);
        return new Dataset("grid", Shape.of(1, 4, 8), 10, flat.records(), flat.labels());
    }
}
