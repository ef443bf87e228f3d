package org.siguard.ring;

/**
 * Numbers as ring elements: x stands as the integer nearest to x * 2^f, in two's complement.
 *
 * <p>A product of two encoded numbers carries 2f fractional bits before it is truncated, and truncation is exact to one unit
 * in the last place for every value below 2^62. So a product of x and y needs |x * y| &lt; 2^(62 - 2f).
 */
public record FixedPoint(int fractionalBits) {
    public static final int LEAST_BITS = 8;
    public static final int MOST_BITS = 24;

    /** The 16 bits that published systems use as well. */
    public static final FixedPoint STANDARD = new FixedPoint(16);

    public FixedPoint {
        if (fractionalBits < LEAST_BITS || fractionalBits > MOST_BITS) {
            throw new IllegalArgumentException(
                    "fractional bits must be " + LEAST_BITS + " to " + MOST_BITS + ", not " + fractionalBits);
        }
    }

    /** What one stands as. */
    public long one() {
        return 1L << fractionalBits;
    }

    /** Every product must stay below this: 2^(62 - 2f). */
    public double productBound() {
        return Math.scalb(1.0, 62 - 2 * fractionalBits);
    }

    /** The largest magnitude that may be encoded, chosen so that its product with 1 is within the bound. */
    public double valueBound() {
        return productBound();
    }

    public long encode(double x) {
        if (!(Math.abs(x) < valueBound())) {
            throw new IllegalArgumentException("cannot encode " + x + " with " + fractionalBits
                    + " fractional bits: values must be below 2^" + (62 - 2 * fractionalBits) + " in magnitude");
        }
        return Math.round(x * one());
    }

    public double decode(long element) {
        return (double) element / one();
    }

    public RingTensor encode(Shape shape, double[] values) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = encode(values[i]);
        }
        return RingTensor.of(shape, out);
    }

    public RingTensor encode(Shape shape, float[] values) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = encode(values[i]);
        }
        return RingTensor.of(shape, out);
    }

    public double[] decode(RingTensor tensor) {
        double[] out = new double[tensor.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = decode(tensor.data()[i]);
        }
        return out;
    }
}
