package org.siguard.mpc.math;

import java.util.Arrays;

/**
 * How positive ring elements x in [base^j, base^(j+1)) * 2^unitBits are brought to [1, base) * 2^(unitBits + baseBits * top), where
 * base is 2^baseBits and j runs from 0 to top: times base^(top - j). These are thresholds and levels for a {@link Staircase}.
 *
 * @param unitBits where the reach begins: at 2^unitBits
 * @param baseBits 1 for powers of two, 2 for powers of four
 * @param top      the largest j
 */
record Scaling(int unitBits, int baseBits, int top) {
    /** From 1 at most to 2^toBits at least. */
    static Scaling upTo(int unitBits, int baseBits, int toBits) {
        return new Scaling(unitBits, baseBits, (toBits - unitBits - 1) / baseBits);
    }

    /** How far the scaled number's unit is from one: it is in [1, base) * 2^this. */
    int scaledBits() {
        return unitBits + baseBits * top;
    }

    /** Where the levels change: at the reach's beginning, between two powers, and at its end. */
    long[] thresholds() {
        long[] out = new long[top + 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = 1L << unitBits + baseBits * i;
        }
        return out;
    }

    /** 2^(bits * (top - j)) within reach, and 0 outside: with bits equal to baseBits the scaling factor, with half of them its root. */
    long[] factors(int bits) {
        long[] out = new long[top + 3];
        for (int j = 0; j <= top; j++) {
            out[j + 1] = 1L << bits * (top - j);
        }
        return out;
    }

    /** A level below reach, zero from there on. */
    long[] below(long level) {
        long[] out = new long[top + 3];
        out[0] = level;
        return out;
    }

    /** A level above reach, zero up to there. */
    long[] above(long level) {
        long[] out = new long[top + 3];
        out[top + 2] = level;
        return out;
    }

    /** The factors, but none larger than 2^mostBits. */
    long[] cappedFactors(int mostBits) {
        return Arrays.stream(factors(baseBits)).map(factor -> Math.min(factor, 1L << mostBits)).toArray();
    }
}
