package org.siguard.ring;

/** Every channel of [n, channels, …] by the one number of its own in [channels]. */
public record ChannelScale() implements Bilinear {
    @Override
    public Shape shape(Shape a, Shape b) {
        if (a.rank() < 2 || b.rank() != 1 || a.extent(1) != b.extent(0)) {
            throw new IllegalArgumentException("scaling channels wants one factor a channel: " + a + " and " + b);
        }
        return a;
    }

    @Override
    public RingTensor apply(RingTensor a, RingTensor b) {
        Shape shape = shape(a.shape(), b.shape());
        int channels = b.size();
        int each = channels == 0 ? 0 : shape.size() / Math.max(1, shape.extent(0)) / channels;
        long[] out = new long[shape.size()];
        for (int row = 0, i = 0; each > 0 && i < out.length; row++) {
            long factor = b.data()[row % channels];
            for (int end = i + each; i < end; i++) {
                out[i] = a.data()[i] * factor;
            }
        }
        return RingTensor.of(shape, out);
    }

    @Override
    public long multiplications(Shape a, Shape b) {
        return a.size();
    }
}
