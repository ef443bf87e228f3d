package org.siguard.mpc.simc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * What two parties do before there is an input in MUSE (Lehmkuhl, Mishra, Srinivasan and Popa, USENIX Security 2021), against which SIMC is measured. The client draws a mask R for the
 * input of every linear layer; online the server will hold x - R ({@link OnlinePhase}).
 * <ol>
 * <li>All linear layers: the client gets c = WR - s, the server keeps s; both get shares of αc and of αR.
 * <li>Behind every layer, for some thousand activations at a time: {@link LabelDisclosure} gives the client the labels of the bits of c and of the next R, if they have these tags.
 * <li>The server garbles {@link MaskedReluCircuit} and {@link ResidueCircuit} and sends them. The client evaluates the second, whose labels say that c and R are residues, and shows that with a hash of them.
 * </ol>
 * Other than published: all tags have one key, which spares four shares an activation; elements take their 44 bits on the wire, not 64; the circuit adds modulo p once less, since the server needs no mask of
 * its own; what must be zero is checked by its tags and not opened. Proofs that ciphertexts are well formed are not there, as everywhere in {@link IdealLinear}. All of it makes MUSE cheaper here.
 */
final class MusePreparation {
    /** Activations disclosed at a time: the products' numbers fill whole ciphertexts. */
    static final int DISCLOSED = 8 * ReluProtocol.BATCH;

    private MusePreparation() {
    }

    /** The bytes that both parties send for n activations of one layer. */
    static long bytes(MaskedReluCircuit circuit, int n) {
        int bits = circuit.field().bits();
        int gates = circuit.circuit().andGates() + ResidueCircuit.andGates(bits, false);
        long bytes = Long.BYTES * WordDigest.WORDS;
        for (int from = 0; from < n; from += DISCLOSED) {
            bytes += LabelDisclosure.bytes(bits, Math.min(DISCLOSED, n - from));
        }
        for (int from = 0; from < n; from += ReluProtocol.BATCH) {
            bytes += PreparedGarbling.bytes(bits, gates, Math.min(ReluProtocol.BATCH, n - from));
        }
        return bytes;
    }

    /** What ciphertexts for random numbers and triples of n activations take. */
    static long modelledBytes(int bits, int n) {
        long bytes = 0;
        for (int from = 0; from < n; from += DISCLOSED) {
            bytes += LabelDisclosure.modelledBytes(bits, Math.min(DISCLOSED, n - from));
        }
        return bytes;
    }

    /** What one activation adds on the wire, in bytes, nothing rounded. */
    static double bytesEach(int bits, boolean capped, int shift) {
        int wires = 2 * bits;
        int each = LabelDisclosure.elements(bits);
        double elements = wires * (4.0 * each + 2 + 4 * (each + 1) + each);
        return elements * bits / 8 + 32.0 * (MaskedReluCircuit.andGates(bits, capped, shift) + ResidueCircuit.andGates(bits, false))
                + bits / 8.0;
    }

    /** What one activation's numbers take in ciphertexts, nothing rounded. */
    static double modelledBytesEach(int bits) {
        int wires = 2 * bits;
        return (3.0 * wires + 8.0 * (LabelDisclosure.elements(bits) + 1) * wires) * IdealLinear.CIPHERTEXT_BYTES / IdealLinear.SLOTS;
    }

    /** The server's part. */
    static final class Server {
        private final ReluNetwork network;
        private final IdealLinear ideal;
        private final Endpoint endpoint;
        private final Channel channel;
        private final FreshSecrets secrets;
        private final List<long[]> masks = new ArrayList<>();
        private final List<long[]> shareTags = new ArrayList<>();
        private final List<long[]> maskTags = new ArrayList<>();

        /** @param seed of this preparation and of no other */
        Server(ReluNetwork network, IdealLinear ideal, Endpoint endpoint, Seed seed) {
            this.network = network;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.CLIENT);
            this.secrets = FreshSecrets.of(network.field(), seed);
        }

        ServerMaterial run() {
            PreparedGarbling garbling = endpoint.meter().in("setup", () -> PreparedGarbling.begin(network.field(), channel, secrets));
            network.layers().forEach(layer -> endpoint.meter().in("linear", () -> linear(layer)));
            for (int layer = 0; layer < network.activations().size(); layer++) {
                int at = layer;
                endpoint.meter().in("relu", () -> garble(garbling, at));
            }
            return new ServerMaterial(secrets.delta(), masks, garbling.batches());
        }

        private void linear(LinearLayer layer) {
            PrimeField field = network.field();
            FieldStream random = secrets.elements();
            long alpha = secrets.alpha();
            IdealLinear.Given given = ideal.await(endpoint.meter());
            IdealLinear.Encrypted mask = given.vector(0, layer.inputs());
            long[] s = random.next(layer.outputs());
            IdealLinear.Encrypted share = mask.through(layer).plus(field.negate(s));
            long[] shareTag = random.next(layer.outputs());
            long[] maskTag = random.next(layer.inputs());
            masks.add(s);
            shareTags.add(shareTag);
            maskTags.add(maskTag);
            given.send(share, share.times(alpha).plus(field.negate(shareTag)), mask.times(alpha).plus(field.negate(maskTag)));
        }

        private void garble(PreparedGarbling garbling, int at) {
            MaskedReluCircuit circuit = Preparation.circuit(network, at);
            ResidueCircuit residues = ResidueCircuit.of(network.field(), false);
            WordDigest digest = new WordDigest();
            int n = network.width(at);
            for (int from = 0; from < n; from += DISCLOSED) {
                int to = Math.min(n, from + DISCLOSED);
                BitOrder order = new BitOrder(circuit.clientInputs(), to - from);
                long[] zeros = secrets.words().next(2 * order.size());
                var arithmetic = new AuthenticatedArithmetic.Server(network.field(), channel, ideal, endpoint.meter(), secrets);
                new LabelDisclosure(network.field(), order).disclose(arithmetic, zeros, secrets.delta(),
                        Arrays.copyOfRange(shareTags.get(at), from, to), Arrays.copyOfRange(maskTags.get(at + 1), from, to));
                for (int first = 0; first < order.n(); first += ReluProtocol.BATCH) {
                    int count = Math.min(ReluProtocol.BATCH, order.n() - first);
                    long[][] own = PreparedGarbling.split(order.labels(zeros, first, count), count);
                    garbling.circuits(circuit, count, own);
                    digest.add(garbling.residues(residues, count, own));
                }
            }
            if (!Arrays.equals(digest.words(), channel.receive(WordDigest.WORDS))) {
                throw new Abort("the client's numbers are no residues, or it does not show that they are");
            }
        }
    }

    /** The client's part. */
    static final class Client {
        private final ReluNetwork network;
        private final IdealLinear ideal;
        private final Endpoint endpoint;
        private final Channel channel;
        private final FieldStream random;
        private final Tampering tampering;
        private final List<long[]> masks = new ArrayList<>();
        private final List<long[]> shares = new ArrayList<>();
        private final List<long[]> shareTags = new ArrayList<>();
        private final List<long[]> maskTags = new ArrayList<>();

        Client(ReluNetwork network, IdealLinear ideal, Endpoint endpoint, Seed seed, Tampering tampering) {
            this.network = network;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.SERVER);
            this.random = new FieldStream(network.field(), RandomStream.of(seed.derive("elements")));
            this.tampering = tampering;
        }

        ClientMaterial run() {
            PreparedEvaluation evaluation = endpoint.meter().in("setup", () -> PreparedEvaluation.begin(network.field(), channel));
            for (int layer = 0; layer < network.layers().size(); layer++) {
                int at = layer;
                endpoint.meter().in("linear", () -> linear(at));
            }
            for (int layer = 0; layer < network.activations().size(); layer++) {
                int at = layer;
                endpoint.meter().in("relu", () -> evaluate(evaluation, at));
            }
            return new ClientMaterial(evaluation.key(), masks, shares, evaluation.batches());
        }

        private void linear(int at) {
            PrimeField field = network.field();
            long[] mask = random.next(network.layers().get(at).inputs());
            masks.add(mask);
            boolean both = tampering.hits(Tampering.Kind.LINEAR_SHARE_AND_TAG, at);
            long[][] answer = ideal.ask(endpoint.meter(), both ? tampering.changed(field, mask) : mask);
            shares.add(answer[0]);
            shareTags.add(tampering.apply(field, Tampering.Kind.CIRCUIT_TAG, at, answer[1]));
            long[] tag = tampering.apply(field, Tampering.Kind.LINEAR_TAG, at, answer[2]);
            maskTags.add(both ? tampering.guessed(random.next()).changed(field, tag) : tag);
        }

        private void evaluate(PreparedEvaluation evaluation, int at) {
            PrimeField field = network.field();
            MaskedReluCircuit circuit = Preparation.circuit(network, at);
            ResidueCircuit residues = ResidueCircuit.of(field, false);
            WordDigest digest = new WordDigest();
            long[] share = tampering.ofCircuit(field, at, shares.get(at));
            boolean lies = tampering.hits(Tampering.Kind.VALIDITY_BIT, at);
            for (int from = 0; from < share.length; from += DISCLOSED) {
                int to = Math.min(share.length, from + DISCLOSED);
                BitOrder order = new BitOrder(circuit.clientInputs(), to - from);
                long[] bits =
                        LabelDisclosure.bits(order, Arrays.copyOfRange(share, from, to), Arrays.copyOfRange(masks.get(at + 1), from, to));
                var arithmetic = new AuthenticatedArithmetic.Client(field, channel, ideal, endpoint.meter(), random, tampering, at);
                long[] labels = new LabelDisclosure(field, order).receive(arithmetic, bits, Arrays.copyOfRange(shareTags.get(at), from, to),
                        Arrays.copyOfRange(maskTags.get(at + 1), from, to));
                for (int first = 0; first < order.n(); first += ReluProtocol.BATCH) {
                    int count = Math.min(ReluProtocol.BATCH, order.n() - first);
                    long[] own = order.labels(labels, first, count);
                    evaluation.circuits(circuit, count, own);
                    long[] shown = evaluation.residues(residues, count, PreparedGarbling.split(own, count));
                    shown[0] ^= lies ? 1 : 0;
                    digest.add(shown);
                }
            }
            channel.send(digest.words());
        }
    }
}
