package org.siguard.mpc.simc.garble;

/** The client's side of a garbled circuit: of every wire it has one label, and learns nothing of which. See {@link Garbler}. */
public final class Evaluator {
    private final FixedKeyHash hash;
    private long[] kept = new long[0];

    public Evaluator(FixedKeyHash hash) {
        this.hash = hash;
    }

    public FixedKeyHash hash() {
        return hash;
    }

    /**
     * The labels of the outputs.
     *
     * @param inputs for each input the labels of its values
     * @param rows   from {@link Garbler#garble}
     */
    public long[][] evaluate(Circuit circuit, int instances, long[][] inputs, long[] rows) {
        int words = 2 * instances;
        long[] blocks = new long[2 * words];
        int[] at = new int[1];
        long[][] labels = GateWalk.along(circuit, instances, inputs, (g, a, b, out) -> {
            System.arraycopy(a, 0, blocks, 0, words);
            System.arraycopy(b, 0, blocks, words, words);
            and(blocks, out, rows, at[0], instances);
            at[0] += 2 * words;
        });
        long[][] outputs = new long[circuit.outputs().length][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = labels[Circuit.place(circuit.outputs()[i])].clone();
        }
        return outputs;
    }

    private void and(long[] blocks, long[] out, long[] rows, int at, int instances) {
        int words = 2 * instances;
        if (kept.length < 2 * words) {
            kept = new long[2 * words];
        }
        long[] x = kept;
        System.arraycopy(blocks, 0, x, 0, 2 * words);
        hash.hash(blocks, 2, instances, 1);
        for (int i = 0; i < words; i += 2) {
            long a = -(x[i] & 1);
            long b = -(x[words + i] & 1);
            for (int w = i; w < i + 2; w++) {
                out[w] = blocks[w] ^ a & rows[at + w] ^ blocks[words + w] ^ b & (rows[at + words + w] ^ x[w]);
            }
        }
    }

    /** What {@link Garbler#table} lets this party have for the label it holds. */
    public long[] decode(long[] labels, long[] rows, int at, int bits) {
        int instances = labels.length / 2;
        long[] pads = labels.clone();
        hash.hash(pads, 1, instances, 1);
        long mask = -1L >>> (Long.SIZE - bits);
        long[] out = new long[instances];
        for (int k = 0; k < instances; k++) {
            out[k] = (rows[at + (int) (labels[2 * k] & 1) * instances + k] ^ pads[2 * k]) & mask;
        }
        return out;
    }
}
