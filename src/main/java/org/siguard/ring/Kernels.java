package org.siguard.ring;

/**
 * The loops that take the time: products of matrices of ring elements. Two ways of doing them, of which the faster one that this
 * machine and this JVM support is chosen at start-up; both give the same bits.
 */
public abstract sealed class Kernels permits PlainKernels, VectorKernels {
    private static final Kernels BEST = choose();

    /** The fastest there is here. */
    static Kernels best() {
        return BEST;
    }

    private static Kernels choose() {
        if (Boolean.getBoolean("siguard.plain-kernels") || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new PlainKernels();
        }
        VectorKernels vector = new VectorKernels();
        return vector.lanes() >= 4 ? vector : new PlainKernels();
    }

    /** The name of those in use here, which is reported with benchmarks. */
    public static String inUse() {
        return BEST.name();
    }

    abstract String name();

    /**
     * Adds the product of an n × k matrix and a k × m matrix to an n × m one, the first and the last row-major.
     *
     * @param from where the first begins
     * @param at   where the last begins
     */
    abstract void multiplyAdd(long[] a, int from, Columns b, long[] out, int at, int n, int k, int m);

    /** Adds the product of an n × k matrix and the transpose of an m × k one to an n × m one, all row-major. */
    abstract void multiplyTransposedAdd(long[] a, long[] b, long[] out, int n, int k, int m);

    /** The columns × rows transpose of a rows × columns matrix, in squares that fit the cache. */
    static long[] transpose(long[] a, int rows, int columns) {
        int square = 16;
        long[] out = new long[a.length];
        for (int i0 = 0; i0 < rows; i0 += square) {
            int i1 = Math.min(rows, i0 + square);
            for (int j0 = 0; j0 < columns; j0 += square) {
                int j1 = Math.min(columns, j0 + square);
                for (int i = i0; i < i1; i++) {
                    for (int j = j0; j < j1; j++) {
                        out[j * rows + i] = a[i * columns + j];
                    }
                }
            }
        }
        return out;
    }
}
