package org.siguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** A {@link ModelSpec} as JSON: what stands in model.json, and wherever else a network is described. */
public final class SpecJson {
    private static final String FORMAT = "siguard-model";
    private static final int VERSION = 1;
    private static final int WIDEST = 1 << 24;

    private SpecJson() {
    }

    public static ObjectNode write(ModelSpec spec) {
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
        return json;
    }

    /** What is wrong with a layer names it, beside its place in the file. */
    private static ModelSpec.Node node(JsonObject json) {
        String name = json.name("name");
        try {
            ModelSpec.Node node = new ModelSpec.Node(name, LayerJson.read(json), json.texts("inputs"));
            json.requireNothingElse();
            return node;
        } catch (UserMistake e) {
            throw new UserMistake(e.getMessage() + " It is the layer '" + name + "'.", e);
        }
    }

    /** @param file for messages */
    public static ModelSpec read(JsonObject json, String file) {
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
            nodes.add(node(node));
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
