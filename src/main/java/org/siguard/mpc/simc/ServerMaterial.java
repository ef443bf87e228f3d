package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.List;
import org.siguard.mpc.simc.garble.Offset;

/**
 * What the server keeps of a preparation, for one inference and no more: used twice, Δ would be known to the client.
 *
 * @param masks   for every linear layer the server's share of what it makes of the client's mask
 * @param batches of garbled circuits, layer by layer
 */
record ServerMaterial(Offset delta, List<long[]> masks, List<Batch> batches) {
    /**
     * Some activations, garbled together.
     *
     * @param inputs  for each of the server's input wires the labels of 0, wire by wire
     * @param outputs for each wire of the result the labels of 0, wire by wire
     */
    record Batch(long[] inputs, long[] outputs) {
    }

    /** As arrays, for a file. */
    List<long[]> sections() {
        List<long[]> out = new ArrayList<>();
        out.add(new long[] {delta.low(), delta.high(), masks.size()});
        out.addAll(masks);
        batches.forEach(batch -> {
            out.add(batch.inputs());
            out.add(batch.outputs());
        });
        return out;
    }

    static ServerMaterial of(List<long[]> sections) {
        long[] first = sections.get(0);
        int masks = (int) first[2];
        List<Batch> batches = new ArrayList<>();
        for (int i = 1 + masks; i + 1 < sections.size(); i += 2) {
            batches.add(new Batch(sections.get(i), sections.get(i + 1)));
        }
        return new ServerMaterial(new Offset(first[0], first[1]), sections.subList(1, 1 + masks), batches);
    }
}
