package org.siguard.ring;

/**
 * 2^gain * e^(-u) for u in [0, 28): one basis function, because e^(-(h + c - r)) = (e^(-h) * e^r) * e^(-c).
 *
 * <p>Beyond, the result means nothing. Segments are as wide as the precision allows: r may bring a basis of up to e^4 times the
 * result, with the basis's rounding, so that the basis has more digits than the coefficient.
 *
 * @param fractionalBits of u
 * @param gain           brings out digits of the result that are below the last place; at most 26 - fractionalBits
 */
public record DecayingExponential(int fractionalBits, int gain) implements SmoothFunction {
    private static final int SEGMENT_BITS = 3;
    private static final int INTEGER_BITS = 5;
    /** The width of a segment. */
    private static final int STEP = 1 << INTEGER_BITS - SEGMENT_BITS;
    private static final int COEFFICIENT_BITS = 27;
    private static final int BASIS_BITS = 33;
    private static final int MOST_RESULT_BITS = 26;

    /** Beyond this the result cannot be trusted. */
    public static final double LIMIT = (1 << INTEGER_BITS) - STEP;

    public DecayingExponential {
        if (gain < 0 || fractionalBits + gain > MOST_RESULT_BITS) {
            throw new IllegalArgumentException("a gain of " + gain + " does not go with " + fractionalBits + " fractional bits");
        }
    }

    /** Without gain. */
    public DecayingExponential(int fractionalBits) {
        this(fractionalBits, 0);
    }

    /** With the largest gain there is. */
    public static DecayingExponential finest(int fractionalBits) {
        return new DecayingExponential(fractionalBits, MOST_RESULT_BITS - fractionalBits);
    }

    @Override
    public String name() {
        return "exponential";
    }

    @Override
    public double value(double u) {
        return u < LIMIT ? Math.scalb(Math.exp(-u), gain) : 0;
    }

    @Override
    public long origin() {
        return 0;
    }

    @Override
    public int inputBits() {
        return INTEGER_BITS + fractionalBits;
    }

    @Override
    public int segmentBits() {
        return SEGMENT_BITS;
    }

    @Override
    public int terms() {
        return 1;
    }

    @Override
    public int resultBits() {
        return COEFFICIENT_BITS + BASIS_BITS - gain;
    }

    @Override
    public void coefficients(int segment, long maskLow, long[] out, int at) {
        double exponent = Math.scalb((double) maskLow, -fractionalBits) - segment * STEP;
        out[at] = Math.round(Math.exp(exponent) * (1L << COEFFICIENT_BITS));
    }

    @Override
    public void basis(long low, long[] out) {
        out[0] = Math.round(Math.exp(-Math.scalb((double) low, -fractionalBits)) * (1L << BASIS_BITS));
    }
}
