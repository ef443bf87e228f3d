package org.siguard.mpc.simc.field;

/** Numbers of a few bits, one right behind another in words of 64: field elements on the wire take their bits and no more. */
public final class Packing {
    private Packing() {
    }

    /** How many words so many numbers take. */
    public static int words(long count, int bits) {
        return Math.toIntExact((count * bits + Long.SIZE - 1) / Long.SIZE);
    }

    /** @param values each below 2^bits */
    public static long[] pack(long[] values, int bits) {
        long[] out = new long[words(values.length, bits)];
        int word = 0;
        int used = 0;
        for (long value : values) {
            out[word] |= value << used;
            used += bits;
            if (used >= Long.SIZE) {
                used -= Long.SIZE;
                word++;
                if (used > 0) {
                    out[word] = value >>> (bits - used);
                }
            }
        }
        return out;
    }

    public static long[] unpack(long[] words, int count, int bits) {
        long[] out = new long[count];
        long mask = -1L >>> (Long.SIZE - bits);
        int word = 0;
        int used = 0;
        for (int i = 0; i < count; i++) {
            long value = words[word] >>> used;
            used += bits;
            if (used >= Long.SIZE) {
                used -= Long.SIZE;
                word++;
                if (used > 0) {
                    value |= words[word] << (bits - used);
                }
            }
            out[i] = value & mask;
        }
        return out;
    }
}
