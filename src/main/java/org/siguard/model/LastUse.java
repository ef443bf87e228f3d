package org.siguard.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which values nobody reads any more once a node has run, so that their memory can go. */
final class LastUse {
    private final Map<String, List<String>> endsAt = new HashMap<>();

    LastUse(ModelSpec spec) {
        Map<String, String> last = new HashMap<>();
        for (ModelSpec.Node node : spec.steps()) {
            last.put(node.name(), node.name());
            node.inputs().forEach(input -> last.put(input, node.name()));
        }
        last.remove(spec.logits());
        last.forEach((value, node) -> endsAt.computeIfAbsent(node, key -> new ArrayList<>()).add(value));
    }

    /** The values that end with a node. */
    List<String> at(String node) {
        return endsAt.getOrDefault(node, List.of());
    }
}
