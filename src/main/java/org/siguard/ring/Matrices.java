package org.siguard.ring;

/** Products of matrices of ring elements, row-major. */
final class Matrices {
    private Matrices() {
    }

    /** The n × m product of an n × k and a k × m matrix. */
    static long[] multiply(long[] a, long[] b, int n, int k, int m) {
        long[] out = new long[n * m];
        for (int i = 0; i < n; i++) {
            int row = i * m;
            for (int j = 0; j < k; j++) {
                long factor = a[i * k + j];
                int from = j * m;
                for (int c = 0; c < m; c++) {
                    out[row + c] += factor * b[from + c];
                }
            }
        }
        return out;
    }

    /** The columns × rows transpose of a rows × columns matrix. */
    static long[] transpose(long[] a, int rows, int columns) {
        long[] out = new long[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = a[i * columns + j];
            }
        }
        return out;
    }
}
