package org.siguard.ring;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products in tiles that live in registers: four rows by two vectors, eight sums at a time. The right matrix is copied, panel by
 * panel, into the order in which the tile reads it, so that every load is contiguous and every panel stays in the cache.
 */
final class VectorKernels extends Kernels {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = 2 * LANES;
    private static final int ROWS = 4;
    /** Rows of a panel at a time: with 16 columns 32 kB, the first-level cache. */
    private static final int DEPTH = 256;
    /** With fewer rows than this, copying panels costs more than it saves. */
    private static final int FEW_ROWS = 4;

    @Override
    String name() {
        return "vector" + SPECIES.vectorBitSize();
    }

    int lanes() {
        return LANES;
    }

    @Override
    void multiplyAdd(long[] a, int from, Columns b, long[] out, int at, int n, int k, int m) {
        if (n < FEW_ROWS && m >= LANES) {
            multiplyRows(a, from, b.whole(k, m), out, at, n, k, m);
            return;
        }
        int whole = m - m % PANEL;
        long[] panel = new long[whole == 0 ? 0 : Math.min(k, DEPTH) * PANEL];
        for (int k0 = 0; k0 < k; k0 += DEPTH) {
            int depth = Math.min(DEPTH, k - k0);
            for (int j0 = 0; j0 < whole; j0 += PANEL) {
                b.copy(k0, depth, j0, PANEL, panel);
                multiplyPanel(a, from + k0, panel, out, at + j0, n, k, m, depth);
            }
        }
        if (whole < m) {
            multiplyLastColumns(a, from, b, out, at + whole, n, k, m, m - whole);
        }
    }

    @Override
    void multiplyTransposedAdd(long[] a, long[] b, long[] out, int n, int k, int m) {
        if (n >= 2 * FEW_ROWS && m >= PANEL) {
            multiplyAdd(a, 0, Columns.of(transpose(b, m, k), m), out, 0, n, k, m);
            return;
        }
        innerProducts(a, 0, b, out, 0, n, k, m, m);
    }

    /** The inner products of the rows of a, n of them, with the rows of b, each k long: columns of a result m wide. */
    private static void innerProducts(long[] a, int from, long[] b, long[] out, int at, int n, int k, int columns, int m) {
        int whole = SPECIES.loopBound(k);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < columns; j++) {
                LongVector sums = LongVector.zero(SPECIES);
                for (int c = 0; c < whole; c += LANES) {
                    sums = sums.add(LongVector.fromArray(SPECIES, a, from + i * k + c).mul(LongVector.fromArray(SPECIES, b, j * k + c)));
                }
                long sum = sums.reduceLanes(VectorOperators.ADD);
                for (int c = whole; c < k; c++) {
                    sum += a[from + i * k + c] * b[j * k + c];
                }
                out[at + i * m + j] += sum;
            }
        }
    }

    /** All rows against one panel, four at a time, the rest one at a time. */
    private static void multiplyPanel(long[] a, int from, long[] panel, long[] out, int at, int n, int k, int m, int depth) {
        int i = 0;
        for (; i + ROWS <= n; i += ROWS) {
            tile(a, panel, out, from + i * k, k, depth, at + i * m, m);
        }
        for (; i < n; i++) {
            LongVector first = LongVector.fromArray(SPECIES, out, at + i * m);
            LongVector second = LongVector.fromArray(SPECIES, out, at + i * m + LANES);
            for (int p = 0; p < depth; p++) {
                long factor = a[from + i * k + p];
                first = first.add(LongVector.fromArray(SPECIES, panel, p * PANEL).mul(factor));
                second = second.add(LongVector.fromArray(SPECIES, panel, p * PANEL + LANES).mul(factor));
            }
            first.intoArray(out, at + i * m);
            second.intoArray(out, at + i * m + LANES);
        }
    }

    /** Four rows of a, each k long, against a panel: eight sums in registers. */
    private static void tile(long[] a, long[] panel, long[] out, int row, int k, int depth, int at, int m) {
        LongVector s00 = LongVector.fromArray(SPECIES, out, at);
        LongVector s01 = LongVector.fromArray(SPECIES, out, at + LANES);
        LongVector s10 = LongVector.fromArray(SPECIES, out, at + m);
        LongVector s11 = LongVector.fromArray(SPECIES, out, at + m + LANES);
        LongVector s20 = LongVector.fromArray(SPECIES, out, at + 2 * m);
        LongVector s21 = LongVector.fromArray(SPECIES, out, at + 2 * m + LANES);
        LongVector s30 = LongVector.fromArray(SPECIES, out, at + 3 * m);
        LongVector s31 = LongVector.fromArray(SPECIES, out, at + 3 * m + LANES);
        for (int p = 0; p < depth; p++) {
            LongVector first = LongVector.fromArray(SPECIES, panel, p * PANEL);
            LongVector second = LongVector.fromArray(SPECIES, panel, p * PANEL + LANES);
            LongVector factor = LongVector.broadcast(SPECIES, a[row + p]);
            s00 = s00.add(first.mul(factor));
            s01 = s01.add(second.mul(factor));
            factor = LongVector.broadcast(SPECIES, a[row + k + p]);
            s10 = s10.add(first.mul(factor));
            s11 = s11.add(second.mul(factor));
            factor = LongVector.broadcast(SPECIES, a[row + 2 * k + p]);
            s20 = s20.add(first.mul(factor));
            s21 = s21.add(second.mul(factor));
            factor = LongVector.broadcast(SPECIES, a[row + 3 * k + p]);
            s30 = s30.add(first.mul(factor));
            s31 = s31.add(second.mul(factor));
        }
        s00.intoArray(out, at);
        s01.intoArray(out, at + LANES);
        s10.intoArray(out, at + m);
        s11.intoArray(out, at + m + LANES);
        s20.intoArray(out, at + 2 * m);
        s21.intoArray(out, at + 2 * m + LANES);
        s30.intoArray(out, at + 3 * m);
        s31.intoArray(out, at + 3 * m + LANES);
    }

    /** Few rows: each row of the right matrix, scaled, is added to the result's. */
    private static void multiplyRows(long[] a, int from, long[] b, long[] out, int at, int n, int k, int m) {
        int whole = SPECIES.loopBound(m);
        for (int i = 0; i < n; i++) {
            int to = at + i * m;
            for (int p = 0; p < k; p++) {
                long factor = a[from + i * k + p];
                int row = p * m;
                for (int j = 0; j < whole; j += LANES) {
                    LongVector.fromArray(SPECIES, out, to + j).add(LongVector.fromArray(SPECIES, b, row + j).mul(factor))
                            .intoArray(out, to + j);
                }
                for (int j = whole; j < m; j++) {
                    out[to + j] += factor * b[row + j];
                }
            }
        }
    }

    /** Fewer columns than a panel has: turned into rows, so that vectors run along the sums. */
    private static void multiplyLastColumns(long[] a, int from, Columns b, long[] out, int at, int n, int k, int m, int width) {
        long[] block = new long[k * width];
        b.copy(0, k, m - width, width, block);
        innerProducts(a, from, transpose(block, k, width), out, at, n, k, width, m);
    }
}
