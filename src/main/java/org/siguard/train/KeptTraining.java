package org.siguard.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.model.ModelFiles;

/**
 * A finished training in a folder of its own: the model, and {@value #FILE}, written last, which names the model's files by their
 * SHA-256. Whatever does not fit together is as good as not there: a cache may be wrong in nothing, but it may be empty.
 */
final class KeptTraining {
    static final String FILE = "shadow.json";
    private static final List<String> MODEL_FILES = List.of(ModelFiles.SPEC, ModelFiles.WEIGHTS);

    private final Path folder;
    private final String key;

    KeptTraining(Path folder, String key) {
        this.folder = folder;
        this.key = key;
    }

    Path checkpoints() {
        return folder.resolve("checkpoint");
    }

    /** @param records how many the training was given */
    Optional<Trained> read(int records) {
        if (!Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonObject.read(folder.resolve(FILE), 1 << 26);
            boolean whole = json.text("key").equals(key);
            for (String file : MODEL_FILES) {
                whole &= json.text(file).equals(Fingerprint.of(Files.readAllBytes(folder.resolve("model").resolve(file))));
            }
            int[] heldOut = Arrays.stream(json.wholes("heldOut", 0, Math.max(0, records - 1))).mapToInt(Math::toIntExact).toArray();
            int epochs = (int) json.whole("epochs", 0, Integer.MAX_VALUE);
            return whole ? Optional.of(new Trained(ModelFiles.load(folder.resolve("model")), heldOut, epochs)) : Optional.empty();
        } catch (UserMistake | IOException e) {
            return Optional.empty();
        }
    }

    void write(Trained trained) {
        ModelFiles.save(trained.model(), folder.resolve("model"));
        ObjectNode json = JsonObject.create().put("key", key);
        try {
            for (String file : MODEL_FILES) {
                json.put(file, Fingerprint.of(Files.readAllBytes(folder.resolve("model").resolve(file))));
            }
        } catch (IOException e) {
            throw new UserMistake(folder + ": what was just written cannot be read (" + AtomicFiles.reason(e) + "); check the disk.", e);
        }
        json.put("epochs", trained.epochs());
        ArrayNode heldOut = json.putArray("heldOut");
        Arrays.stream(trained.heldOut()).forEach(heldOut::add);
        JsonObject.write(folder.resolve(FILE), json);
        AtomicFiles.removeFolder(checkpoints());
    }
}
