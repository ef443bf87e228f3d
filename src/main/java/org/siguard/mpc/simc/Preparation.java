package org.siguard.mpc.simc;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.BatchCheck;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Circuit;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.FixedKeyHash;
import org.siguard.mpc.simc.garble.Garbler;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.Offset;
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
    /** Tweaks of a batch: gates first, tables behind them. */
    private static final int TWEAKS = 1 << 16;
    private static final int TABLES = 1 << 15;

    private Preparation() {
    }

    static long position(int batch) {
        return (batch + 1L) * TWEAKS;
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
        int gates = circuit.circuit().andGates() + (checked ? 2 * bits : 0);
        long bytes = CorrelatedOt.bytes(n * own) + 8L * Packing.words(n, bits) + 8L * Packing.words(n, own - bits);
        for (int from = 0; from < n; from += ReluProtocol.BATCH) {
            int count = Math.min(ReluProtocol.BATCH, n - from);
            bytes += 32L * gates * count + 8L * Packing.words((long) count * bits, 1)
                    + (checked ? 8L * new MaskTables(circuit.field()).words(count) : 0);
        }
        return bytes;
    }

    /** What one activation adds, in bytes, nothing rounded. */
    static double bytesEach(int bits, boolean capped, int shift, boolean checked) {
        int inputs = 2 * bits + (checked ? 1 : 0);
        int gates = MaskedReluCircuit.andGates(bits, capped, shift) + (checked ? 2 * bits : 0);
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
        private final FieldStream random;
        private final RandomStream words;
        private final BatchCheck check;
        private final long alpha;
        private final List<long[]> masks = new ArrayList<>();
        private final List<ServerMaterial.Batch> batches = new ArrayList<>();
        private OtSender transfers;
        private Garbler garbler;

        /** @param seed of this preparation and of no other */
        Server(ReluNetwork network, boolean checked, IdealLinear ideal, Endpoint endpoint, Seed seed) {
            this.network = network;
            this.checked = checked;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.CLIENT);
            this.random = new FieldStream(network.field(), RandomStream.of(seed.derive("elements")));
            this.words = RandomStream.of(seed.derive("words"));
            this.check = new BatchCheck(network.field());
            this.alpha = random.nextNonzero();
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
                endpoint.meter().in("check", this::check);
            }
            return new ServerMaterial(garbler.delta(), masks, batches);
        }

        private void setUp() {
            long[] key = words.next(2);
            channel.send(key.clone());
            Offset delta = new Offset(words.next(), words.next());
            transfers = OtSender.begin(channel, delta, words);
            garbler = new Garbler(delta, new FixedKeyHash(key[0], key[1]));
        }

        /** Returns the server's shares of αc; null without checks. */
        private long[] linear(int at, long[] tagOfMask) {
            PrimeField field = network.field();
            LinearLayer layer = network.layers().get(at);
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
                    garbler.delta().addWhere(ReluGarbling.bits(i < bits ? share : mask, from, count, i < bits ? i : i - bits), inputs[i]);
                }
                tags.place(from, garbleBatch(circuit, count, inputs));
            }
            if (checked) {
                check.expectZero(network.field().subtract(tags.ofShare(), shareTag));
            }
            return tags.ofMask();
        }

        private MaskTables.Tags garbleBatch(MaskedReluCircuit circuit, int count, long[][] own) {
            long[][] inputs = Arrays.copyOf(own, circuit.clientInputs() + circuit.serverInputs());
            for (int i = circuit.clientInputs(); i < inputs.length; i++) {
                inputs[i] = words.next(2 * count);
            }
            garbler.hash().moveTo(position(batches.size()));
            Garbler.Garbled garbled = garbler.garble(circuit.circuit(), count, inputs);
            channel.send(garbled.rows());
            channel.send(Packing.pack(lowest(garbled.outputs()), 1));
            MaskTables.Tags tags = MaskTables.Tags.of(count);
            if (checked) {
                garbler.hash().moveTo(position(batches.size()) + TABLES);
                Garbler.Garbled residues = garbler.garble(ResidueCircuit.of(network.field()).circuit(), count, own);
                channel.send(residues.rows());
                long[][] wires = own.clone();
                wires[wires.length - 1] = residues.outputs()[0];
                channel.send(new MaskTables(network.field()).garble(garbler, wires, alpha, random, tags));
            }
            batches.add(new ServerMaterial.Batch(joined(Arrays.copyOfRange(inputs, circuit.clientInputs(), inputs.length)),
                    joined(garbled.outputs())));
            return tags;
        }

        private void check() {
            long[] seed = words.next(2);
            channel.send(seed.clone());
            long answer = channel.receive(1)[0];
            PrimeField field = network.field();
            if (!field.contains(answer) || field.add(answer, check.sum(Simc.factors(seed))) != 0) {
                throw new Abort("the final check of the preparation failed: the client computed with other shares than it was given");
            }
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
        private final List<ClientMaterial.Batch> batches = new ArrayList<>();
        private long[] key;
        private OtReceiver transfers;
        private Evaluator evaluator;

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
                endpoint.meter().in("check", () -> {
                    long sum = check.sum(Simc.factors(channel.receive(2)));
                    boolean lies = tampering.kind() == Tampering.Kind.CHECK;
                    channel.send(new long[] {lies ? network.field().add(sum, network.field().reduce(tampering.by())) : sum});
                });
            }
            return new ClientMaterial(key, masks, shares, batches);
        }

        private void setUp() {
            key = channel.receive(2);
            transfers = OtReceiver.begin(channel, words, columns -> Simc.touch(tampering, columns));
            evaluator = new Evaluator(new FixedKeyHash(key[0], key[1]));
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
                tag = new Tampering(tampering.kind(), at, tampering.index(), random.next()).changed(field, tag);
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
            long[] share = tampering.apply(field, Tampering.Kind.CIRCUIT_SHARE, at, shares.get(at));
            if (tampering.hits(Tampering.Kind.CIRCUIT_SHARE_BEYOND_P, at)) {
                share = tampering.beyond(field, share);
            }
            long[] mask = masks.get(at + 1).clone();
            for (int k = 0; checked && k < n; k++) {
                boolean says = !tampering.hits(Tampering.Kind.VALIDITY_BIT, at) || k != Math.floorMod(tampering.index(), n);
                mask[k] |= says ? 1L << bits : 0;
            }
            OtReceiver.Received received = transfers.extend(n * own);
            channel.send(Packing.pack(turned(received, share, 0, bits, own), bits));
            channel.send(Packing.pack(turned(received, mask, bits, own - bits, own), own - bits));
            MaskTables.Tags tags = MaskTables.Tags.of(n);
            for (int from = 0; from < n; from += ReluProtocol.BATCH) {
                int count = Math.min(ReluProtocol.BATCH, n - from);
                tags.place(from, take(circuit, count, Arrays.copyOfRange(received.rows(), 2 * from * own, 2 * (from + count) * own)));
            }
            if (checked) {
                check.expectZero(field.subtract(tags.ofShare(), tampering.apply(field, Tampering.Kind.CIRCUIT_TAG, at, shareTag)));
            }
            return tags.ofMask();
        }

        private MaskTables.Tags take(MaskedReluCircuit circuit, int count, long[] labels) {
            long[] rows = channel.receive(4 * circuit.circuit().andGates() * count);
            long[] meanings = channel.receive(Packing.words((long) count * network.field().bits(), 1));
            MaskTables.Tags tags = MaskTables.Tags.of(count);
            if (checked) {
                Circuit residues = ResidueCircuit.of(network.field()).circuit();
                long[][] wires = split(labels, count);
                evaluator.hash().moveTo(position(batches.size()) + TABLES);
                long[] residueRows = channel.receive(4 * residues.andGates() * count);
                wires[wires.length - 1] = evaluator.evaluate(residues, count, wires, residueRows)[0];
                MaskTables tables = new MaskTables(network.field());
                tags = tables.decode(evaluator, wires, channel.receive(tables.words(count)), count);
            }
            batches.add(new ClientMaterial.Batch(labels, rows, meanings));
            return tags;
        }

        /** The differences of own bits and those that transfers gave, for some of the wires of every activation. */
        private static long[] turned(OtReceiver.Received received, long[] values, int first, int wires, int own) {
            long[] out = values.clone();
            for (int from = 0; from < out.length; from += ReluProtocol.BATCH) {
                int count = Math.min(ReluProtocol.BATCH, out.length - from);
                for (int k = 0; k < count; k++) {
                    for (int i = 0; i < wires; i++) {
                        out[from + k] ^= received.choice(from * own + (first + i) * count + k) << i;
                    }
                }
            }
            return out;
        }
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
