package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.ReluCircuit;
import org.siguard.mpc.simc.ot.OtReceiver;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;

/** The client's side of {@link ReluProtocol}. */
record ReluEvaluation(Channel channel, OtReceiver transfers, Evaluator evaluator, RandomStream labels) {
    /**
     * @param y    the client's shares of v
     * @param said for each, whether the client says that it is a residue: 1
     */
    AuthenticatingTables.Shares run(ReluCircuit circuit, int shift, long[] y, long[] said) {
        int n = y.length;
        int each = circuit.clientInputs();
        OtReceiver.Received received = transfers.extend(n * each);
        channel.send(Packing.pack(differences(received, y, said, each), each));
        AuthenticatingTables tables = new AuthenticatingTables(circuit, shift);
        AuthenticatingTables.Shares out = AuthenticatingTables.Shares.of(n);
        for (int from = 0; from < n; from += ReluProtocol.BATCH) {
            int count = Math.min(ReluProtocol.BATCH, n - from);
            long[][] inputs = new long[each + circuit.serverInputs()][];
            for (int i = 0; i < each; i++) {
                inputs[i] = new long[2 * count];
                System.arraycopy(received.rows(), 2 * (from * each + i * count), inputs[i], 0, 2 * count);
            }
            for (int i = 0; i < circuit.serverInputs(); i++) {
                inputs[each + i] = labels.next(2 * count);
            }
            long[] rows = channel.receive(4 * circuit.circuit().andGates() * count);
            long[][] outputs = evaluator.evaluate(circuit.circuit(), count, inputs, rows);
            out.place(from, tables.decode(evaluator, outputs, channel.receive(tables.words(count)), count));
        }
        return out;
    }

    /** For each activation the bits that are to be turned round. */
    private static long[] differences(OtReceiver.Received received, long[] y, long[] said, int each) {
        BitOrder order = new BitOrder(each, y.length);
        long[] out = new long[y.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = y[k] | said[k] << (each - 1);
            for (int i = 0; i < each; i++) {
                out[k] ^= received.choice(order.at(k, i)) << i;
            }
        }
        return out;
    }
}
