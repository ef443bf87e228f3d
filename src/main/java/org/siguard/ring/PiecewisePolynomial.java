package org.siguard.ring;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Any smooth function on an interval, by one polynomial for each segment and mask. Whoever knows the mask knows which numbers the
 * low parts can stand for, one step of them, and interpolates there, at Chebyshev nodes. The basis is that of the Chebyshev
 * polynomials on [0, 1], in which coefficients fade and nothing cancels.
 *
 * <p>Below the domain's start the function is continued by the first segment's polynomial, so that it need not be smooth there.
 */
public final class PiecewisePolynomial implements SmoothFunction {
    private static final int COEFFICIENT_BITS = 29;
    private static final int BASIS_BITS = 29;
    private static final double MOST_VALUE = 8;
    private static final int MOST_SEGMENT_BITS = 8;
    private static final int MOST_TERMS = 16;
    private static final int SAMPLES = 24;

    private final String name;
    private final DoubleUnaryOperator function;
    private final int fractionalBits;
    private final long origin;
    private final int inputBits;
    private final int segmentBits;
    private final double from;
    private final double step;
    /** Where in [0, 1] the polynomials meet the function. */
    private final double[] nodes;
    /** From values at the nodes to coefficients. */
    private final double[][] transform;
    /** The first segment's coefficients where the mask is 0. */
    private final double[] first;

    private PiecewisePolynomial(String name, DoubleUnaryOperator function, int fractionalBits, double from, int inputBits,
            int segmentBits, int degree) {
        this.name = name;
        this.function = function;
        this.fractionalBits = fractionalBits;
        this.origin = Math.round(Math.scalb(from, fractionalBits));
        this.inputBits = inputBits;
        this.segmentBits = segmentBits;
        this.from = Math.scalb((double) origin, -fractionalBits);
        step = Math.scalb(1.0, lowBits() - fractionalBits);
        int n = degree + 1;
        nodes = new double[n];
        transform = new double[n][n];
        for (int j = 0; j < n; j++) {
            double angle = Math.PI * (2 * j + 1) / (2.0 * n);
            nodes[j] = (1 + Math.cos(angle)) / 2;
            for (int k = 0; k < n; k++) {
                transform[k][j] = (k == 0 ? 1.0 : 2.0) / n * Math.cos(k * angle);
            }
        }
        first = interpolate(t -> function.applyAsDouble(this.from + t * step), new double[n]);
    }

    /**
     * A function on [from, from + 2^widthBits), of which the last step is not usable, and below 8 in magnitude.
     *
     * @param widthBits   the base-two logarithm of the width of the domain, as a real number's
     * @param segmentBits the base-two logarithm of the number of segments
     */
    public static PiecewisePolynomial of(String name, DoubleUnaryOperator function, int fractionalBits, double from, int widthBits,
            int segmentBits, int degree) {
        return new PiecewisePolynomial(name, function, fractionalBits, from, widthBits + fractionalBits, segmentBits, degree);
    }

    /**
     * A function on [from, to] with as many segments and as high a degree as it takes for an error below a quarter of the last
     * place, and at most twice that from rounding: whichever choice makes the smallest table.
     *
     * @param widthBits of the domain, whose part up to {@code to} must be usable
     */
    public static PiecewisePolynomial fitted(String name, DoubleUnaryOperator function, int fractionalBits, double from, double to,
            int widthBits) {
        double tolerance = Math.scalb(0.25, -fractionalBits);
        PiecewisePolynomial best = null;
        int smallest = Integer.MAX_VALUE;
        for (int segmentBits = 1; segmentBits <= MOST_SEGMENT_BITS; segmentBits++) {
            double usable = Math.scalb(1.0, widthBits) - Math.scalb(1.0, widthBits - segmentBits);
            for (int terms = 2; terms <= MOST_TERMS && from + usable >= to && terms << segmentBits < smallest; terms++) {
                PiecewisePolynomial candidate = of(name, function, fractionalBits, from, widthBits, segmentBits, terms - 1);
                if (candidate.error() < tolerance && candidate.rounding() < 2 * tolerance) {
                    best = candidate;
                    smallest = terms << segmentBits;
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    name + " is too rough for " + fractionalBits + " fractional bits on [" + from + ", " + to + "]");
        }
        return best;
    }

    /** The largest error found, rounding of coefficients not counted; NaN or infinite where the function is not smooth. */
    private double error() {
        double worst = 0;
        for (int quarter = 0; quarter <= 4 * ((1 << segmentBits) - 1); quarter++) {
            double start = from + quarter * step / 4;
            double[] polynomial = interpolate(t -> function.applyAsDouble(start + t * step), new double[terms()]);
            for (int i = 0; i <= SAMPLES; i++) {
                double t = (double) i / SAMPLES;
                double value = function.applyAsDouble(start + t * step);
                worst = Math.max(worst, Math.abs(value) < MOST_VALUE ? Math.abs(value(polynomial, t) - value) : Double.NaN);
            }
        }
        return worst;
    }

    /** What rounding coefficients and basis may add, at most: where the first segment is continued farthest coefficients are largest. */
    private double rounding() {
        double sum = terms() + Arrays.stream(continued(1)).map(Math::abs).sum();
        return Math.scalb(sum, -Math.min(COEFFICIENT_BITS, BASIS_BITS) - 1);
    }

    /** The first segment's polynomial, begun so many steps earlier. */
    private double[] continued(double before) {
        return interpolate(t -> value(first, t - before), new double[terms()]);
    }

    /** The coefficients of the polynomial that meets g at the nodes. */
    private double[] interpolate(DoubleUnaryOperator g, double[] out) {
        for (int j = 0; j < nodes.length; j++) {
            double value = g.applyAsDouble(nodes[j]);
            for (int k = 0; k < out.length; k++) {
                out[k] += transform[k][j] * value;
            }
        }
        return out;
    }

    /** By Clenshaw's recurrence. */
    private static double value(double[] polynomial, double t) {
        double x = 2 * t - 1;
        double above = 0;
        double here = 0;
        for (int k = polynomial.length - 1; k > 0; k--) {
            double next = polynomial[k] + 2 * x * here - above;
            above = here;
            here = next;
        }
        return polynomial[0] + x * here - above;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double value(double x) {
        return function.applyAsDouble(x);
    }

    @Override
    public long origin() {
        return origin;
    }

    @Override
    public int inputBits() {
        return inputBits;
    }

    @Override
    public int segmentBits() {
        return segmentBits;
    }

    @Override
    public int terms() {
        return nodes.length;
    }

    @Override
    public int resultBits() {
        return COEFFICIENT_BITS + BASIS_BITS;
    }

    @Override
    public void coefficients(int segment, long maskLow, long[] out, int at) {
        double before = Math.scalb((double) maskLow, -lowBits());
        double start = from + (segment - before) * step;
        double[] polynomial = segment == 0
                ? continued(before)
                : interpolate(t -> function.applyAsDouble(start + t * step), new double[terms()]);
        for (int k = 0; k < polynomial.length; k++) {
            out[at + k] = Math.round(polynomial[k] * (1L << COEFFICIENT_BITS));
        }
    }

    @Override
    public void basis(long low, long[] out) {
        double x = Math.scalb((double) low, 1 - lowBits()) - 1;
        double before = x;
        double here = 1;
        for (int k = 0; k < out.length; k++) {
            out[k] = Math.round(here * (1L << BASIS_BITS));
            double next = 2 * x * here - before;
            before = here;
            here = next;
        }
    }

    @Override
    public String toString() {
        return name + " of " + fractionalBits + " fractional bits";
    }
}
