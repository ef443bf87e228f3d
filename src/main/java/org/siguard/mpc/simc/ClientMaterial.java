package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.List;

/**
 * What the client keeps of a preparation, for one inference.
 *
 * @param hashKey  of the garbling's hash, two words
 * @param masks    R, for the input of every linear layer
 * @param shares   c, the client's shares of what the layers make of them
 * @param batches  of garbled circuits, layer by layer
 */
record ClientMaterial(long[] hashKey, List<long[]> masks, List<long[]> shares, List<Batch> batches) {
    /**
     * Some activations, garbled together.
     *
     * @param labels   of the client's input wires, wire by wire
     * @param rows     of the garbled circuit
     * @param meanings for each bit of each result, whether a label whose lowest bit is 0 stands for 1: packed
     */
    record Batch(long[] labels, long[] rows, long[] meanings) {
    }

    /** As arrays, for a file. */
    List<long[]> sections() {
        List<long[]> out = new ArrayList<>();
        out.add(new long[] {hashKey[0], hashKey[1], masks.size()});
        out.addAll(masks);
        out.addAll(shares);
        batches.forEach(batch -> out.addAll(List.of(batch.labels(), batch.rows(), batch.meanings())));
        return out;
    }

    static ClientMaterial of(List<long[]> sections) {
        long[] first = sections.get(0);
        int layers = (int) first[2];
        List<Batch> batches = new ArrayList<>();
        for (int i = 1 + 2 * layers; i + 2 < sections.size(); i += 3) {
            batches.add(new Batch(sections.get(i), sections.get(i + 1), sections.get(i + 2)));
        }
        return new ClientMaterial(new long[] {first[0], first[1]}, sections.subList(1, 1 + layers),
                sections.subList(1 + layers, 1 + 2 * layers), batches);
    }
}
