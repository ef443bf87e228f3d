package org.siguard.mpc.masked;

/** Vectors of bits in words of 64: bit i is bit i mod 64 of word i / 64. Bits beyond the length are zero. */
final class BitWords {
    private BitWords() {
    }

    static int words(int bits) {
        return (bits + 63) >>> 6;
    }

    static boolean get(long[] words, int i) {
        return (words[i >>> 6] >>> i & 1) != 0;
    }

    static long[] gather(long[] words, int[] source) {
        long[] out = new long[words(source.length)];
        for (int i = 0; i < source.length; i++) {
            out[i >>> 6] |= (words[source[i] >>> 6] >>> source[i] & 1) << i;
        }
        return out;
    }

    /** The given bits of every vector, one vector after the other. */
    static long[] concat(long[][] parts, int[] lengths, int total) {
        long[] out = new long[words(total)];
        int at = 0;
        for (int p = 0; p < parts.length; p++) {
            int shift = at & 63;
            int word = at >>> 6;
            int full = words(lengths[p]);
            for (int i = 0; i < full; i++) {
                out[word + i] |= parts[p][i] << shift;
                if (shift != 0 && word + i + 1 < out.length) {
                    out[word + i + 1] |= parts[p][i] >>> 64 - shift;
                }
            }
            at += lengths[p];
        }
        return out;
    }

    static long[] xor(long[] a, long[] b) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] ^ b[i];
        }
        return out;
    }

    /** All ones, within the length. */
    static long[] ones(int bits) {
        long[] out = new long[words(bits)];
        java.util.Arrays.fill(out, -1L);
        return clip(out, bits);
    }

    /** Clears the bits beyond the length, in place. */
    static long[] clip(long[] words, int bits) {
        if ((bits & 63) != 0) {
            words[words.length - 1] &= (1L << bits) - 1;
        }
        return words;
    }
}
