package org.siguard.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.model.onnx.OnnxExport;
import org.siguard.model.onnx.OnnxImport;

/**
 * A model as a folder: {@value #SPEC}, the network in readable form, and {@value #WEIGHTS}, its weights in the safetensors
 * format; or as one file that holds the same two ({@value #ARCHIVE}); or as an ONNX file. The same model always gives the same
 * bytes. Whatever is wrong with one is a {@link UserMistake} that names the file.
 */
public final class ModelFiles {
    public static final String SPEC = "model.json";
    public static final String WEIGHTS = "weights.safetensors";
    /** How the name of a model in one file ends. */
    public static final String ARCHIVE = ".siguard";
    /** How the name of an ONNX file ends. */
    public static final String ONNX = ".onnx";

    private static final int LONGEST_SPEC = 1 << 20;

    private ModelFiles() {
    }

    /** Writes the form that the name asks for: an archive, an ONNX file, or else a folder. */
    public static void save(Model model, Path path) {
        if (ends(path, ONNX)) {
            OnnxExport.write(model, path);
        } else if (ends(path, ARCHIVE)) {
            StoredZip.write(path, SPEC, ByteBuffer.wrap(JsonObject.readable(SpecJson.write(model.spec())).getBytes(StandardCharsets.UTF_8)),
                    WEIGHTS,
                    Safetensors.bytes(path, model.weights()));
        } else {
            // A folder with a spec is complete, and its weights are those of the spec: written over, it goes first and comes last.
            remove(path.resolve(SPEC));
            Safetensors.write(path.resolve(WEIGHTS), model.weights());
            JsonObject.write(path.resolve(SPEC), SpecJson.write(model.spec()));
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be replaced (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }

    /** Reads whichever of the forms it is. */
    public static Model load(Path path) {
        if (Files.isDirectory(path) || !(ends(path, ARCHIVE) || ends(path, ONNX))) {
            Path weights = path.resolve(WEIGHTS);
            ModelSpec spec = SpecJson.read(JsonObject.read(path.resolve(SPEC), LONGEST_SPEC), path.resolve(SPEC).toString());
            return model(spec, Safetensors.read(weights), weights.toString());
        }
        return ends(path, ONNX) ? OnnxImport.read(path) : archive(path);
    }

    /** Whether a name means a model in a file or folder rather than one of a list: a folder that is there, or an ending of ours. */
    public static boolean means(Path path) {
        return Files.isDirectory(path) || ends(path, ARCHIVE) || ends(path, ONNX);
    }

    private static boolean ends(Path path, String ending) {
        return path.getFileName() != null && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static Model archive(Path file) {
        try (StoredZip zip = StoredZip.open(file, SPEC, WEIGHTS)) {
            String spec = file + " (" + SPEC + ")";
            String weights = file + " (" + WEIGHTS + ")";
            ModelSpec network = SpecJson.read(JsonObject.parse(zip.bytes(SPEC, LONGEST_SPEC), spec), spec);
            StoredZip.Part part = zip.part(WEIGHTS);
            return model(network, Safetensors.read(zip.channel(), weights, part.start(), part.length()), weights);
        } catch (NoSuchFileException e) {
            throw new UserMistake(file + ": there is no such file; check the name, or make it anew.", e);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); check the name and its permissions.", e);
        }
    }

    private static Model model(ModelSpec spec, Map<String, Tensor> weights, String file) {
        Set<String> wanted = spec.weights().keySet();
        for (String name : weights.keySet()) {
            if (!wanted.contains(name)) {
                throw new UserMistake(
                        file + ": holds the weight '" + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + "', which " + SPEC
                                + " has no layer for; the two files do not belong together.");
            }
        }
        try {
            return new Model(spec, weights);
        } catch (UserMistake e) {
            throw new UserMistake(file + ": " + e.getMessage(), e);
        }
    }
}
