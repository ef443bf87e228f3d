package org.siguard.mpc.simc;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.FixedKeyHash;
import org.siguard.mpc.simc.garble.Garbler;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;

/**
 * The server's garbling before there is an input, batch by batch: circuits are sent, and of their labels is kept what the server will need. {@link PreparedEvaluation} is the client's side.
 */
final class PreparedGarbling {
    /** Tweaks of a batch: gates first, tables and the check of residues behind them. */
    private static final int TWEAKS = 1 << 16;
    private static final int TABLES = 1 << 15;

    private final PrimeField field;
    private final Channel channel;
    private final Garbler garbler;
    private final RandomStream words;
    private final List<ServerMaterial.Batch> batches = new ArrayList<>();

    private PreparedGarbling(PrimeField field, Channel channel, Garbler garbler, RandomStream words) {
        this.field = field;
        this.channel = channel;
        this.garbler = garbler;
        this.words = words;
    }

    /** Draws the hash's key, and tells it. */
    static PreparedGarbling begin(PrimeField field, Channel channel, FreshSecrets secrets) {
        long[] key = secrets.words().next(2);
        channel.send(key.clone());
        return new PreparedGarbling(field, channel, new Garbler(secrets.delta(), new FixedKeyHash(key[0], key[1])), secrets.words());
    }

    static long position(int batch) {
        return (batch + 1L) * TWEAKS;
    }

    static long positionOfTables(int batch) {
        return position(batch) + TABLES;
    }

    /** The bytes of one batch: gates of all circuits, and what the labels of results mean. */
    static long bytes(int bits, int gates, int count) {
        return 32L * gates * count + 8L * Packing.words((long) count * bits, 1);
    }

    Garbler garbler() {
        return garbler;
    }

    List<ServerMaterial.Batch> batches() {
        return batches;
    }

    /**
     * Sends a batch of circuits.
     *
     * @param own the labels of 0 of the client's wires, and what else stands behind them
     */
    void circuits(MaskedReluCircuit circuit, int count, long[][] own) {
        long[][] inputs = Arrays.copyOf(own, circuit.clientInputs() + circuit.serverInputs());
        for (int i = circuit.clientInputs(); i < inputs.length; i++) {
            inputs[i] = words.next(2 * count);
        }
        garbler.hash().moveTo(position(batches.size()));
        Garbler.Garbled garbled = garbler.garble(circuit.circuit(), count, inputs);
        channel.send(garbled.rows());
        channel.send(Packing.pack(lowest(garbled.outputs()), 1));
        batches.add(new ServerMaterial.Batch(joined(Arrays.copyOfRange(inputs, circuit.clientInputs(), inputs.length)),
                joined(garbled.outputs())));
    }

    /** Sends the check of the same batch's residues; returns the labels of 0 of the bit that says that they are none. */
    long[] residues(ResidueCircuit circuit, int count, long[][] own) {
        garbler.hash().moveTo(positionOfTables(batches.size() - 1));
        Garbler.Garbled garbled = garbler.garble(circuit.circuit(), count, own);
        channel.send(garbled.rows());
        return garbled.outputs()[0];
    }

    /** Wire by wire the lowest bits of the labels. */
    static long[] lowest(long[][] labels) {
        int count = labels[0].length / 2;
        long[] out = new long[labels.length * count];
        for (int i = 0; i < out.length; i++) {
            out[i] = labels[i / count][2 * (i % count)] & 1;
        }
        return out;
    }

    /** Labels that stand one wire behind another. */
    static long[][] split(long[] labels, int count) {
        long[][] out = new long[labels.length / (2 * count)][];
        Arrays.setAll(out, i -> Arrays.copyOfRange(labels, 2 * i * count, 2 * (i + 1) * count));
        return out;
    }

    private static long[] joined(long[][] parts) {
        LongBuffer out = LongBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(out::put);
        return out.array();
    }
}
