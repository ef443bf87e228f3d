package org.siguard.ring;

/**
 * How pictures of one shape are unrolled, so that a convolution becomes a product of matrices: one row for every channel and place in
 * the kernel, one column for every place in the result, which holds what the kernel sees there.
 *
 * <p>In a picture that has its border of zeros, every element of that matrix stands at the sum of two numbers: where the row begins,
 * and how far the column is from there. So the matrix is never written down; a block of it is read off the picture.
 */
final class Unrolling {
    private final int channels;
    private final int height;
    private final int width;
    private final int padding;
    private final int[] rows;
    private final int[] places;

    /**
     * @param picture of which a group of channels is unrolled at a time
     * @param kernels of one group
     */
    Unrolling(Shape picture, Shape kernels, Shape result, int stride, int padding) {
        channels = kernels.extent(1);
        height = picture.extent(2);
        width = picture.extent(3);
        this.padding = padding;
        int wide = width + 2 * padding;
        int high = height + 2 * padding;
        rows = new int[channels * kernels.extent(2) * kernels.extent(3)];
        for (int i = 0; i < rows.length; i++) {
            int kx = i % kernels.extent(3);
            int ky = i / kernels.extent(3) % kernels.extent(2);
            int channel = i / kernels.extent(3) / kernels.extent(2);
            rows[i] = (channel * high + ky) * wide + kx;
        }
        places = new int[result.extent(2) * result.extent(3)];
        for (int i = 0; i < places.length; i++) {
            places[i] = (i / result.extent(3) * wide + i % result.extent(3)) * stride;
        }
    }

    /** The matrix of a group of channels that begins here. */
    Columns of(long[] pictures, int start) {
        return padding == 0 ? new Matrix(rows, places, pictures, start) : new Matrix(rows, places, padded(pictures, start), 0);
    }

    private long[] padded(long[] pictures, int start) {
        int wide = width + 2 * padding;
        int high = height + 2 * padding;
        long[] out = new long[channels * high * wide];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(pictures, start + (channel * height + y) * width, out, (channel * high + padding + y) * wide + padding,
                        width);
            }
        }
        return out;
    }

    private record Matrix(int[] rowStarts, int[] places, long[] picture, int start) implements Columns {
        @Override
        public void copy(int row, int rows, int column, int columns, long[] to) {
            // Places grow, so they stand side by side if the last one is no farther off than that.
            boolean sideBySide = places[column + columns - 1] - places[column] == columns - 1;
            for (int i = 0, at = 0; i < rows; i++, at += columns) {
                int from = start + rowStarts[row + i];
                if (sideBySide) {
                    System.arraycopy(picture, from + places[column], to, at, columns);
                } else {
                    for (int j = 0; j < columns; j++) {
                        to[at + j] = picture[from + places[column + j]];
                    }
                }
            }
        }
    }
}
