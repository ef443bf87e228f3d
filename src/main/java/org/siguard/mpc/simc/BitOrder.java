package org.siguard.mpc.simc;

import java.util.Arrays;

/**
 * Where bits of a layer's activations stand: batch behind batch, in a batch wire behind wire, and of a wire activation behind activation. In this order
 * labels are made, so that one gate of a whole batch is garbled in one go.
 *
 * @param wires of an activation
 * @param n     activations
 */
record BitOrder(int wires, int n) {
    int at(int activation, int wire) {
        int from = activation / ReluProtocol.BATCH * ReluProtocol.BATCH;
        return from * wires + wire * Math.min(ReluProtocol.BATCH, n - from) + activation - from;
    }

    /** The labels of one batch, wire by wire, from those of all. */
    long[] labels(long[] all, int from, int count) {
        return Arrays.copyOfRange(all, 2 * from * wires, 2 * (from + count) * wires);
    }

    int size() {
        return wires * n;
    }
}
