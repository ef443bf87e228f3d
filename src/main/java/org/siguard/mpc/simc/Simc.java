package org.siguard.mpc.simc;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.base.Cancellation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.field.Authenticated;
import org.siguard.mpc.simc.field.BatchCheck;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.FixedKeyHash;
import org.siguard.mpc.simc.garble.Garbler;
import org.siguard.mpc.simc.ot.OtReceiver;
import org.siguard.mpc.simc.ot.OtSender;
import org.siguard.net.Channel;
import org.siguard.net.Endpoint;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * SIMC (Chandran, Gupta, Obbattu and Shah, USENIX Security 2022): inference that a client gains nothing by cheating in. Every inference has a fresh α and a fresh Δ.
 * A vector x inside of the network stands as shares of x and of αx, α being the server's secret.
 * <ol>
 * <li>First linear layer: of the client's input x it makes shares of v = Wx + b and of αv ({@link IdealLinear}).
 * <li>Activation: a garbled circuit turns shares of v into shares of αv', f(v') and αf(v'), v' being what was really fed into it ({@link ReluProtocol}). To be zero: αv' - αv.
 * <li>Linear layer: of x and of its tag τ, in shares, it makes shares of Wx + b and of Wτ + αb. To be zero: α³x - α²τ, which it makes besides.
 * <li>At the end, when all shares are fixed, the server sends a seed and the client one element, its share of the random sum of all that must be zero ({@link FinalCheck}).
 * <li>Only where both shares make 0 does the server send its share of the output.
 * </ol>
 * Who cheats passes with a chance of at most 4 / p.
 */
final class Simc {
    private Simc() {
    }

    /** The server's part of one inference. */
    static final class Server {
        private final ReluNetwork network;
        private final IdealLinear ideal;
        private final Endpoint endpoint;
        private final Channel channel;
        private final FreshSecrets secrets;
        private final BatchCheck check;

        /** @param seed of this inference and of no other: α and Δ come from it */
        Server(ReluNetwork network, IdealLinear ideal, Endpoint endpoint, Seed seed) {
            this.network = network;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.CLIENT);
            this.secrets = FreshSecrets.of(network.field(), seed);
            this.check = new BatchCheck(network.field());
        }

        void run() {
            long[] output = share();
            endpoint.meter().in("release", () -> Residues.send(channel, network.field(), output));
        }

        /** Everything but step 5: the server's share of the output, which nobody has been told. */
        long[] share() {
            ReluGarbling relu = endpoint.meter().in("setup", this::setUp);
            Authenticated x = null;
            for (int layer = 0; layer < network.layers().size(); layer++) {
                int at = layer;
                Authenticated before = x;
                Authenticated v = endpoint.meter().in("linear", () -> linear(at, before));
                x = at < network.activations().size() ? endpoint.meter().in("relu", () -> activate(relu, at, v)) : v;
            }
            endpoint.meter().in("check", this::check);
            return x.value();
        }

        private ReluGarbling setUp() {
            long[] common = secrets.words().next(4);
            channel.send(common.clone());
            OtSender transfers = OtSender.begin(channel, secrets.delta(), secrets.words());
            Garbler garbler = new Garbler(secrets.delta(), new FixedKeyHash(common[0], common[1]));
            return new ReluGarbling(channel, transfers, garbler, labels(common), secrets.elements(), secrets.alpha());
        }

        private Authenticated linear(int at, Authenticated x) {
            LinearLayer layer = network.layers().get(at);
            long alpha = secrets.alpha();
            IdealLinear.Given given = ideal.await(endpoint.meter());
            IdealLinear.Encrypted value = given.vector(0, layer.inputs());
            if (x == null) {
                IdealLinear.Encrypted product = value.through(layer).plus(layer.constant(network.field(), 1));
                long[][] shares = given.answer(secrets.elements(), product, product.times(alpha));
                return new Authenticated(shares[0], shares[1]);
            }
            value = value.plus(x.value());
            IdealLinear.Encrypted tag = given.vector(1, layer.inputs()).plus(x.tag());
            long square = network.field().multiply(alpha, alpha);
            long[][] shares = given.answer(secrets.elements(), value.through(layer).plus(layer.constant(network.field(), 1)),
                    tag.through(layer).plus(layer.constant(network.field(), alpha)),
                    value.times(network.field().multiply(square, alpha)).minus(tag.times(square)));
            check.expectZero(shares[2]);
            return new Authenticated(shares[0], shares[1]);
        }

        private Authenticated activate(ReluGarbling relu, int at, Authenticated v) {
            AuthenticatingTables.Shares out = relu.run(network.circuit(at), network.activations().get(at).shift(), v.value());
            check.expectZero(network.field().subtract(out.inputTag(), v.tag()));
            return new Authenticated(out.value(), out.tag());
        }

        private void check() {
            FinalCheck.verify(check, network.field(), channel, secrets.words(),
                    "the final check failed: the client computed with other shares than it was given");
        }
    }

    /** The client's part of one inference. */
    static final class Client {
        private final ReluNetwork network;
        private final IdealLinear ideal;
        private final Endpoint endpoint;
        private final Channel channel;
        private final RandomStream random;
        private final BatchCheck check;
        private final Tampering tampering;

        Client(ReluNetwork network, IdealLinear ideal, Endpoint endpoint, Seed seed, Tampering tampering) {
            this.network = network;
            this.ideal = ideal;
            this.endpoint = endpoint;
            this.channel = endpoint.channelTo(Encounter.SERVER);
            this.random = RandomStream.of(seed);
            this.check = new BatchCheck(network.field());
            this.tampering = tampering;
        }

        /** The outputs, as integers. */
        long[] run(long[] input) {
            PrimeField field = network.field();
            long[] own = share(input);
            return field.toSigned(field.add(own, endpoint.meter().in("release", () -> Residues.receive(channel, field, own.length))));
        }

        /** Everything but step 5: the client's share of the output. */
        long[] share(long[] input) {
            ReluEvaluation relu = endpoint.meter().in("setup", this::setUp);
            Authenticated x = null;
            for (int layer = 0; layer < network.layers().size(); layer++) {
                int at = layer;
                Authenticated before = x;
                Authenticated v = endpoint.meter().in("linear", () -> linear(at, before, input));
                x = at < network.activations().size() ? endpoint.meter().in("relu", () -> activate(relu, at, v)) : v;
            }
            endpoint.meter().in("check", () -> FinalCheck.answer(check, network.field(), channel, tampering));
            return x.value();
        }

        private ReluEvaluation setUp() {
            long[] common = channel.receive(4);
            OtReceiver transfers = OtReceiver.begin(channel, random, columns -> touch(tampering, columns));
            return new ReluEvaluation(channel, transfers, new Evaluator(new FixedKeyHash(common[0], common[1])), labels(common));
        }

        private Authenticated linear(int at, Authenticated x, long[] input) {
            PrimeField field = network.field();
            if (x == null) {
                long[][] shares = ideal.ask(endpoint.meter(), field.reduce(input));
                return new Authenticated(shares[0], shares[1]);
            }
            long[] value = tampering.apply(field, Tampering.Kind.LINEAR_SHARE, at, x.value());
            long[] tag = tampering.apply(field, Tampering.Kind.LINEAR_TAG, at, x.tag());
            if (tampering.hits(Tampering.Kind.LINEAR_SHARE_AND_TAG, at)) {
                value = tampering.changed(field, value);
                tag = tampering.guessed(random.next()).changed(field, tag);
            }
            long[][] shares = ideal.ask(endpoint.meter(), value, tag);
            check.expectZero(shares[2]);
            return new Authenticated(shares[0], shares[1]);
        }

        private Authenticated activate(ReluEvaluation relu, int at, Authenticated v) {
            PrimeField field = network.field();
            long[] y = tampering.ofCircuit(field, at, v.value());
            long[] said = new long[y.length];
            Arrays.fill(said, 1);
            if (tampering.hits(Tampering.Kind.VALIDITY_BIT, at)) {
                said[Math.floorMod(tampering.index(), said.length)] = 0;
            }
            AuthenticatingTables.Shares out = relu.run(network.circuit(at), network.activations().get(at).shift(), y, said);
            check.expectZero(field.subtract(out.inputTag(), tampering.apply(field, Tampering.Kind.CIRCUIT_TAG, at, v.tag())));
            return new Authenticated(out.value(), out.tag());
        }
    }

    private static RandomStream labels(long[] common) {
        return RandomStream.of(Seed.of(common[2]).derive("labels", common[3]));
    }

    /** A bit of one column turned round, in the first row: the cheapest try for a bit of Δ. */
    static void touch(Tampering tampering, long[] columns) {
        if (tampering.kind() == Tampering.Kind.TRANSFER) {
            int blocks = columns.length / 128;
            columns[Math.floorMod(tampering.index(), 128) * blocks] ^= 1;
        }
    }

    /** One inference with fresh secrets. */
    static Outcome<long[]> infer(ReluNetwork network, long[] input, Encounter encounter, Seed server, Seed client, Tampering tampering,
            Cancellation cancellation) {
        IdealLinear ideal = new IdealLinear(network.field());
        return encounter.run(endpoint -> new Server(network, ideal, endpoint, server).run(),
                endpoint -> new Client(network, ideal, endpoint, client, tampering).run(input), ideal, cancellation);
    }

    /** The same without its end: each party keeps its share of the output, and nobody learns it. */
    static Outcome<OutputShares> share(ReluNetwork network, long[] input, Encounter encounter, Seed server, Seed client,
            Tampering tampering, Cancellation cancellation) {
        IdealLinear ideal = new IdealLinear(network.field());
        AtomicReference<long[]> ofServer = new AtomicReference<>();
        Outcome<long[]> ofClient = encounter.run(endpoint -> ofServer.set(new Server(network, ideal, endpoint, server).share()),
                endpoint -> new Client(network, ideal, endpoint, client, tampering).share(input), ideal, cancellation);
        return new Outcome<>(new OutputShares(network.field().modulus(), ofServer.get(), ofClient.result()), ofClient.costs());
    }
}
