package org.siguard.mpc.simc.garble;

/**
 * A circuit of XOR and AND gates, ready to be run: gates in order, each with the places of its two inputs and of its output. A place is used again
 * when nobody reads it any more, so that few labels are alive at a time. Negation is no gate: a reference to a wire is twice its place,
 * plus one where the negated value is meant.
 *
 * @param inputs  places 0 to inputs - 1 hold the inputs
 * @param places  there are at a time
 * @param and     for each gate, whether it is AND
 * @param left    references, for an XOR gate without negation
 * @param right   references, for an XOR gate without negation
 * @param out     places
 * @param outputs references; their places are not used again
 */
public record Circuit(int inputs, int places, boolean[] and, int[] left, int[] right, int[] out, int[] outputs) {
    /** What a garbled circuit's size goes with: XOR is free. */
    public int andGates() {
        int count = 0;
        for (boolean each : and) {
            count += each ? 1 : 0;
        }
        return count;
    }

    static int place(int reference) {
        return reference >> 1;
    }

    static boolean negated(int reference) {
        return (reference & 1) == 1;
    }

    /** Its outputs on plain bits: the reference for what is garbled. */
    public boolean[] run(boolean[] values) {
        boolean[] at = new boolean[places];
        System.arraycopy(values, 0, at, 0, inputs);
        for (int g = 0; g < and.length; g++) {
            boolean a = at[place(left[g])] ^ negated(left[g]);
            boolean b = at[place(right[g])] ^ negated(right[g]);
            at[out[g]] = and[g] ? a & b : a ^ b;
        }
        boolean[] result = new boolean[outputs.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = at[place(outputs[i])] ^ negated(outputs[i]);
        }
        return result;
    }
}
