package org.siguard.mpc.simc.ot;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * Oblivious transfers of random keys on the curve P-256 (Chou and Orlandi, "The simplest protocol for oblivious transfer", in the form without
 * messages: what is transferred are the keys themselves):
 * <ol>
 * <li>the sender draws a and sends A = aG
 * <li>for each transfer the receiver draws b and sends B = bG for choice 0, A + bG for choice 1; its key is H(bA)
 * <li>the sender's keys are H(aB) and H(aB - aA)
 * </ol>
 * B is uniform whatever the choice and whatever A: a sender that cheats learns nothing of the choices. That matters here, since the client sends and the
 * choices are Δ. The receiver is the server, which is honest.
 *
 * <p>Points are checked to lie on the curve, whose order is prime; the point at infinity is refused.
 */
final class BaseOt {
    /** As many as Δ has bits. */
    static final int COUNT = BitMatrix.COLUMNS;

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");
    private static final int POINT_BYTES = 33;
    private static final int POINT_WORDS = 5;

    private BaseOt() {
    }

    /** The words that both parties together send. */
    static long bytes() {
        return 8L * POINT_WORDS * (1 + COUNT);
    }

    /** Both keys of every transfer. */
    static Seed[][] send(Channel channel, RandomStream random) {
        BigInteger a = scalar(random);
        ECPoint start = generate(a);
        channel.send(words(start));
        long[] answers = channel.receive(COUNT * POINT_WORDS);
        ECPoint square = start.multiply(a).normalize();
        Seed[][] keys = new Seed[COUNT][2];
        ECPoint[] points = new ECPoint[2 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            points[2 * i] = point(answers, i * POINT_WORDS).multiply(a);
            points[2 * i + 1] = points[2 * i].subtract(square);
        }
        CURVE.getCurve().normalizeAll(points);
        for (int i = 0; i < COUNT; i++) {
            for (int choice = 0; choice < 2; choice++) {
                keys[i][choice] = key(i, start, answers, points[2 * i + choice]);
            }
        }
        return keys;
    }

    /** For every transfer the key of the choice, which is a bit of two words. */
    static Seed[] receive(Channel channel, RandomStream random, long low, long high) {
        ECPoint start = point(channel.receive(POINT_WORDS), 0);
        ECPoint[] shown = new ECPoint[COUNT];
        ECPoint[] own = new ECPoint[COUNT];
        for (int i = 0; i < COUNT; i++) {
            BigInteger b = scalar(random);
            boolean choice = ((i < Long.SIZE ? low : high) >>> i & 1) == 1;
            ECPoint plain = generate(b);
            // Both are computed, so that the time tells nothing of the choice.
            ECPoint shifted = plain.add(start);
            shown[i] = choice ? shifted : plain;
            own[i] = new FixedPointCombMultiplier().multiply(start, b);
        }
        CURVE.getCurve().normalizeAll(shown);
        CURVE.getCurve().normalizeAll(own);
        long[] message = new long[COUNT * POINT_WORDS];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(words(shown[i]), 0, message, i * POINT_WORDS, POINT_WORDS);
        }
        Seed[] keys = new Seed[COUNT];
        for (int i = 0; i < COUNT; i++) {
            keys[i] = key(i, start, message, own[i]);
        }
        channel.send(message);
        return keys;
    }

    private static ECPoint generate(BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).normalize();
    }

    /** Uniform modulo the curve's order, but for 2^-64. */
    private static BigInteger scalar(RandomStream random) {
        ByteBuffer bytes = ByteBuffer.allocate(5 * Long.BYTES);
        bytes.asLongBuffer().put(random.next(5));
        return new BigInteger(1, bytes.array()).mod(CURVE.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    private static long[] words(ECPoint point) {
        ByteBuffer bytes = ByteBuffer.allocate(POINT_WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(point.getEncoded(true)).rewind();
        long[] out = new long[POINT_WORDS];
        bytes.asLongBuffer().get(out);
        return out;
    }

    private static byte[] encoded(long[] words, int at) {
        ByteBuffer bytes = ByteBuffer.allocate(POINT_WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(words, at, POINT_WORDS);
        byte[] out = new byte[POINT_BYTES];
        bytes.get(out);
        return out;
    }

    private static ECPoint point(long[] words, int at) {
        try {
            ECCurve curve = CURVE.getCurve();
            ECPoint point = curve.decodePoint(encoded(words, at));
            if (!point.isInfinity() && point.isValid()) {
                return point;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new Abort("a point of the oblivious transfer does not lie on the curve");
    }

    private static Seed key(int index, ECPoint start, long[] answers, ECPoint shared) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((byte) index);
            sha.update(start.getEncoded(true));
            sha.update(encoded(answers, index * POINT_WORDS));
            ByteBuffer digest = ByteBuffer.wrap(sha.digest(shared.getEncoded(true)));
            return Seed.of(digest.getLong()).derive("oblivious transfer", digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
