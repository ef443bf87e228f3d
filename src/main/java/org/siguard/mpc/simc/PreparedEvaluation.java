package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.List;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.FixedKeyHash;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.net.Channel;

/** The client's side of {@link PreparedGarbling}: it keeps the circuits, which it can evaluate when it has the server's labels, and evaluates the check of its own numbers. */
final class PreparedEvaluation {
    private final PrimeField field;
    private final Channel channel;
    private final long[] key;
    private final Evaluator evaluator;
    private final List<ClientMaterial.Batch> batches = new ArrayList<>();

    private PreparedEvaluation(PrimeField field, Channel channel, long[] key) {
        this.field = field;
        this.channel = channel;
        this.key = key;
        this.evaluator = new Evaluator(new FixedKeyHash(key[0], key[1]));
    }

    static PreparedEvaluation begin(PrimeField field, Channel channel) {
        return new PreparedEvaluation(field, channel, channel.receive(2));
    }

    long[] key() {
        return key;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    List<ClientMaterial.Batch> batches() {
        return batches;
    }

    /** @param labels of the client's wires, wire by wire */
    void circuits(MaskedReluCircuit circuit, int count, long[] labels) {
        long[] rows = channel.receive(4 * circuit.circuit().andGates() * count);
        batches.add(new ClientMaterial.Batch(labels, rows, channel.receive(Packing.words((long) count * field.bits(), 1))));
    }

    /** The labels of the bit that says that this batch's numbers are no residues. */
    long[] residues(ResidueCircuit circuit, int count, long[][] own) {
        evaluator.hash().moveTo(PreparedGarbling.positionOfTables(batches.size() - 1));
        return evaluator.evaluate(circuit.circuit(), count, own, channel.receive(4 * circuit.circuit().andGates() * count))[0];
    }
}
