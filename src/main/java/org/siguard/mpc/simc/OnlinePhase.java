package org.siguard.mpc.simc;

import java.util.Arrays;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.FixedKeyHash;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;

/**
 * An inference with material from a {@link Preparation}: DELPHI's, and with the check MUSE's and SIMC++'s.
 * <ol>
 * <li>The client sends x - R. The server computes W(x - R) + b + s, its share of v, of which the client has c = WR - s.
 * <li>The server sends the labels of its share's bits, and of the constant 0: 16 (κ + 1) bytes an activation.
 * <li>The client evaluates, sees f(v) - R', and sends it. With the check it also sends a hash of all labels that say so: it has no labels that say anything else, so the server knows that it is
 * what the circuit gave. Without, the client may send what it likes: that is how DELPHI loses its weights.
 * <li>And so on; at the end the server sends its share of the output.
 * </ol>
 */
final class OnlinePhase {
    private OnlinePhase() {
    }

    /** The bytes down and up for n activations of one layer. */
    static long bytes(PrimeField field, boolean checked, int n) {
        return 16L * (field.bits() + 1) * n + 8L * Packing.words(n, field.bits()) + (checked ? 32 : 0);
    }

    /** The server's part. */
    static final class Server {
        private final ReluNetwork network;
        private final boolean checked;
        private final ServerMaterial material;
        private final Endpoint endpoint;
        private final Channel channel;
        private int batch;

        Server(ReluNetwork network, boolean checked, ServerMaterial material, Endpoint endpoint) {
            this.network = network;
            this.checked = checked;
            this.material = material;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.CLIENT);
        }

        void run() {
            long[] output = share();
            endpoint.meter().in("release", () -> Residues.send(channel, network.field(), output));
        }

        /** Everything but the end of step 4: the server's share of the output. */
        long[] share() {
            long[] masked = endpoint.meter().in("input", () -> Residues.receive(channel, network.field(), network.inputs()));
            for (int layer = 0; layer < network.activations().size(); layer++) {
                int at = layer;
                long[] share = share(layer, masked);
                masked = endpoint.meter().in("relu", () -> activate(at, share));
            }
            return share(network.activations().size(), masked);
        }

        private long[] share(int at, long[] masked) {
            PrimeField field = network.field();
            LinearLayer layer = network.layers().get(at);
            return field.add(field.add(layer.product(field, masked), layer.constant(field, 1)), material.masks().get(at));
        }

        private long[] activate(int at, long[] share) {
            MaskedReluCircuit circuit = Preparation.circuit(network, at);
            int n = share.length;
            int first = batch;
            for (int from = 0; from < n; from += ReluProtocol.BATCH) {
                int count = Math.min(ReluProtocol.BATCH, n - from);
                long[] labels = material.batches().get(batch++).inputs().clone();
                for (int i = 0; i < circuit.serverInputs(); i++) {
                    long[] wire = Arrays.copyOfRange(labels, 2 * i * count, 2 * (i + 1) * count);
                    material.delta().addWhere(ReluGarbling.bits(share, from, count, i), wire);
                    System.arraycopy(wire, 0, labels, 2 * i * count, 2 * count);
                }
                channel.send(labels);
            }
            long[] masked = Residues.receive(channel, network.field(), n);
            if (checked) {
                verify(first, masked);
            }
            return masked;
        }

        private void verify(int first, long[] masked) {
            WordDigest digest = new WordDigest();
            int bits = network.field().bits();
            for (int from = 0, i = first; from < masked.length; from += ReluProtocol.BATCH, i++) {
                int count = Math.min(ReluProtocol.BATCH, masked.length - from);
                long[][] labels = PreparedGarbling.split(material.batches().get(i).outputs(), count);
                for (int j = 0; j < bits; j++) {
                    material.delta().addWhere(ReluGarbling.bits(masked, from, count, j), labels[j]);
                    digest.add(labels[j]);
                }
            }
            if (!Arrays.equals(digest.words(), channel.receive(WordDigest.WORDS))) {
                throw new Abort("the client passed on something else than a circuit gave it");
            }
        }
    }

    /** The client's part. */
    static final class Client {
        private final ReluNetwork network;
        private final boolean checked;
        private final ClientMaterial material;
        private final Endpoint endpoint;
        private final Channel channel;
        private final Evaluator evaluator;
        private final Tampering tampering;
        private int batch;

        Client(ReluNetwork network, boolean checked, ClientMaterial material, Endpoint endpoint, Tampering tampering) {
            this.network = network;
            this.checked = checked;
            this.material = material;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.SERVER);
            this.evaluator = new Evaluator(new FixedKeyHash(material.hashKey()[0], material.hashKey()[1]));
            this.tampering = tampering;
        }

        /** The outputs, as integers. */
        long[] run(long[] input) {
            PrimeField field = network.field();
            long[] own = share(input);
            return field.toSigned(field.add(own, endpoint.meter().in("release", () -> Residues.receive(channel, field, own.length))));
        }

        /** Everything but the end: the client's share of the output. */
        long[] share(long[] input) {
            PrimeField field = network.field();
            endpoint.meter().in("input",
                    () -> Residues.send(channel, field, field.subtract(field.reduce(input), material.masks().get(0))));
            for (int layer = 0; layer < network.activations().size(); layer++) {
                int at = layer;
                endpoint.meter().in("relu", () -> activate(at));
            }
            return material.shares().getLast();
        }

        private void activate(int at) {
            MaskedReluCircuit circuit = Preparation.circuit(network, at);
            PrimeField field = network.field();
            int n = network.width(at);
            long[] masked = new long[n];
            WordDigest digest = new WordDigest();
            for (int from = 0; from < n; from += ReluProtocol.BATCH) {
                int count = Math.min(ReluProtocol.BATCH, n - from);
                ClientMaterial.Batch prepared = material.batches().get(batch);
                long[][] own = PreparedGarbling.split(prepared.labels(), count);
                long[][] inputs = Arrays.copyOf(own, circuit.clientInputs() + circuit.serverInputs());
                long[][] servers = PreparedGarbling.split(channel.receive(2 * circuit.serverInputs() * count), count);
                System.arraycopy(servers, 0, inputs, circuit.clientInputs(), servers.length);
                evaluator.hash().moveTo(PreparedGarbling.position(batch++));
                long[][] outputs = evaluator.evaluate(circuit.circuit(), count, inputs, prepared.rows());
                long[] zeros = Packing.unpack(prepared.meanings(), count * field.bits(), 1);
                long[] lowest = PreparedGarbling.lowest(outputs);
                for (int i = 0; i < lowest.length; i++) {
                    masked[from + i % count] |= (lowest[i] ^ zeros[i]) << i / count;
                }
                Arrays.stream(outputs).forEach(digest::add);
            }
            // The next linear layer is fed with this: an attacker shifts it here.
            Residues.send(channel, field, tampering.apply(field, Tampering.Kind.LINEAR_SHARE, at + 1, masked));
            if (checked) {
                channel.send(digest.words());
            }
        }
    }
}
