package org.siguard.ring;

/**
 * The sum over a square window that moves over every channel of [n, channels, height, width], times the factor for its place in
 * [out height, out width]. Zeros stand {@code padding} deep around the picture.
 */
public record WindowSum(int kernel, int stride, int padding) implements Bilinear {
    @Override
    public Shape shape(Shape pictures, Shape factors) {
        if (pictures.rank() != 4 || factors.rank() != 2 || factors.extent(0) != steps(pictures.extent(2))
                || factors.extent(1) != steps(pictures.extent(3))) {
            throw new IllegalArgumentException("a sum over windows wants one factor a place: " + pictures + " and " + factors);
        }
        return Shape.of(pictures.extent(0), pictures.extent(1), factors.extent(0), factors.extent(1));
    }

    private int steps(int extent) {
        return (extent + 2 * padding - kernel) / stride + 1;
    }

    @Override
    public RingTensor apply(RingTensor pictures, RingTensor factors) {
        Shape shape = shape(pictures.shape(), factors.shape());
        int height = pictures.shape().extent(2);
        int width = pictures.shape().extent(3);
        long[] out = new long[shape.size()];
        int places = factors.size();
        for (int channel = 0, at = 0; at < out.length; channel++) {
            for (int place = 0; place < places; place++, at++) {
                int top = place / shape.extent(3) * stride - padding;
                int left = place % shape.extent(3) * stride - padding;
                int right = Math.min(width, left + kernel);
                long sum = 0;
                for (int row = Math.max(0, top); row < Math.min(height, top + kernel); row++) {
                    int start = (channel * height + row) * width;
                    for (int column = Math.max(0, left); column < right; column++) {
                        sum += pictures.data()[start + column];
                    }
                }
                out[at] = sum * factors.data()[place];
            }
        }
        return RingTensor.of(shape, out);
    }

    @Override
    public long multiplications(Shape pictures, Shape factors) {
        return shape(pictures, factors).size();
    }
}
