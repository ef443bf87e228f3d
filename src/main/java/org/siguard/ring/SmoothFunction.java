package org.siguard.ring;

/**
 * A real function in the form in which it can be computed on a masked number in a single step.
 *
 * <p>Let x be secret, c = x + r known and r secret (all counted from the domain's start, in {@link #inputBits} bits). Cut c and r
 * into a high part of {@link #segmentBits} bits and a low part. Then x = (c.high - r.high) steps + (c.low - r.low), so that
 * around each of the few values h = c.high - r.high can take,
 *
 * <pre>f(x) = sum over j of coefficient_j(h, r.low) * basis_j(c.low)</pre>
 *
 * <p>Whoever knows r can compute the coefficients for every h, and whoever knows c the basis: the sum is linear in the
 * coefficients, which may stay secret. An exponential needs one basis function, a polynomial of degree d needs d + 1.
 *
 * <p>The last segment of the domain is not usable: there x may be taken for a value just below the domain's start.
 */
public interface SmoothFunction {
    String name();

    /** The function itself, for engines that see their numbers. */
    double value(double x);

    /** The start of the domain, as a ring element. */
    long origin();

    /** The domain is 2^inputBits ring elements wide. */
    int inputBits();

    /** The domain has 2^segmentBits segments. */
    int segmentBits();

    /** How many basis functions there are. */
    int terms();

    /** The fractional bits of the sum; it is below 2^62 in magnitude wherever the sum is taken. */
    int resultBits();

    /** Writes the coefficients for a segment and a low mask, beginning at {@code out[at]}. */
    void coefficients(int segment, long maskLow, long[] out, int at);

    /** Writes the basis functions of a low part. */
    void basis(long low, long[] out);

    /** How many bits the low part has. */
    default int lowBits() {
        return inputBits() - segmentBits();
    }
}
