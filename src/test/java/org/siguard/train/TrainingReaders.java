package org.siguard.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.siguard.base.UserMistake;
import org.siguard.hostile.HostileReader;
import org.siguard.model.Zoo;

/** What this room reads: the checkpoint of a training that was stopped, with its numbers, and a shadow model that was kept. */
public final class TrainingReaders {
    private TrainingReaders() {
    }

    public static List<HostileReader> in(Path folder) throws IOException {
        Path state = checkpoint(folder.resolve("checkpoint-state"));
        Path numbers = checkpoint(folder.resolve("checkpoint-numbers"));
        Path shadow = folder.resolve("shadow");
        KeptTraining kept = new KeptTraining(shadow, "key");
        kept.write(new Trained(Zoo.build("mlp-4-3-2", 1, 1), new int[] {1, 3}, 5));
        return List.of(
                new HostileReader("checkpoint of a training", state, state.resolve(Checkpoint.STATE), true,
                        () -> new Checkpoint(state, "key").read()),
                // Its sum would tell: it is put right, as whoever makes a hostile one would.
                new HostileReader("numbers of a checkpoint", numbers.resolve("inner"),
                        numbers.resolve("inner").resolve("epoch-3.safetensors"),
                        false, () -> vouched(numbers)),
                new HostileReader("kept shadow model", shadow, shadow.resolve(KeptTraining.FILE), true, () -> {
                    if (kept.read(9).isEmpty()) {
                        throw new UserMistake("it is as good as not there");
                    }
                }));
    }

    /** As files vouch for others. */
    public static String sha256(byte[] bytes) {
        return Fingerprint.of(bytes);
    }

    private static Path checkpoint(Path folder) throws IOException {
        float[] numbers = {1, 2, 3};
        Epochs.State state = new Epochs.State(3, false, 2, 0.5, 7, numbers, Map.of("mean", numbers), numbers, numbers, numbers,
                Map.of("mean", numbers));
        new Checkpoint(folder, "key").write(state);
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Files.copy(folder.resolve("epoch-3.safetensors"), inner.resolve("epoch-3.safetensors"));
        return folder;
    }

    private static void vouched(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("inner").resolve("epoch-3.safetensors"));
        Path state = folder.resolve(Checkpoint.STATE);
        Path copy = folder.resolve("epoch-3.safetensors");
        Files.delete(copy);
        Files.write(copy, bytes);
        String text = Files.readString(state);
        Files.delete(state);
        Files.writeString(state, text.replaceAll("\"sha256\" : \"[0-9a-f]*\"", "\"sha256\" : \"" + Fingerprint.of(bytes) + "\""));
        new Checkpoint(folder, "key").read();
    }
}
