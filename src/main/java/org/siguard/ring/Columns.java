package org.siguard.ring;

/**
 * The right factor of a product, whose elements need not lie in memory as the product reads them: a kernel takes some columns at a
 * time into a block of its own anyhow, and a matrix that is made of something else is made there, never as a whole.
 */
interface Columns {
    /** Copies a block to the front of {@code to}, row after row. */
    void copy(int row, int rows, int column, int columns, long[] to);

    /** The whole matrix, k × m, row-major; to be read only. */
    default long[] whole(int k, int m) {
        long[] out = new long[k * m];
        copy(0, k, 0, m, out);
        return out;
    }

    /** A matrix that lies there, row-major. */
    static Columns of(long[] matrix, int width) {
        return new Lying(matrix, width);
    }

    /** {@link #of} */
    record Lying(long[] matrix, int width) implements Columns {
        @Override
        public void copy(int row, int rows, int column, int columns, long[] to) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(matrix, (row + i) * width + column, to, i * columns, columns);
            }
        }

        @Override
        public long[] whole(int k, int m) {
            return matrix;
        }
    }
}
