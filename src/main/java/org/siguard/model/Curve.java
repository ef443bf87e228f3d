package org.siguard.model;

import java.util.function.DoubleUnaryOperator;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.PiecewisePolynomial;
import org.siguard.ring.SmoothFunction;

/**
 * A curved activation as relu(x) - d(|x|). The difference d is smooth, between 0 and 0.3, and vanishes far out: it is computed by
 * polynomials of degree {@value #DEGREE} on {@code 2^}{@value #SEGMENT_BITS} segments, and taken as 0 from {@link #end} on.
 *
 * <p>Both errors together stay below 1e-4 with 16 fractional bits (a test measures them): d itself is at most 6e-5 at the end.
 */
enum Curve {
    /** d(t) = t Φ(-t), below 6e-6 from 5 on. */
    GELU(3, 5, t -> t * Activations.normal(-t)),
    /** d(t) = t / (1 + exp(t)), below 6e-5 from 12.5 on. */
    SILU(4, 12.5, t -> t / (1 + StrictMath.exp(t)));

    private static final int SEGMENT_BITS = 4;
    private static final int DEGREE = 5;

    private final int widthBits;
    private final double end;
    private final DoubleUnaryOperator difference;

    Curve(int widthBits, double end, DoubleUnaryOperator difference) {
        this.widthBits = widthBits;
        this.end = end;
        this.difference = difference;
    }

    /** From here on the difference counts as 0. */
    double end() {
        return end;
    }

    SmoothFunction difference(FixedPoint fixedPoint) {
        return PiecewisePolynomial.of(name().toLowerCase(java.util.Locale.ROOT), difference, fixedPoint.fractionalBits(), 0, widthBits,
                SEGMENT_BITS, DEGREE);
    }
}
