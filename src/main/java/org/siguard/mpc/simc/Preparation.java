package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.field.BatchCheck;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.mpc.simc.ot.CorrelatedOt;
import org.siguard.mpc.simc.ot.OtReceiver;
import org.siguard.mpc.simc.ot.OtSender;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * What two parties do before there is an input: DELPHI's preparation, and with the checks SIMC++'s. The client draws a mask R for the input of every linear layer; online
 * the server will hold x - R.
 * <ol>
 * <li>Linear layer: the client gets c = WR - s, the server keeps s ({@link IdealLinear}). With checks it also makes shares of αc from R and its tag; and of α³R - α²τ, to be zero.
 * <li>Oblivious transfers give the client the labels of c's and of the next R's bits, as in {@link ReluProtocol}.
 * <li>The server garbles {@link MaskedReluCircuit}, with checks {@link ResidueCircuit} too, and sends it, and what the labels of its results mean. It keeps the labels of its own input.
 * <li>With checks, {@link MaskTables} give shares of αc' and αR', c' and R' being what was really fed in. To be zero: αc' - αc; αR' is the next R's tag.
 * <li>With checks, a random sum of all that must be zero is opened at the end, as in {@link Simc}. Where it is not zero the material is thrown away.
 * </ol>
 */
final class Preparation {
    private Preparation() {
    }

    static MaskedReluCircuit circuit(ReluNetwork network, int layer) {
        ReluNetwork.Activation activation = network.activations().get(layer);
        return MaskedReluCircuit.of(network.field(), activation.cap(), activation.shift());
    }

    /** The wires of c and R, and with checks that of the bit that says that they are residues. */
    private static int ownWires(PrimeField field, boolean checked) {
        return 2 * field.bits() + (checked ? 1 : 0);
    }

    /** The bytes that both parties send for n activations of one layer, after the one set-up. */
    static long bytes(MaskedReluCircuit circuit, boolean checked, int n) {
        int bits = circuit.field().bits();
        int own = ownWires(circuit.field(), checked);
        int gates = circuit.circuit().andGates() + (checked ? ResidueCircuit.andGates(bits, true) : 0);
        long bytes = CorrelatedOt.bytes(n * own) + 8L * Packing.words(n, bits) + 8L * Packing.words(n, own - bits);
        for (int from = 0; from < n; from += ReluProtocol.BATCH) {
            int count = Math.min(ReluProtocol.BATCH, n - from);
            bytes += PreparedGarbling.bytes(bits, gates, count) + (checked ? 8L * new MaskTables(circuit.field()).words(count) : 0);
        }
        return bytes;
    }

    /** What one activation adds, in bytes, nothing rounded. */
    static double bytesEach(int bits, boolean capped, int shift, boolean checked) {
        int inputs = 2 * bits + (checked ? 1 : 0);
        int gates = MaskedReluCircuit.andGates(bits, capped, shift) + (checked ? ResidueCircuit.andGates(bits, true) : 0);
        double tables = checked ? 2.0 * (2 * bits + 1) * bits / 8 : 0;
        return 32.0 * gates + 16.0 * inputs + inputs / 8.0 + bits / 8.0 + tables;
    }

    /** The server's part. */
    static final class Server {
        private final ReluNetwork network;
        private final boolean checked;
        private final IdealLinear ideal;
        private final Endpoint endpoint;
        private final Channel channel;
        private final FreshSecrets secrets;
        private final BatchCheck check;
        private final List<long[]> masks = new ArrayList<>();
        private OtSender transfers;
        private PreparedGarbling garbling;

        /** @param seed of this preparation and of no other */
        Server(ReluNetwork network, boolean checked, IdealLinear ideal, Endpoint endpoint, Seed seed) {
            this.network = network;
            this.checked = checked;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.CLIENT);
            this.secrets = FreshSecrets.of(network.field(), seed);
            this.check = new BatchCheck(network.field());
        }

        ServerMaterial run() {
            endpoint.meter().in("setup", this::setUp);
            long[] tag = null;
            for (int layer = 0; layer < network.layers().size(); layer++) {
                int at = layer;
                long[] before = tag;
                long[] shareTag = endpoint.meter().in("linear", () -> linear(at, before));
                tag = at < network.activations().size() ? endpoint.meter().in("relu", () -> garble(at, shareTag)) : null;
            }
            if (checked) {
                endpoint.meter().in("check", () -> FinalCheck.verify(check, network.field(), channel, secrets.words(),
                        "the final check of the preparation failed: the client computed with other shares than it was given"));
            }
            return new ServerMaterial(secrets.delta(), masks, garbling.batches());
        }

        private void setUp() {
            garbling = PreparedGarbling.begin(network.field(), channel, secrets);
            transfers = OtSender.begin(channel, secrets.delta(), secrets.words());
        }

        /** Returns the server's shares of αc; null without checks. */
        private long[] linear(int at, long[] tagOfMask) {
            PrimeField field = network.field();
            LinearLayer layer = network.layers().get(at);
            FieldStream random = secrets.elements();
            long alpha = secrets.alpha();
            IdealLinear.Given given = ideal.await(endpoint.meter());
            IdealLinear.Encrypted mask = given.vector(0, layer.inputs());
            long[] s = random.next(layer.outputs());
            masks.add(s);
            IdealLinear.Encrypted share = mask.through(layer).plus(field.negate(s));
            if (!checked) {
                given.send(share);
                return new long[s.length];
            }
            long[] shareTag = random.next(s.length);
            long[] offset = field.negate(field.add(field.multiply(s, alpha), shareTag));
            if (at == 0) {
                given.send(share, mask.through(layer).times(alpha).plus(offset));
                return shareTag;
            }
            IdealLinear.Encrypted tag = given.vector(1, layer.inputs()).plus(tagOfMask);
            long square = field.multiply(alpha, alpha);
            long[] zero = random.next(layer.inputs());
            check.expectZero(zero);
            given.send(share, tag.through(layer).plus(offset),
                    mask.times(field.multiply(square, alpha)).minus(tag.times(square)).plus(field.negate(zero)));
            return shareTag;
        }

        /** Returns the server's shares of the next mask's tag. */
        private long[] garble(int at, long[] shareTag) {
            MaskedReluCircuit circuit = circuit(network, at);
            int n = network.width(at);
            int own = ownWires(network.field(), checked);
            int bits = network.field().bits();
            long[] rows = transfers.extend(n * own);
            long[] share = Packing.unpack(channel.receive(Packing.words(n, bits)), n, bits);
            long[] mask = Packing.unpack(channel.receive(Packing.words(n, own - bits)), n, own - bits);
            MaskTables.Tags tags = MaskTables.Tags.of(n);
            for (int from = 0; from < n; from += ReluProtocol.BATCH) {
                int count = Math.min(ReluProtocol.BATCH, n - from);
                long[][] inputs = new long[own][];
                for (int i = 0; i < own; i++) {
                    inputs[i] = Arrays.copyOfRange(rows, 2 * (from * own + i * count), 2 * (from * own + (i + 1) * count));
                    secrets.delta().addWhere(ReluGarbling.bits(i < bits ? share : mask, from, count, i < bits ? i : i - bits), inputs[i]);
                }
                tags.place(from, garbleBatch(circuit, count, inputs));
            }
            if (checked) {
                check.expectZero(network.field().subtract(tags.ofShare(), shareTag));
            }
            return tags.ofMask();
        }

        private MaskTables.Tags garbleBatch(MaskedReluCircuit circuit, int count, long[][] own) {
            garbling.circuits(circuit, count, Arrays.copyOf(own, circuit.clientInputs()));
            MaskTables.Tags tags = MaskTables.Tags.of(count);
            if (checked) {
                long[][] wires = own.clone();
                wires[wires.length - 1] = garbling.residues(ResidueCircuit.of(network.field(), true), count, own);
                channel.send(new MaskTables(network.field()).garble(garbling.garbler(), wires, secrets.alpha(), secrets.elements(), tags));
            }
            return tags;
        }
    }

    /** The client's part. */
    static final class Client {
        private final ReluNetwork network;
        private final boolean checked;
        private final IdealLinear ideal;
        private final Endpoint endpoint;
        private final Channel channel;
        private final FieldStream random;
        private final RandomStream words;
        private final BatchCheck check;
        private final Tampering tampering;
        private final List<long[]> masks = new ArrayList<>();
        private final List<long[]> shares = new ArrayList<>();
        private OtReceiver transfers;
        private PreparedEvaluation evaluation;

        Client(ReluNetwork network, boolean checked, IdealLinear ideal, Endpoint endpoint, Seed seed, Tampering tampering) {
            this.network = network;
            this.checked = checked;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.SERVER);
            this.random = new FieldStream(network.field(), RandomStream.of(seed.derive("elements")));
            this.words = RandomStream.of(seed.derive("words"));
            this.check = new BatchCheck(network.field());
            this.tampering = tampering;
        }

        ClientMaterial run() {
            endpoint.meter().in("setup", this::setUp);
            masks.add(random.next(network.inputs()));
            long[] tag = null;
            for (int layer = 0; layer < network.layers().size(); layer++) {
                int at = layer;
                long[] before = tag;
                long[] shareTag = endpoint.meter().in("linear", () -> linear(at, before));
                tag = at < network.activations().size() ? endpoint.meter().in("relu", () -> evaluate(at, shareTag)) : null;
            }
            if (checked) {
                endpoint.meter().in("check", () -> FinalCheck.answer(check, network.field(), channel, tampering));
            }
            return new ClientMaterial(evaluation.key(), masks, shares, evaluation.batches());
        }

        private void setUp() {
            evaluation = PreparedEvaluation.begin(network.field(), channel);
            transfers = OtReceiver.begin(channel, words, columns -> Simc.touch(tampering, columns));
        }

        /** Returns the client's shares of αc; null without checks. */
        private long[] linear(int at, long[] tagOfMask) {
            PrimeField field = network.field();
            long[] mask = masks.get(at);
            if (!checked || at == 0) {
                long[][] answer = ideal.ask(endpoint.meter(), mask);
                shares.add(answer[0]);
                return answer.length > 1 ? answer[1] : null;
            }
            long[] tag = tampering.apply(field, Tampering.Kind.LINEAR_TAG, at, tagOfMask);
            if (tampering.hits(Tampering.Kind.LINEAR_SHARE_AND_TAG, at)) {
                mask = tampering.changed(field, mask);
                tag = tampering.guessed(random.next()).changed(field, tag);
            }
            long[][] answer = ideal.ask(endpoint.meter(), mask, tag);
            check.expectZero(answer[2]);
            shares.add(answer[0]);
            return answer[1];
        }

        /** Returns the client's shares of the next mask's tag. */
        private long[] evaluate(int at, long[] shareTag) {
            MaskedReluCircuit circuit = circuit(network, at);
            PrimeField field = network.field();
            int n = network.width(at);
            int own = ownWires(field, checked);
            int bits = field.bits();
            masks.add(random.next(n));
            long[] share = tampering.ofCircuit(field, at, shares.get(at));
            long[] mask = masks.get(at + 1).clone();
            for (int k = 0; checked && k < n; k++) {
                boolean says = !tampering.hits(Tampering.Kind.VALIDITY_BIT, at) || k != Math.floorMod(tampering.index(), n);
                mask[k] |= says ? 1L << bits : 0;
            }
            OtReceiver.Received received = transfers.extend(n * own);
            BitOrder order = new BitOrder(own, n);
            channel.send(Packing.pack(turned(received, share, order, 0, bits), bits));
            channel.send(Packing.pack(turned(received, mask, order, bits, own - bits), own - bits));
            MaskTables.Tags tags = MaskTables.Tags.of(n);
            for (int from = 0; from < n; from += ReluProtocol.BATCH) {
                int count = Math.min(ReluProtocol.BATCH, n - from);
                tags.place(from, take(circuit, count, order.labels(received.rows(), from, count)));
            }
            if (checked) {
                check.expectZero(field.subtract(tags.ofShare(), tampering.apply(field, Tampering.Kind.CIRCUIT_TAG, at, shareTag)));
            }
            return tags.ofMask();
        }

        private MaskTables.Tags take(MaskedReluCircuit circuit, int count, long[] labels) {
            evaluation.circuits(circuit, count, labels);
            if (!checked) {
                return MaskTables.Tags.of(count);
            }
            long[][] wires = PreparedGarbling.split(labels, count);
            wires[wires.length - 1] = evaluation.residues(ResidueCircuit.of(network.field(), true), count, wires);
            MaskTables tables = new MaskTables(network.field());
            return tables.decode(evaluation.evaluator(), wires, channel.receive(tables.words(count)), count);
        }

        /** The differences of own bits and those that transfers gave, for some of the wires of every activation. */
        private static long[] turned(OtReceiver.Received received, long[] values, BitOrder order, int first, int wires) {
            long[] out = values.clone();
            for (int k = 0; k < out.length; k++) {
                for (int i = 0; i < wires; i++) {
                    out[k] ^= received.choice(order.at(k, first + i)) << i;
                }
            }
            return out;
        }
    }
}
