package org.siguard.mpc.simc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of words: of labels, by which a client shows that it has them, and it has none that say anything else; of what stands in a file. */
final class WordDigest {
    static final int WORDS = 4;

    private final MessageDigest sha;

    WordDigest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
        bytes.asLongBuffer().put(words);
        sha.update(bytes);
    }

    long[] words() {
        long[] out = new long[WORDS];
        ByteBuffer.wrap(sha.digest()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(out);
        return out;
    }
}
