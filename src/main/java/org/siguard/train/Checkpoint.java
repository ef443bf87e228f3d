package org.siguard.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.model.Safetensors;
import org.siguard.model.Tensor;
import org.siguard.ring.Shape;

/**
 * A training's state in a folder: {@value #STATE} names the epoch, the training it is of, and the file with the numbers
 * (safetensors: weights, statistics, the optimiser's state). The numbers are written first, under a name of their own, so that
 * whoever reads finds the old checkpoint or the new one, whenever the power fails.
 */
final class Checkpoint {
    static final String STATE = "checkpoint.json";
    private static final String NUMBERS = ".safetensors";
    private static final String FORMAT = "siguard-checkpoint";
    private static final String NOW = "now.";
    private static final String BEST = "best.";

    private final Path folder;
    private final String fingerprint;

    Checkpoint(Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    void write(Epochs.State state) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        put(tensors, "weights", state.weights());
        put(tensors, "first", state.first());
        put(tensors, "second", state.second());
        put(tensors, "bestWeights", state.bestWeights());
        state.statistics().forEach((name, numbers) -> put(tensors, NOW + name, numbers));
        state.bestStatistics().forEach((name, numbers) -> put(tensors, BEST + name, numbers));
        String name = "epoch-" + state.done() + NUMBERS;
        Safetensors.write(folder.resolve(name), tensors);
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("training", fingerprint).put("numbers", name)
                .put("sha256", sha256(folder.resolve(name))).put("epochs", state.done()).put("enough", state.enough())
                .put("bestEpoch", state.bestEpoch()).put("steps", state.steps());
        if (Double.isFinite(state.bestLoss())) {
            json.put("bestLoss", state.bestLoss());
        }
        JsonObject.write(folder.resolve(STATE), json);
        removeOthers(name);
    }

    /** What was kept, if anything; a checkpoint of another training, or a damaged one, is the user's to remove. */
    Optional<Epochs.State> read() {
        Path file = folder.resolve(STATE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonObject json = JsonObject.read(file, 1 << 16);
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        if (!json.text("training").equals(fingerprint)) {
            throw json.mistake("training", "is not the training that is to go on: its network, settings, records or seed differ. "
                    + "Give another folder, or remove this one.");
        }
        String name = json.text("numbers");
        if (!name.matches("epoch-[0-9]{1,9}\\.safetensors")) {
            throw json.mistake("numbers", "is no name of a checkpoint's file.");
        }
        Path numbers = folder.resolve(name);
        if (!sha256(numbers).equals(json.text("sha256"))) {
            throw new UserMistake(numbers + ": differs from what " + STATE + " names; remove the folder, and the training begins anew.");
        }
        Map<String, Tensor> tensors = Safetensors.read(numbers);
        Epochs.State state = new Epochs.State((int) json.whole("epochs", 0, 100_000), json.flag("enough"),
                (int) json.whole("bestEpoch", 0, 100_000),
                json.has("bestLoss") ? json.real("bestLoss", -Double.MAX_VALUE, Double.MAX_VALUE) : Double.POSITIVE_INFINITY,
                json.whole("steps", 0, Long.MAX_VALUE), numbers(tensors, "weights"), all(tensors, NOW), numbers(tensors, "first"),
                numbers(tensors, "second"), numbers(tensors, "bestWeights"), all(tensors, BEST));
        json.requireNothingElse();
        return Optional.of(state);
    }

    private static void put(Map<String, Tensor> tensors, String name, float[] numbers) {
        tensors.put(name, new Tensor(Shape.of(numbers.length), numbers));
    }

    private static float[] numbers(Map<String, Tensor> tensors, String name) {
        // A tensor that is missing is one of another length: whoever goes on from the state refuses it.
        return tensors.containsKey(name) ? tensors.get(name).data() : new float[] {};
    }

    private static Map<String, float[]> all(Map<String, Tensor> tensors, String prefix) {
        Map<String, float[]> out = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                out.put(name.substring(prefix.length()), tensor.data());
            }
        });
        return out;
    }

    private static String sha256(Path file) {
        try {
            return Fingerprint.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UserMistake(
                    file + ": cannot be read (" + AtomicFiles.reason(e) + "); remove the checkpoint's folder, and the training "
                            + "begins anew.",
                    e);
        }
    }

    /** Older numbers are of no use once the state names newer ones. */
    private void removeOthers(String kept) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("epoch-[0-9]+\\.safetensors")).toList()) {
                if (!file.getFileName().toString().equals(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UserMistake(folder + ": an old checkpoint cannot be removed (" + AtomicFiles.reason(e) + "); check its permissions.",
                    e);
        }
    }
}
