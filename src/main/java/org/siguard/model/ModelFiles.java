package org.siguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.model.onnx.OnnxExport;
import org.siguard.model.onnx.OnnxImport;
import org.siguard.ring.Shape;

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

    private static final String FORMAT = "siguard-model";
    private static final int VERSION = 1;
    private static final int LONGEST_SPEC = 1 << 20;
    private static final int WIDEST = 1 << 24;

    private ModelFiles() {
    }

    /** Writes the form that the name asks for: an archive, an ONNX file, or else a folder. */
    public static void save(Model model, Path path) {
        if (ends(path, ONNX)) {
            OnnxExport.write(model, path);
        } else if (ends(path, ARCHIVE)) {
            StoredZip.write(path, SPEC, ByteBuffer.wrap(spec(model.spec()).getBytes(StandardCharsets.UTF_8)), WEIGHTS,
                    Safetensors.bytes(path, model.weights()));
        } else {
            // The weights first: a folder with a spec is complete.
            Safetensors.write(path.resolve(WEIGHTS), model.weights());
            AtomicFiles.write(path.resolve(SPEC), spec(model.spec()));
        }
    }

    /** Reads whichever of the forms it is. */
    public static Model load(Path path) {
        if (Files.isDirectory(path) || !(ends(path, ARCHIVE) || ends(path, ONNX))) {
            Path weights = path.resolve(WEIGHTS);
            ModelSpec spec = spec(JsonObject.read(path.resolve(SPEC), LONGEST_SPEC), path.resolve(SPEC).toString());
            return model(spec, Safetensors.read(weights), weights.toString());
        }
        return ends(path, ONNX) ? OnnxImport.read(path) : archive(path);
    }

    private static boolean ends(Path path, String ending) {
        return path.getFileName() != null && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static Model archive(Path file) {
        try (StoredZip zip = StoredZip.open(file, SPEC, WEIGHTS)) {
            String spec = file + " (" + SPEC + ")";
            String weights = file + " (" + WEIGHTS + ")";
            ModelSpec network = spec(JsonObject.parse(zip.bytes(SPEC, LONGEST_SPEC), spec), spec);
            StoredZip.Part part = zip.part(WEIGHTS);
            return model(network, Safetensors.read(zip.channel(), weights, part.start(), part.length()), weights);
        } catch (NoSuchFileException e) {
            throw new UserMistake(file + ": there is no such file; check the name, or make it anew.", e);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); check the name and its permissions.", e);
        }
    }

    private static String spec(ModelSpec spec) {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION).put("name", spec.name());
        ArrayNode input = json.putArray("input");
        for (int extent : spec.input().toArray()) {
            input.add(extent);
        }
        ArrayNode nodes = json.putArray("nodes");
        for (ModelSpec.Node node : spec.nodes()) {
            ObjectNode entry = nodes.addObject().put("name", node.name()).put("type", node.layer().type());
            ArrayNode inputs = entry.putArray("inputs");
            node.inputs().forEach(inputs::add);
            LayerJson.write(node.layer(), entry);
        }
        return JsonObject.readable(json);
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

    private static ModelSpec spec(JsonObject json, String file) {
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        long version = json.whole("version", 1, Integer.MAX_VALUE);
        if (version > VERSION) {
            throw json.mistake("version", "is " + version + "; this program reads " + VERSION + ". Use a newer one.");
        }
        String name = json.name("name");
        int[] input = Arrays.stream(json.wholes("input", 1, WIDEST)).mapToInt(Math::toIntExact).toArray();
        List<ModelSpec.Node> nodes = new ArrayList<>();
        for (JsonObject node : json.objects("nodes")) {
            nodes.add(new ModelSpec.Node(node.name("name"), LayerJson.read(node), node.texts("inputs")));
            node.requireNothingElse();
        }
        json.requireNothingElse();
        try {
            ModelSpec spec = new ModelSpec(name, Shape.of(input), nodes);
            spec.weights();
            return spec;
        } catch (UserMistake | IllegalArgumentException e) {
            throw new UserMistake(file + ": " + e.getMessage(), e);
        }
    }
}
