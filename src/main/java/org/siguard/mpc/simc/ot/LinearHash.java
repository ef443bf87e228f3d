package org.siguard.mpc.simc.ot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Σ χ_j b_j over GF(2^128) for many blocks b_j of 128 bits, χ_j powers of a random element: two vectors of n blocks that differ have different
 * sums but with a chance of n / 2^128.
 *
 * <p>It is the GHASH of AES-GCM, which the JDK computes with the processor's carry-less product: the tag of associated data is GHASH plus
 * something that depends on key and length alone, and the tag of as many zeros is that something. Blocks are taken in pieces of a megabyte, each with a
 * key of its own from the seed.
 */
final class LinearHash {
    private static final int PIECE = 1 << 16;
    private static final byte[] NONCE = new byte[12];
    /** The field's one, as GCM writes it: the first bit is the lowest power. */
    private static final byte ONE = (byte) 0x80;

    private final byte[][] keys;

    /** @param seedLow and seedHigh of the keys: the sums of one object go together */
    LinearHash(long seedLow, long seedHigh, int blocks) {
        int pieces = (blocks + PIECE - 1) / PIECE;
        keys = new byte[pieces][];
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes(seedLow, seedHigh), "AES"));
            for (int i = 0; i < pieces; i++) {
                keys[i] = cipher.doFinal(bytes(i, 0));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    static byte[] bytes(long low, long high) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(low).putLong(high).array();
    }

    /** The sum of rows of two words each. */
    byte[] ofRows(long[] rows) {
        byte[] sum = new byte[16];
        for (int piece = 0; piece < keys.length; piece++) {
            int from = piece * PIECE;
            int count = Math.min(PIECE, rows.length / 2 - from);
            ByteBuffer data = ByteBuffer.allocate(16 * count).order(ByteOrder.LITTLE_ENDIAN);
            data.asLongBuffer().put(rows, 2 * from, 2 * count);
            add(sum, piece, data.array());
        }
        return sum;
    }

    /** The sum of the field's ones where the bit is set. */
    byte[] ofBits(long[] bits) {
        byte[] sum = new byte[16];
        for (int piece = 0; piece < keys.length; piece++) {
            int from = piece * PIECE;
            int count = Math.min(PIECE, bits.length * Long.SIZE - from);
            byte[] data = new byte[16 * count];
            for (int i = 0; i < count; i++) {
                data[16 * i] = (bits[(from + i) / Long.SIZE] >>> ((from + i) % Long.SIZE) & 1) == 1 ? ONE : 0;
            }
            add(sum, piece, data);
        }
        return sum;
    }

    private void add(byte[] sum, int piece, byte[] data) {
        byte[] tag = tag(keys[piece], data);
        Arrays.fill(data, (byte) 0);
        byte[] ofZeros = tag(keys[piece], data);
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= (byte) (tag[i] ^ ofZeros[i]);
        }
    }

    private static byte[] tag(byte[] key, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, NONCE));
            cipher.updateAAD(data);
            return cipher.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in Galois counter mode", e);
        }
    }

    /** The product of two elements, bit by bit: needed once for a hash. */
    static byte[] product(byte[] x, byte[] y) {
        byte[] out = new byte[16];
        byte[] power = y.clone();
        for (int i = 0; i < 128; i++) {
            if ((x[i / 8] >> (7 - i % 8) & 1) == 1) {
                for (int k = 0; k < 16; k++) {
                    out[k] ^= power[k];
                }
            }
            boolean over = (power[15] & 1) == 1;
            for (int k = 15; k > 0; k--) {
                power[k] = (byte) ((power[k] & 0xFF) >>> 1 | (power[k - 1] & 1) << 7);
            }
            power[0] = (byte) ((power[0] & 0xFF) >>> 1);
            if (over) {
                power[0] ^= (byte) 0xE1;
            }
        }
        return out;
    }
}
