package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.Authenticated;
import org.siguard.mpc.simc.field.BatchCheck;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.Channel;
import org.siguard.net.TrafficMeter;

/**
 * Sums and products of secrets between a server, who holds the whole key α, and a client who may cheat: SPDZ with one party that is honest. Every secret x stands in shares of x and of αx
 * ({@link Authenticated}).
 * <ul>
 * <li>Beforehand, from homomorphic encryption ({@link IdealLinear}, modelled): random numbers (one ciphertext up, two down), and triples a, b, ab (two up, six down). The client's part of each is its
 * own choice, and the server adds its own, and the tags.
 * <li>The server's inputs: it deals the client a random share and a random tag.
 * <li>The client's inputs: the server opens a random number r to it, and it answers x - r.
 * <li>Sums and products with known numbers: each party for itself. A known number is added by the server alone.
 * <li>Products: x - a and y - b are opened to both; xy = ab + (x - a) b + (y - b) a + (x - a)(y - b).
 * <li>What was opened and not been so, and what must be zero and is not, leaves tags that do not add up to zero, and the client cannot know by how much: {@link #verify} at the end, before
 * anything is told to the client.
 * </ul>
 */
abstract class AuthenticatedArithmetic {
    final PrimeField field;
    final Channel channel;
    final BatchCheck check;

    AuthenticatedArithmetic(PrimeField field, Channel channel) {
        this.field = field;
        this.channel = channel;
        this.check = new BatchCheck(field);
    }

    /** a, b and ab. */
    record Triples(Authenticated a, Authenticated b, Authenticated c) {
    }

    abstract Triples triples(int n);

    /** Plus numbers that both know. */
    abstract Authenticated plus(Authenticated x, long[] known);

    /** This party's shares as it shows them, which a client that cheats may do otherwise. */
    abstract long[] shown(long[] values);

    Authenticated plus(Authenticated x, Authenticated y) {
        return new Authenticated(field.add(x.value(), y.value()), field.add(x.tag(), y.tag()));
    }

    Authenticated minus(Authenticated x, Authenticated y) {
        return new Authenticated(field.subtract(x.value(), y.value()), field.subtract(x.tag(), y.tag()));
    }

    /** Each times a number that both know. */
    Authenticated times(Authenticated x, long[] known) {
        return new Authenticated(field.multiply(x.value(), known), field.multiply(x.tag(), known));
    }

    Authenticated multiply(Authenticated x, Authenticated y) {
        int n = x.size();
        Triples triples = triples(n);
        long[] opened = open(minus(x, triples.a()).then(minus(y, triples.b())));
        long[] d = Authenticated.part(opened, 0, n);
        long[] e = Authenticated.part(opened, n, 2 * n);
        Authenticated sum = plus(plus(triples.c(), times(triples.b(), d)), times(triples.a(), e));
        return plus(sum, field.multiply(d, e));
    }

    /** Opens to both. */
    private long[] open(Authenticated x) {
        Residues.send(channel, field, shown(x.value()));
        long[] whole = field.add(x.value(), elements(x.size()));
        expectZero(plus(x, field.negate(whole)));
        return whole;
    }

    /** From the other party. */
    long[] elements(int n) {
        return Residues.receive(channel, field, n);
    }

    /** The tags of zeros add up to zeros, and tags of anything else do not. */
    void expectZero(Authenticated x) {
        check.expectZero(x.tag());
    }

    /** Step by step the words that both send for so many products. */
    static long wordsOfProducts(int n, int bits) {
        return 2L * Packing.words(2L * n, bits);
    }

    /** The server's part. */
    static final class Server extends AuthenticatedArithmetic {
        private final FreshSecrets secrets;
        private final FieldStream random;
        private final long alpha;
        private final IdealLinear ideal;
        private final TrafficMeter meter;

        Server(PrimeField field, Channel channel, IdealLinear ideal, TrafficMeter meter, FreshSecrets secrets) {
            super(field, channel);
            this.ideal = ideal;
            this.meter = meter;
            this.secrets = secrets;
            this.random = secrets.elements();
            this.alpha = secrets.alpha();
        }

        @Override
        Triples triples(int n) {
            IdealLinear.Given given = ideal.await(meter);
            IdealLinear.Encrypted a = given.vector(0, n).plus(random.next(n));
            IdealLinear.Encrypted b = given.vector(1, n).plus(random.next(n));
            IdealLinear.Encrypted c = a.times(b);
            long[][] shares = given.answer(random, a, b, c, a.times(alpha), b.times(alpha), c.times(alpha));
            return new Triples(new Authenticated(shares[0], shares[3]), new Authenticated(shares[1], shares[4]),
                    new Authenticated(shares[2], shares[5]));
        }

        @Override
        Authenticated plus(Authenticated x, long[] known) {
            return new Authenticated(field.add(x.value(), known), field.add(x.tag(), field.multiply(known, alpha)));
        }

        @Override
        long[] shown(long[] values) {
            return values;
        }

        /** Its own input. */
        Authenticated give(long[] x) {
            int n = x.length;
            long[] dealt = random.next(2 * n);
            Residues.send(channel, field, dealt);
            return new Authenticated(field.subtract(x, Authenticated.part(dealt, 0, n)),
                    field.subtract(field.multiply(x, alpha), Authenticated.part(dealt, n, 2 * n)));
        }

        /** The client's input. */
        Authenticated take(int n) {
            IdealLinear.Given given = ideal.await(meter);
            IdealLinear.Encrypted r = given.vector(0, n).plus(random.next(n));
            long[][] shares = given.answer(random, r, r.times(alpha));
            Residues.send(channel, field, shares[0]);
            return plus(new Authenticated(shares[0], shares[1]), elements(n));
        }

        /** Throws {@link Abort} where the client cheated up to here. */
        void verify() {
            FinalCheck.verify(check, field, channel, secrets.words(),
                    "tags do not add up: the client computed with other numbers than those it was given, or gave none that fit");
        }

        /** Opens to the client alone, who cannot have it otherwise. */
        void tell(Authenticated x) {
            Residues.send(channel, field, x.value());
        }
    }

    /** The client's part. */
    static final class Client extends AuthenticatedArithmetic {
        private final FieldStream random;
        private final IdealLinear ideal;
        private final TrafficMeter meter;
        private final Tampering tampering;
        private final int layer;

        /** @param layer for a client that cheats there */
        Client(PrimeField field, Channel channel, IdealLinear ideal, TrafficMeter meter, FieldStream random, Tampering tampering,
                int layer) {
            super(field, channel);
            this.ideal = ideal;
            this.meter = meter;
            this.random = random;
            this.tampering = tampering;
            this.layer = layer;
        }

        @Override
        Triples triples(int n) {
            long[][] shares = ideal.ask(meter, random.next(n), random.next(n));
            return new Triples(new Authenticated(shares[0], shares[3]), new Authenticated(shares[1], shares[4]),
                    new Authenticated(shares[2], shares[5]));
        }

        @Override
        Authenticated plus(Authenticated x, long[] known) {
            return x;
        }

        @Override
        long[] shown(long[] values) {
            return tampering.apply(field, Tampering.Kind.TRANSFER, layer, values);
        }

        /** The server's input. */
        Authenticated take(int n) {
            long[] dealt = elements(2 * n);
            return new Authenticated(Authenticated.part(dealt, 0, n), Authenticated.part(dealt, n, 2 * n));
        }

        /** Its own input. */
        Authenticated give(long[] x) {
            long[][] shares = ideal.ask(meter, random.next(x.length));
            long[] r = field.add(shares[0], elements(x.length));
            Residues.send(channel, field, field.subtract(x, r));
            return new Authenticated(shares[0], shares[1]);
        }

        void answer() {
            FinalCheck.answer(check, field, channel, tampering);
        }

        /** What the server tells. */
        long[] hear(Authenticated x) {
            return field.add(x.value(), elements(x.size()));
        }
    }
}
