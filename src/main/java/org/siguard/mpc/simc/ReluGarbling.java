package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.garble.Garbler;
import org.siguard.mpc.simc.garble.ReluCircuit;
import org.siguard.mpc.simc.ot.OtSender;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;

/** The server's side of {@link ReluProtocol}. */
record ReluGarbling(Channel channel, OtSender transfers, Garbler garbler, RandomStream labels, FieldStream random, long alpha) {
    /** @param s the server's shares of v */
    AuthenticatingTables.Shares run(ReluCircuit circuit, int shift, long[] s) {
        int n = s.length;
        int each = circuit.clientInputs();
        long[] rows = transfers.extend(n * each);
        long[] differences = Packing.unpack(channel.receive(Packing.words(n, each)), n, each);
        AuthenticatingTables.Shares out = AuthenticatingTables.Shares.of(n);
        for (int from = 0; from < n; from += ReluProtocol.BATCH) {
            int count = Math.min(ReluProtocol.BATCH, n - from);
            long[][] inputs = new long[each + circuit.serverInputs()][];
            for (int i = 0; i < each; i++) {
                inputs[i] = new long[2 * count];
                System.arraycopy(rows, 2 * (from * each + i * count), inputs[i], 0, 2 * count);
                garbler.delta().addWhere(bits(differences, from, count, i), inputs[i]);
            }
            for (int i = 0; i < circuit.serverInputs(); i++) {
                inputs[each + i] = labels.next(2 * count);
                garbler.delta().addWhere(bits(s, from, count, i), inputs[each + i]);
            }
            Garbler.Garbled garbled = garbler.garble(circuit.circuit(), count, inputs);
            channel.send(garbled.rows());
            AuthenticatingTables.Shares part = AuthenticatingTables.Shares.of(count);
            channel.send(new AuthenticatingTables(circuit, shift).garble(garbler, garbled.outputs(), alpha, random, part));
            out.place(from, part);
        }
        return out;
    }

    /** One bit of each; behind the highest bit of a share there are zeros, which serve as the constant 0. */
    static long[] bits(long[] values, int from, int count, int bit) {
        long[] out = new long[count];
        for (int k = 0; k < count; k++) {
            out[k] = values[from + k] >>> bit & 1;
        }
        return out;
    }
}
