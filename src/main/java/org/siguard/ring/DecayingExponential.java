package org.siguard.ring;

/**
 * 2^gain * e^(-u) for u in [0, 28), or in a wider domain: one basis function, because e^(-(h + c - r)) = (e^(-h) * e^r) * e^(-c).
 *
 * <p>Beyond, the result means nothing. Segments are as wide as the precision allows: r may bring a basis of up to e^4 times the
 * result, with the basis's rounding, so that the basis has more digits than the coefficient.
 *
 * @param fractionalBits of u
 * @param gain           brings out digits of the result that are below the last place; at most 26 - fractionalBits
 * @param integerBits    of u: the domain ends at 2^integerBits - 4, and every bit doubles what is dealt
 */
public record DecayingExponential(int fractionalBits, int gain, int integerBits) implements SmoothFunction {
    private static final int USUAL_INTEGER_BITS = 5;
    private static final int MOST_INTEGER_BITS = 8;
    /** The width of a segment: 2^this. */
    private static final int STEP_BITS = 2;
    private static final int STEP = 1 << STEP_BITS;
    private static final int COEFFICIENT_BITS = 27;
    private static final int BASIS_BITS = 33;
    private static final int MOST_RESULT_BITS = 26;

    /** Beyond this the result cannot be trusted, where the domain is the usual one. */
    public static final double LIMIT = (1 << USUAL_INTEGER_BITS) - STEP;

    public DecayingExponential {
        if (gain < 0 || fractionalBits + gain > MOST_RESULT_BITS) {
            throw new IllegalArgumentException("a gain of " + gain + " does not go with " + fractionalBits + " fractional bits");
        }
        if (integerBits < USUAL_INTEGER_BITS || integerBits > MOST_INTEGER_BITS) {
            throw new IllegalArgumentException("integer bits must be " + USUAL_INTEGER_BITS + " to " + MOST_INTEGER_BITS + ", not "
                    + integerBits);
        }
    }

    /** On the usual domain. */
    public DecayingExponential(int fractionalBits, int gain) {
        this(fractionalBits, gain, USUAL_INTEGER_BITS);
    }

    /** Without gain. */
    public DecayingExponential(int fractionalBits) {
        this(fractionalBits, 0);
    }

    /** With the largest gain there is, for u up to 2^integerBits - 4. */
    public static DecayingExponential finest(int fractionalBits, int integerBits) {
        return new DecayingExponential(fractionalBits, MOST_RESULT_BITS - fractionalBits, integerBits);
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
        return u < (1 << integerBits) - STEP ? Math.scalb(Math.exp(-u), gain) : 0;
    }

    @Override
    public long origin() {
        return 0;
    }

    @Override
    public int inputBits() {
        return integerBits + fractionalBits;
    }

    @Override
    public int segmentBits() {
        return integerBits - STEP_BITS;
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
