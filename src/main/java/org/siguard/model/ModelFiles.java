package org.siguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/**
 * A model as a folder: {@value #SPEC}, the network in readable form, and {@value #WEIGHTS}, its weights in the safetensors
 * format. The same model always gives the same bytes. Whatever is wrong with a folder is a {@link UserMistake} that names the
 * file.
 */
public final class ModelFiles {
    public static final String SPEC = "model.json";
    public static final String WEIGHTS = "weights.safetensors";

    private static final String FORMAT = "siguard-model";
    private static final int VERSION = 1;
    private static final int LONGEST_SPEC = 1 << 20;
    private static final int WIDEST = 1 << 24;

    private ModelFiles() {
    }

    /** Writes both files, the weights first: a folder with a spec is complete. */
    public static void save(Model model, Path folder) {
        Safetensors.write(folder.resolve(WEIGHTS), model.weights());
        ModelSpec spec = model.spec();
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
        JsonObject.write(folder.resolve(SPEC), json);
    }

    public static Model load(Path folder) {
        ModelSpec spec = spec(folder.resolve(SPEC));
        Path file = folder.resolve(WEIGHTS);
        Map<String, Tensor> weights = Safetensors.read(file);
        for (String name : weights.keySet()) {
            if (!spec.weights().containsKey(name)) {
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

    private static ModelSpec spec(Path file) {
        JsonObject json = JsonObject.read(file, LONGEST_SPEC);
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
