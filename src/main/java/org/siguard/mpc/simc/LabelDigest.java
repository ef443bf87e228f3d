package org.siguard.mpc.simc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash of labels in the order in which they are garbled: 32 bytes by which a client shows that it has them. It has no labels that say anything else. */
final class LabelDigest {
    static final int WORDS = 4;

    private final MessageDigest sha;

    LabelDigest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(long[] labels) {
        ByteBuffer bytes = ByteBuffer.allocate(labels.length * Long.BYTES);
        bytes.asLongBuffer().put(labels);
        sha.update(bytes);
    }

    long[] words() {
        long[] out = new long[WORDS];
        ByteBuffer.wrap(sha.digest()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(out);
        return out;
    }
}
