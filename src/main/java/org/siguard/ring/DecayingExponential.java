package org.siguard.ring;

/**
 * e^(-u) for u in [0, 15): one basis function, because e^(-(h + c - r)) = (e^(-h) * e^r) * e^(-c).
 *
 * <p>For larger u the result is that of u modulo 16, at most e.
 *
 * @param fractionalBits of u
 */
public record DecayingExponential(int fractionalBits) implements SmoothFunction {
    private static final int INTEGER_BITS = 4;
    private static final int FACTOR_BITS = 30;

    /** Beyond this the result cannot be trusted. */
    public static final double LIMIT = (1 << INTEGER_BITS) - 1;

    @Override
    public String name() {
        return "exponential";
    }

    @Override
    public double value(double u) {
        return u < LIMIT ? Math.exp(-u) : 0;
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
        return INTEGER_BITS;
    }

    @Override
    public int terms() {
        return 1;
    }

    @Override
    public int resultBits() {
        return 2 * FACTOR_BITS;
    }

    @Override
    public void coefficients(int segment, long maskLow, long[] out, int at) {
        out[at] = Math.round(Math.exp(Math.scalb((double) maskLow, -fractionalBits) - segment) * (1L << FACTOR_BITS));
    }

    @Override
    public void basis(long low, long[] out) {
        out[0] = Math.round(Math.exp(-Math.scalb((double) low, -fractionalBits)) * (1L << FACTOR_BITS));
    }
}
