package org.siguard.mpc.simc.ot;

/** Turns 128 columns of bits into rows of 128 bits: oblivious transfers are made by column and used by row. */
final class BitMatrix {
    static final int COLUMNS = 128;

    private BitMatrix() {
    }

    /** Rows of two words each; bit i of a row stood in column i. */
    static long[] rows(long[][] columns) {
        int blocks = columns[0].length;
        long[] out = new long[COLUMNS * blocks];
        long[] square = new long[Long.SIZE];
        for (int block = 0; block < blocks; block++) {
            for (int half = 0; half < 2; half++) {
                for (int i = 0; i < Long.SIZE; i++) {
                    square[i] = columns[half * Long.SIZE + i][block];
                }
                transpose(square);
                for (int i = 0; i < Long.SIZE; i++) {
                    out[2 * (block * Long.SIZE + i) + half] = square[i];
                }
            }
        }
        return out;
    }

    /** 64 by 64 bits in place: quarters are exchanged, then their quarters, six times. */
    static void transpose(long[] square) {
        long mask = 0x00000000FFFFFFFFL;
        for (int size = 32; size > 0; size >>= 1, mask ^= mask << size) {
            for (int i = 0; i < Long.SIZE; i = (i + size + 1) & ~size) {
                long swap = ((square[i] >>> size) ^ square[i + size]) & mask;
                square[i] ^= swap << size;
                square[i + size] ^= swap;
            }
        }
    }
}
