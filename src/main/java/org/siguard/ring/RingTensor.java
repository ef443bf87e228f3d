package org.siguard.ring;

import java.util.Arrays;

/**
 * A tensor of elements of Z/2^64, in row-major order.
 *
 * <p>The array is shared, not copied, between tensors that differ in shape only; by the rule of this room nobody writes to an
 * array once a tensor holds it.
 */
public final class RingTensor {
    private final Shape shape;
    private final long[] data;

    private RingTensor(Shape shape, long[] data) {
        if (shape.size() != data.length) {
            throw new IllegalArgumentException("shape " + shape + " wants " + shape.size() + " elements, not " + data.length);
        }
        this.shape = shape;
        this.data = data;
    }

    /** Takes over {@code data}, which its caller must not change afterwards. */
    public static RingTensor of(Shape shape, long[] data) {
        return new RingTensor(shape, data);
    }

    public static RingTensor vector(long... data) {
        return new RingTensor(Shape.of(data.length), data);
    }

    public static RingTensor zeros(Shape shape) {
        return new RingTensor(shape, new long[shape.size()]);
    }

    public static RingTensor filled(Shape shape, long value) {
        long[] data = new long[shape.size()];
        Arrays.fill(data, value);
        return new RingTensor(shape, data);
    }

    public Shape shape() {
        return shape;
    }

    public int size() {
        return data.length;
    }

    /** The elements, to be read only. */
    public long[] data() {
        return data;
    }

    public RingTensor reshape(Shape other) {
        return new RingTensor(other, data);
    }

    public RingTensor plus(RingTensor other) {
        long[] out = new long[sameSize(other)];
        for (int i = 0; i < out.length; i++) {
            out[i] = data[i] + other.data[i];
        }
        return new RingTensor(shape, out);
    }

    public RingTensor minus(RingTensor other) {
        long[] out = new long[sameSize(other)];
        for (int i = 0; i < out.length; i++) {
            out[i] = data[i] - other.data[i];
        }
        return new RingTensor(shape, out);
    }

    public RingTensor negated() {
        return times(-1);
    }

    public RingTensor times(long factor) {
        long[] out = new long[data.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = data[i] * factor;
        }
        return new RingTensor(shape, out);
    }

    /** Element i of the result is element {@code source[i]} of this tensor: slices, permutations and repetitions alike. */
    public RingTensor gather(int[] source, Shape result) {
        long[] out = new long[source.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = data[source[i]];
        }
        return new RingTensor(result, out);
    }

    /** So many elements one after the other, from one on. */
    public RingTensor slice(int from, Shape result) {
        return new RingTensor(result, Arrays.copyOfRange(data, from, from + result.size()));
    }

    /** The sum over the last axis, which stays with extent 1. */
    public RingTensor sumLast() {
        int width = shape.extent(-1);
        long[] out = new long[shape.rows()];
        for (int row = 0, i = 0; row < out.length; row++) {
            long sum = 0;
            for (int end = i + width; i < end; i++) {
                sum += data[i];
            }
            out[row] = sum;
        }
        return new RingTensor(shape.withLast(1), out);
    }

    /** The tensors one after another, as one vector of the given shape. */
    public static RingTensor concat(Shape result, RingTensor... parts) {
        long[] out = new long[result.size()];
        int at = 0;
        for (RingTensor part : parts) {
            System.arraycopy(part.data, 0, out, at, part.data.length);
            at += part.data.length;
        }
        return new RingTensor(result, out);
    }

    private int sameSize(RingTensor other) {
        if (!shape.equals(other.shape)) {
            throw new IllegalArgumentException("shapes differ: " + shape + " and " + other.shape);
        }
        return data.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RingTensor that && shape.equals(that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "RingTensor" + shape;
    }
}
