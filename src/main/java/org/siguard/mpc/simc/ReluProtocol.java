package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.garble.ReluCircuit;
import org.siguard.mpc.simc.ot.CorrelatedOt;

/**
 * SIMC's ReLU, for n activations at once; the server garbles, the client evaluates:
 * <ol>
 * <li>Oblivious transfers give the client the labels of random bits, κ + 1 an activation ({@link CorrelatedOt}).
 * <li>The client sends the difference of those bits and its own: those of its share, and the bit that says that it is a residue. The labels are those of its
 * bits from then on, for the server goes by the difference.
 * <li>Both draw the labels of the server's bits from one seed: a label that is in use is random, so that it need not be sent. The server takes Δ from it where its bit is 1.
 * <li>The server sends the garbled circuit ({@link org.siguard.mpc.simc.garble.Garbler}), 32 bytes an AND gate, and the tables ({@link AuthenticatingTables}).
 * <li>The client evaluates, and has its shares of αv, f(v) and αf(v).
 * </ol>
 * Some hundred activations are garbled at a time, sent and forgotten, so that nothing piles up.
 */
final class ReluProtocol {
    /** Activations garbled at a time: what one gate's cipher calls work on fits the first cache, all labels the second. */
    static final int BATCH = 256;

    private ReluProtocol() {
    }

    /** The bytes that both parties send for n activations of one layer, after the one set-up: a function of sizes alone. */
    static long bytes(ReluCircuit circuit, int shift, int n) {
        AuthenticatingTables tables = new AuthenticatingTables(circuit, shift);
        long bytes = CorrelatedOt.bytes(n * circuit.clientInputs()) + 8L * Packing.words(n, circuit.clientInputs());
        for (int from = 0; from < n; from += BATCH) {
            int count = Math.min(BATCH, n - from);
            bytes += 32L * circuit.circuit().andGates() * count + 8L * tables.words(count);
        }
        return bytes;
    }

    /**
     * What one activation adds, in bytes, nothing rounded: 32 A + 16 (κ + 1) + (κ + 1) / 8 + (6κ² - 4κ shift) / 8, A being the number of AND gates. A layer takes
     * a constant besides, for the check of the transfers and for rounding up to words.
     */
    static double bytesEach(int bits, boolean capped, int shift) {
        return 32.0 * ReluCircuit.andGates(bits, capped) + 16.0 * (bits + 1) + (bits + 1) / 8.0
                + (6.0 * bits * bits - 4.0 * bits * shift) / 8.0;
    }
}
