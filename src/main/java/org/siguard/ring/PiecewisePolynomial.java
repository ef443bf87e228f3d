package org.siguard.ring;

import java.util.function.DoubleUnaryOperator;

/**
 * Any smooth function on an interval, by one polynomial a segment: its interpolation at Chebyshev nodes over the two steps
 * around the segment's start, since the low parts' difference may have either sign.
 */
public final class PiecewisePolynomial implements SmoothFunction {
    private static final int COEFFICIENT_BITS = 29;
    private static final int BASIS_BITS = 29;
    private static final double MOST_VALUE = 8;
    private static final int MOST_SEGMENT_BITS = 8;
    private static final int MOST_DEGREE = 9;
    private static final int SAMPLES = 24;

    private final String name;
    private final DoubleUnaryOperator function;
    private final int fractionalBits;
    private final long origin;
    private final int inputBits;
    private final int segmentBits;
    private final double[][] segments;

    private PiecewisePolynomial(String name, DoubleUnaryOperator function, int fractionalBits, double from, int inputBits,
            int segmentBits, int degree) {
        this.name = name;
        this.function = function;
        this.fractionalBits = fractionalBits;
        this.origin = Math.round(Math.scalb(from, fractionalBits));
        this.inputBits = inputBits;
        this.segmentBits = segmentBits;
        double step = Math.scalb(1.0, inputBits - segmentBits - fractionalBits);
        segments = new double[1 << segmentBits][];
        for (int h = 0; h < segments.length; h++) {
            double start = from + h * step;
            segments[h] = interpolate(t -> function.applyAsDouble(start + t * step), degree);
        }
    }

    /**
     * A function on [from, from + 2^widthBits - one step), which must be smooth on one step below {@code from} too, and below
     * 8 in magnitude.
     *
     * @param widthBits   the base-two logarithm of the width of the domain, as a real number's
     * @param segmentBits the base-two logarithm of the number of segments
     */
    public static PiecewisePolynomial of(String name, DoubleUnaryOperator function, int fractionalBits, double from, int widthBits,
            int segmentBits, int degree) {
        return new PiecewisePolynomial(name, function, fractionalBits, from, widthBits + fractionalBits, segmentBits, degree);
    }

    /**
     * The same with as many segments and as high a degree as it takes for an error below a quarter of the last place, whichever
     * choice makes the least work.
     */
    public static PiecewisePolynomial fitted(String name, DoubleUnaryOperator function, int fractionalBits, double from,
            int widthBits) {
        double tolerance = Math.scalb(0.25, -fractionalBits);
        PiecewisePolynomial best = null;
        int leastWork = Integer.MAX_VALUE;
        for (int segmentBits = 1; segmentBits <= MOST_SEGMENT_BITS; segmentBits++) {
            for (int degree = 1; degree <= MOST_DEGREE && (degree + 1) * (degree + 1) << segmentBits < leastWork; degree++) {
                PiecewisePolynomial candidate = of(name, function, fractionalBits, from, widthBits, segmentBits, degree);
                if (candidate.error() < tolerance) {
                    best = candidate;
                    leastWork = (degree + 1) * (degree + 1) << segmentBits;
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(name + " is too rough for " + fractionalBits + " fractional bits on [" + from + ", "
                    + (from + Math.scalb(1.0, widthBits)) + ")");
        }
        return best;
    }

    /** The largest error found, rounding of coefficients not counted; NaN or infinite where the function is not smooth. */
    private double error() {
        double step = Math.scalb(1.0, lowBits() - fractionalBits);
        double from = Math.scalb((double) origin, -fractionalBits);
        double worst = 0;
        for (int h = 0; h < segments.length; h++) {
            for (int i = -SAMPLES; i <= SAMPLES; i++) {
                double t = (double) i / SAMPLES;
                double sum = 0;
                for (int k = segments[h].length - 1; k >= 0; k--) {
                    sum = sum * t + segments[h][k];
                }
                double error = Math.abs(sum) < MOST_VALUE ? Math.abs(sum - function.applyAsDouble(from + (h + t) * step)) : Double.NaN;
                worst = Math.max(worst, error);
            }
        }
        return worst;
    }

    /** The coefficients, lowest first, of the polynomial that meets g at the Chebyshev nodes of [-1, 1]. */
    private static double[] interpolate(DoubleUnaryOperator g, int degree) {
        int n = degree + 1;
        double[] nodes = new double[n];
        double[] divided = new double[n];
        for (int i = 0; i < n; i++) {
            nodes[i] = Math.cos(Math.PI * (2 * i + 1) / (2.0 * n));
            divided[i] = g.applyAsDouble(nodes[i]);
        }
        for (int order = 1; order < n; order++) {
            for (int i = n - 1; i >= order; i--) {
                divided[i] = (divided[i] - divided[i - 1]) / (nodes[i] - nodes[i - order]);
            }
        }
        double[] polynomial = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            for (int k = n - 1; k > 0; k--) {
                polynomial[k] = polynomial[k - 1] - nodes[i] * polynomial[k];
            }
            polynomial[0] = divided[i] - nodes[i] * polynomial[0];
        }
        return polynomial;
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
        return segments[0].length;
    }

    @Override
    public int resultBits() {
        return COEFFICIENT_BITS + BASIS_BITS;
    }

    @Override
    public void coefficients(int segment, long maskLow, long[] out, int at) {
        double[] shifted = segments[segment].clone();
        double by = -Math.scalb((double) maskLow, -lowBits());
        int n = shifted.length;
        for (int i = 0; i < n - 1; i++) {
            for (int k = n - 2; k >= i; k--) {
                shifted[k] += by * shifted[k + 1];
            }
        }
        for (int k = 0; k < n; k++) {
            out[at + k] = Math.round(shifted[k] * (1L << COEFFICIENT_BITS));
        }
    }

    @Override
    public void basis(long low, long[] out) {
        double t = Math.scalb((double) low, -lowBits());
        double power = 1;
        for (int k = 0; k < out.length; k++) {
            out[k] = Math.round(power * (1L << BASIS_BITS));
            power *= t;
        }
    }

    @Override
    public String toString() {
        return name + " of " + fractionalBits + " fractional bits";
    }
}
