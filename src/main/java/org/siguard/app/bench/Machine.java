package org.siguard.app.bench;

import java.util.Arrays;
import org.siguard.ring.Kernels;

/**
 * What the figures were measured on. Absolute times do not travel between machines; the plain loop says by how much two of them
 * differ.
 *
 * @param plainGemmGmacs billions of multiply-adds a second, on one core, in a plain loop over {@code long} matrices
 * @param cores          that the JVM may use
 * @param jdk            version of the running Java
 * @param simd           the kernels chosen at start-up
 */
record Machine(double plainGemmGmacs, int cores, String jdk, String simd) {
    /** Of the product that machines are compared by: [ROWS, DEPTH] by [DEPTH, COLUMNS]. */
    static final int ROWS = 128;
    static final int DEPTH = 1152;
    static final int COLUMNS = 256;
    static final double PRODUCTS = (double) ROWS * DEPTH * COLUMNS;

    static Machine measured(Effort effort) {
        long[] a = numbers(ROWS * DEPTH);
        long[] b = numbers(DEPTH * COLUMNS);
        long[] out = new long[ROWS * COLUMNS];
        Timing timing = Timing.of(() -> plainProduct(a, b, out), effort);
        return new Machine(PRODUCTS / timing.nanos(), Runtime.getRuntime().availableProcessors(), Runtime.version().toString(),
                Kernels.inUse());
    }

    static long[] numbers(int count) {
        long[] out = new long[count];
        Arrays.setAll(out, i -> i * 0x9E3779B97F4A7C15L);
        return out;
    }

    /** Nothing clever, on purpose: three loops, in the order that is kind to the cache. */
    private static void plainProduct(long[] a, long[] b, long[] out) {
        Arrays.fill(out, 0);
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < DEPTH; k++) {
                long factor = a[i * DEPTH + k];
                for (int j = 0; j < COLUMNS; j++) {
                    out[i * COLUMNS + j] += factor * b[k * COLUMNS + j];
                }
            }
        }
    }
}
