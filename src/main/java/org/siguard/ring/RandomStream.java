package org.siguard.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Words of AES-128 in counter mode under one seed. Two parties with the same seed draw the same words, if they draw the same
 * numbers of words in the same order. One thread uses a stream; a word is never given out twice.
 *
 * <p>All words are given out by {@link #next(int)}, which a test overrides to listen, or to change a word and see who notices.
 */
public class RandomStream {
    private static final int SMALLEST_BLOCK = 1 << 9;
    private static final int LARGEST_BLOCK = 1 << 13;

    private final Cipher cipher;
    private byte[] zeros = new byte[0];
    private byte[] bytes = new byte[0];
    private LongBuffer words = LongBuffer.allocate(0);

    protected RandomStream(Seed seed) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed.key(), "AES"), new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    public static RandomStream of(Seed seed) {
        return new RandomStream(seed);
    }

    public final long next() {
        return next(1)[0];
    }

    public long[] next(int count) {
        long[] out = new long[count];
        int at = 0;
        while (at < count) {
            if (!words.hasRemaining()) {
                refill();
            }
            int taken = Math.min(count - at, words.remaining());
            words.get(out, at, taken);
            at += taken;
        }
        return out;
    }

    public final RingTensor next(Shape shape) {
        return RingTensor.of(shape, next(shape.size()));
    }

    /** Blocks grow with use: a stream for a few words stays small, a busy one runs at the speed of the cipher. */
    private void refill() {
        if (bytes.length < LARGEST_BLOCK) {
            int length = bytes.length == 0 ? SMALLEST_BLOCK : bytes.length * 2;
            zeros = new byte[length];
            bytes = new byte[length];
        }
        try {
            cipher.update(zeros, 0, zeros.length, bytes, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("counter mode cannot fail on a buffer of its own length", e);
        }
        words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }
}
