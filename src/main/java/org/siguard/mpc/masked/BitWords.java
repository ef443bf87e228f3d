package org.siguard.mpc.masked;

import java.util.Arrays;

/** Vectors of bits in words of 64: bit i is bit i mod 64 of word i / 64. Bits beyond the length are zero. */
final class BitWords {
    private BitWords() {
    }

    static int words(int bits) {
        return (bits + 63) >>> 6;
    }

    static long get(long[] words, int i) {
        return words[i >>> 6] >>> i & 1;
    }

    static long[] gather(long[] words, int[] source) {
        long[] out = new long[words(source.length)];
        for (int i = 0; i < source.length; i++) {
            out[i >>> 6] |= get(words, source[i]) << i;
        }
        return out;
    }

    /** The given bits of every vector, one vector after the other. */
    static long[] concat(long[][] parts, int[] lengths, int total) {
        long[] out = new long[words(total)];
        int at = 0;
        for (int p = 0; p < parts.length; p++) {
            insert(parts[p], 0, lengths[p], out, at);
            at += lengths[p];
        }
        return out;
    }

    /** Puts so many bits, which begin with a word of {@code from}, into a place of {@code to} that is zero so far. */
    static void insert(long[] from, int word, int bits, long[] to, int at) {
        int shift = at & 63;
        int first = at >>> 6;
        int count = words(bits);
        if (shift == 0) {
            System.arraycopy(from, word, to, first, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[first + i] |= from[word + i] << shift;
            if (first + i + 1 < to.length) {
                to[first + i + 1] |= from[word + i] >>> 64 - shift;
            }
        }
    }

    /** So many bits, from any place on. */
    static long[] slice(long[] words, int from, int bits) {
        int shift = from & 63;
        int first = from >>> 6;
        if (shift == 0) {
            return clip(Arrays.copyOfRange(words, first, first + words(bits)), bits);
        }
        long[] out = new long[words(bits)];
        for (int i = 0; i < out.length; i++) {
            long next = first + i + 1 < words.length ? words[first + i + 1] << 64 - shift : 0;
            out[i] = words[first + i] >>> shift | next;
        }
        return clip(out, bits);
    }

    /** Of n values 64 planes of n bits, each beginning with a word of its own: bit i of plane b is bit b of value i. */
    static long[] planes(long[] values) {
        int words = words(values.length);
        long[] out = new long[64 * words];
        long[] square = new long[64];
        for (int word = 0; word < words; word++) {
            int count = Math.min(64, values.length - 64 * word);
            System.arraycopy(values, 64 * word, square, 0, count);
            Arrays.fill(square, count, 64, 0);
            transpose(square);
            for (int b = 0; b < 64; b++) {
                out[b * words + word] = square[b];
            }
        }
        return out;
    }

    /** Transposes 64 by 64 bits: quarters change places, then quarters of quarters, down to single bits. */
    private static void transpose(long[] square) {
        long mask = -1L >>> 32;
        for (int half = 32; half > 0; half >>= 1) {
            for (int block = 0; block < 64; block += 2 * half) {
                for (int i = block; i < block + half; i++) {
                    long different = (square[i] >>> half ^ square[i + half]) & mask;
                    square[i + half] ^= different;
                    square[i] ^= different << half;
                }
            }
            mask ^= mask << (half >> 1);
        }
    }

    /** Changes {@code words} to {@code other} where the bits are 1. */
    static void replace(long[] words, long[] other, long[] bits) {
        for (int i = 0; i < words.length; i++) {
            words[i] ^= (words[i] ^ other[i]) & bits[i];
        }
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
        Arrays.fill(out, -1L);
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
