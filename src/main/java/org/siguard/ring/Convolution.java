package org.siguard.ring;

import java.util.Arrays;

/**
 * The two-dimensional convolution of [n, channels, height, width] with [outputs, channels / groups, kernel height, kernel width],
 * as networks mean it (a correlation): zeros stand {@code padding} deep around the picture, the kernel moves {@code stride} at a
 * time, and every group of outputs sees its own group of channels only.
 *
 * <p>Each picture is unrolled, so that a column holds what the kernel sees at one place; the convolution is then a matrix product.
 */
public record Convolution(int stride, int padding, int groups) implements Bilinear {
    public Convolution {
        if (stride < 1 || padding < 0 || groups < 1) {
            throw new IllegalArgumentException(
                    "a convolution wants stride and groups of 1 or more and padding of 0 or more, not " + stride + ", " + groups + ", "
                            + padding);
        }
    }

    @Override
    public Shape shape(Shape pictures, Shape kernels) {
        if (pictures.rank() != 4 || kernels.rank() != 4) {
            throw new IllegalArgumentException("a convolution wants four axes each: " + pictures + " and " + kernels);
        }
        if (pictures.extent(1) % groups != 0 || kernels.extent(0) % groups != 0 || kernels.extent(1) != pictures.extent(1) / groups) {
            throw new IllegalArgumentException("channels and kernels do not fit in " + groups + " groups: " + pictures + " and " + kernels);
        }
        int height = steps(pictures.extent(2), kernels.extent(2));
        int width = steps(pictures.extent(3), kernels.extent(3));
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("the kernel is larger than the picture: " + pictures + " and " + kernels);
        }
        return Shape.of(pictures.extent(0), kernels.extent(0), height, width);
    }

    /** How many places the kernel has along an axis. */
    private int steps(int extent, int kernel) {
        int room = extent + 2 * padding - kernel;
        return room < 0 ? 0 : room / stride + 1;
    }

    @Override
    public RingTensor apply(RingTensor pictures, RingTensor kernels) {
        Shape shape = shape(pictures.shape(), kernels.shape());
        int depth = kernels.size() / kernels.shape().extent(0);
        int places = shape.extent(2) * shape.extent(3);
        int outputs = shape.extent(1) / groups;
        boolean whole = shape.extent(0) == 1 && groups == 1;
        long[] out = new long[shape.size()];
        long[] columns = new long[depth * places];
        long[] group = whole ? out : new long[outputs * places];
        for (int g = 0; g < groups; g++) {
            long[] rows = groups == 1 ? kernels.data() : Arrays.copyOfRange(kernels.data(), g * outputs * depth, (g + 1) * outputs * depth);
            for (int n = 0; n < shape.extent(0); n++) {
                unroll(pictures, kernels.shape(), shape, n, g, columns);
                Arrays.fill(group, 0);
                Kernels.best().multiplyAdd(rows, columns, group, outputs, depth, places);
                if (!whole) {
                    System.arraycopy(group, 0, out, (n * groups + g) * group.length, group.length);
                }
            }
        }
        return RingTensor.of(shape, out);
    }

    /** One row for every channel and place in the kernel, one column for every place in the result. */
    private void unroll(RingTensor pictures, Shape kernels, Shape result, int n, int group, long[] columns) {
        int channels = kernels.extent(1);
        int height = pictures.shape().extent(2);
        int width = pictures.shape().extent(3);
        long[] from = pictures.data();
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            int picture = ((n * pictures.shape().extent(1)) + group * channels + channel) * height * width;
            for (int ky = 0; ky < kernels.extent(2); ky++) {
                for (int kx = 0; kx < kernels.extent(3); kx++) {
                    for (int y = 0; y < result.extent(2); y++) {
                        int row = y * stride + ky - padding;
                        boolean inside = row >= 0 && row < height;
                        copyRow(from, picture + row * width, inside ? width : 0, kx - padding, columns, at, result.extent(3));
                        at += result.extent(3);
                    }
                }
            }
        }
    }

    /** Every stride-th element of a row from an offset on; zero outside of the row. */
    private void copyRow(long[] from, int row, int width, int offset, long[] to, int at, int count) {
        int first = Math.min(count, Math.max(0, (-offset + stride - 1) / stride));
        int end = width == 0 ? first : Math.clamp((long) (width - offset + stride - 1) / stride, first, count);
        Arrays.fill(to, at, at + first, 0);
        if (stride == 1 && first < end) {
            System.arraycopy(from, row + offset + first, to, at + first, end - first);
        } else {
            for (int x = first; x < end; x++) {
                to[at + x] = from[row + offset + x * stride];
            }
        }
        Arrays.fill(to, at + end, at + count, 0);
    }

    @Override
    public long multiplications(Shape pictures, Shape kernels) {
        return (long) shape(pictures, kernels).size() * (kernels.size() / kernels.extent(0));
    }
}
