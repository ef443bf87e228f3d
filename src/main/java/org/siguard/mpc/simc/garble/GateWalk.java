package org.siguard.mpc.simc.garble;

import java.util.Arrays;

/** Goes along a circuit's gates with labels, the same gate of all instances at once: XOR of labels is free and the same for both parties, AND is each party's own. */
final class GateWalk {
    private GateWalk() {
    }

    /** Makes the labels of an AND gate's output. */
    @FunctionalInterface
    interface AndGate {
        /**
         * @param gate of the circuit
         * @param a    and b, labels that go in, without negation
         * @param out  takes those that come out
         */
        void label(int gate, long[] a, long[] b, long[] out);
    }

    /** The labels at every place when all gates are done. */
    static long[][] along(Circuit circuit, int instances, long[][] inputs, AndGate and) {
        long[][] labels = new long[circuit.places()][];
        Arrays.setAll(labels, i -> i < inputs.length ? inputs[i].clone() : new long[2 * instances]);
        for (int g = 0; g < circuit.and().length; g++) {
            long[] a = labels[Circuit.place(circuit.left()[g])];
            long[] b = labels[Circuit.place(circuit.right()[g])];
            long[] out = labels[circuit.out()[g]];
            if (circuit.and()[g]) {
                and.label(g, a, b, out);
            } else {
                for (int i = 0; i < out.length; i++) {
                    out[i] = a[i] ^ b[i];
                }
            }
        }
        return labels;
    }
}
