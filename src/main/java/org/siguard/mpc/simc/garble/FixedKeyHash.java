package org.siguard.mpc.simc.garble;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hash that labels go through: H(x, i) = π(π(x) ⊕ i) ⊕ π(x), where π is AES-128 under a key that stays the same for a session (Guo, Katz,
 * Wang and Yu, 2020). It is safe with labels that differ by one secret offset, if no tweak i is used twice for the same label.
 *
 * <p>A label is two words, low one first. Blocks are hashed many at a time: the JDK's cipher takes 26 ns for a block alone and about 1 ns in
 * batches of a thousand. One thread uses a hash.
 */
public final class FixedKeyHash {
    private final Cipher cipher;
    private byte[] in = new byte[0];
    private byte[] out = new byte[0];
    private LongBuffer inWords = LongBuffer.allocate(0);
    private LongBuffer outWords = LongBuffer.allocate(0);
    private long[] first = new long[0];
    private long[] second = new long[0];
    private long tweak;

    public FixedKeyHash(long keyLow, long keyHigh) {
        byte[] key = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(keyLow).putLong(keyHigh).array();
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /**
     * Hashes in place. The blocks are groups of as many as there are instances of a circuit; each {@code same} groups that follow one another
     * have a tweak in common, and so have the two possible labels of one wire.
     *
     * <p>A tweak is the number of the instance beside a count that never stands still: garbler and evaluator, who hash in the same order, have the same count.
     */
    void hash(long[] blocks, int groups, int instances, int same) {
        int words = 2 * groups * instances;
        reserve(words);
        encrypt(blocks, first, words);
        for (int group = 0, at = 0; group < groups; group++) {
            long high = tweak + group / same;
            for (int k = 0; k < instances; k++, at += 2) {
                second[at] = first[at] ^ k;
                second[at + 1] = first[at + 1] ^ high;
            }
        }
        tweak += groups / same;
        encrypt(second, blocks, words);
        for (int i = 0; i < words; i++) {
            blocks[i] ^= first[i];
        }
    }

    /** Goes on from this count; whoever calls it sees to it that no count comes twice for the same labels. */
    public void moveTo(long count) {
        tweak = count;
    }

    private void encrypt(long[] from, long[] to, int words) {
        inWords.put(0, from, 0, words);
        try {
            cipher.update(in, 0, words * Long.BYTES, out, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks into a buffer of their length cannot fail", e);
        }
        outWords.get(0, to, 0, words);
    }

    private void reserve(int words) {
        if (first.length < words) {
            in = new byte[words * Long.BYTES];
            out = new byte[words * Long.BYTES];
            inWords = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
            outWords = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
            first = new long[words];
            second = new long[words];
        }
    }
}
