package org.siguard.ring;

/**
 * The two-dimensional convolution of [n, channels, height, width] with [outputs, channels / groups, kernel height, kernel width],
 * as networks mean it (a correlation): zeros stand {@code padding} deep around the picture, the kernel moves {@code stride} at a
 * time, and every group of outputs sees its own group of channels only.
 *
 * <p>Each picture is unrolled ({@link Unrolling}), so that a column holds what the kernel sees at one place; the convolution is then a
 * matrix product.
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
        long[] out = new long[shape.size()];
        addTo(out, shape, pictures, kernels, new Unrolling(pictures.shape(), kernels.shape(), shape, stride, padding));
        return RingTensor.of(shape, out);
    }

    @Override
    public RingTensor sum(RingTensor pictures, RingTensor kernels, RingTensor otherPictures, RingTensor otherKernels) {
        Shape shape = Bilinear.sameShape(this, pictures, kernels, otherPictures, otherKernels);
        long[] out = new long[shape.size()];
        Unrolling unrolling = new Unrolling(pictures.shape(), kernels.shape(), shape, stride, padding);
        addTo(out, shape, pictures, kernels, unrolling);
        addTo(out, shape, otherPictures, otherKernels, unrolling);
        return RingTensor.of(shape, out);
    }

    private void addTo(long[] out, Shape shape, RingTensor pictures, RingTensor kernels, Unrolling unrolling) {
        int depth = kernels.size() / kernels.shape().extent(0);
        int places = shape.extent(2) * shape.extent(3);
        int outputs = shape.extent(1) / groups;
        int groupSize = pictures.size() / pictures.shape().extent(0) / groups;
        for (int n = 0; n < shape.extent(0); n++) {
            for (int g = 0; g < groups; g++) {
                int at = n * groups + g;
                Columns columns = unrolling.of(pictures.data(), at * groupSize);
                Kernels.best().multiplyAdd(kernels.data(), g * outputs * depth, columns, out, at * outputs * places, outputs, depth,
                        places);
            }
        }
    }

    @Override
    public long multiplications(Shape pictures, Shape kernels) {
        return (long) shape(pictures, kernels).size() * (kernels.size() / kernels.extent(0));
    }
}
