package org.siguard.mpc.simc.garble;

/**
 * The server's side of a garbled circuit (Yao; free XOR of Kolesnikov and Schneider; half gates of Zahur, Rosulek and Evans). For every wire the label of 0
 * is L, that of 1 is L ⊕ Δ. For an AND gate with labels A and B of 0, whose lowest bits are a and b:
 * <ol>
 * <li>T = H(A) ⊕ H(A ⊕ Δ) ⊕ bΔ; the first half's label is H(A) ⊕ aT
 * <li>U = H(B) ⊕ H(B ⊕ Δ) ⊕ A; the second half's label is H(B) ⊕ b(U ⊕ A)
 * <li>the gate's label is their sum; T and U go to the evaluator, 32 bytes
 * </ol>
 * The same gate of many instances is garbled at once, so labels stand by wire, then by instance, two words each.
 */
public final class Garbler {
    private final Offset delta;
    private final FixedKeyHash hash;
    private long[] kept = new long[0];

    public Garbler(Offset delta, FixedKeyHash hash) {
        this.delta = delta;
        this.hash = hash;
    }

    public FixedKeyHash hash() {
        return hash;
    }

    public Offset delta() {
        return delta;
    }

    /**
     * What garbling makes.
     *
     * @param rows    for the evaluator: for each AND gate T of all instances, then U of all
     * @param outputs for each output the labels of 0
     */
    public record Garbled(long[] rows, long[][] outputs) {
    }

    /** @param inputs for each input the labels of 0 */
    public Garbled garble(Circuit circuit, int instances, long[][] inputs) {
        int words = 2 * instances;
        long[] rows = new long[2 * words * circuit.andGates()];
        long[] blocks = new long[4 * words];
        int[] at = new int[1];
        long[][] labels = GateWalk.along(circuit, instances, inputs, (g, a, b, out) -> {
            place(a, Circuit.negated(circuit.left()[g]), blocks, 0, words);
            place(b, Circuit.negated(circuit.right()[g]), blocks, 2 * words, words);
            and(blocks, out, rows, at[0], instances);
            at[0] += 2 * words;
        });
        long[][] outputs = new long[circuit.outputs().length][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = new long[words];
            copy(labels[Circuit.place(circuit.outputs()[i])], Circuit.negated(circuit.outputs()[i]), outputs[i], 0, words);
        }
        return new Garbled(rows, outputs);
    }

    /** The labels of 0, and behind them those of 1. */
    private void place(long[] labels, boolean negated, long[] to, int at, int words) {
        copy(labels, negated, to, at, words);
        copy(labels, !negated, to, at + words, words);
    }

    private void copy(long[] labels, boolean shifted, long[] to, int at, int words) {
        long low = shifted ? delta.low() : 0;
        long high = shifted ? delta.high() : 0;
        for (int i = 0; i < words; i += 2) {
            to[at + i] = labels[i] ^ low;
            to[at + i + 1] = labels[i + 1] ^ high;
        }
    }

    /** The blocks are A, A ⊕ Δ, B, B ⊕ Δ. */
    private void and(long[] blocks, long[] out, long[] rows, int at, int instances) {
        int words = 2 * instances;
        if (kept.length < 4 * words) {
            kept = new long[4 * words];
        }
        long[] x = kept;
        System.arraycopy(blocks, 0, x, 0, 4 * words);
        hash.hash(blocks, 4, instances, 2);
        for (int i = 0; i < words; i += 2) {
            long a = -(x[i] & 1);
            long b = -(x[2 * words + i] & 1);
            for (int half = 0; half < 2; half++) {
                int w = i + half;
                long offset = half == 0 ? delta.low() : delta.high();
                long t = blocks[w] ^ blocks[words + w] ^ offset & b;
                long u = blocks[2 * words + w] ^ blocks[3 * words + w] ^ x[w];
                rows[at + w] = t;
                rows[at + words + w] = u;
                out[w] = blocks[w] ^ a & t ^ blocks[2 * words + w] ^ b & (u ^ x[w]);
            }
        }
    }

    /**
     * A table that turns the wire's label into a share of its value times a factor: of a random r the evaluator gets r, or r + factor where the bit
     * is 1. Row by row, ordered by the labels' lowest bits, each covered with the hash of the label it belongs to.
     *
     * <p>The pad is a hash with a tweak of its own for every table. Labels themselves would not do: the sum of the two rows' pads would be Δ for every table
     * of every wire, and two tables would give the secret factor away.
     *
     * @param labels     of 0
     * @param shares     r for each instance
     * @param withFactor r + factor for each instance
     * @param bits       of an element
     * @param to         takes the rows: those of all instances with lowest bit 0, then those with 1
     */
    public void table(long[] labels, long[] shares, long[] withFactor, int bits, long[] to, int at) {
        int instances = shares.length;
        long[] pads = new long[4 * instances];
        place(labels, false, pads, 0, 2 * instances);
        hash.hash(pads, 2, instances, 2);
        long mask = -1L >>> (Long.SIZE - bits);
        for (int k = 0; k < instances; k++) {
            int zero = (int) (labels[2 * k] & 1);
            to[at + zero * instances + k] = (shares[k] ^ pads[2 * k]) & mask;
            to[at + (1 - zero) * instances + k] = (withFactor[k] ^ pads[2 * instances + 2 * k]) & mask;
        }
    }
}
