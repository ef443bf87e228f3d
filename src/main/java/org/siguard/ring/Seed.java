package org.siguard.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A 128-bit key from which streams are drawn. Seeds for different purposes are derived with SHA-256, so that no two streams
 * are ever related, and no stream tells anything of the seed it came from.
 */
public final class Seed {
    private final byte[] key;

    private Seed(byte[] key) {
        this.key = key;
    }

    /** A seed that a person chose, for runs that can be repeated. */
    public static Seed of(long number) {
        return new Seed(digest("siguard seed", ByteBuffer.allocate(8).putLong(number).array()));
    }

    /** A seed that nobody chose and nobody can bring back, from the system's randomness: for secrets that must not come twice. */
    public static Seed fresh() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return new Seed(key);
    }

    /** The seed for one purpose: a different path gives an unrelated seed. */
    public Seed derive(String purpose) {
        return new Seed(digest(purpose, key));
    }

    public Seed derive(String purpose, long index) {
        return new Seed(digest(purpose + "#" + index, key));
    }

    byte[] key() {
        return key;
    }

    private static byte[] digest(String purpose, byte[] material) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(purpose.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return Arrays.copyOf(sha.digest(material), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seed that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }
}
