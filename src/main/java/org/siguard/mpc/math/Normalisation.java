package org.siguard.mpc.math;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.PiecewisePolynomial;

/**
 * Rows brought to length 1 (Euclidean). Nothing underflows: the squared length S is an exact integer.
 *
 * <ol>
 * <li>S = sum of x_i * x_i, without truncation.
 * <li>Compare S with every power of four up to 4^{@value #TOP}: 4^j &lt;= S &lt; 4^(j+1).
 * <li>x' = x * 2^(TOP - j) and S' = S * 4^(TOP - j) / 4^TOP, which is in [1, 4): both factors are linear in the bits of step 2.
 * <li>x' * S'^(-1/2) / 2^TOP.
 * </ol>
 * For lengths from one unit in the last place to 2^(TOP - f); the zero row stays zero.
 */
public final class Normalisation {
    private static final int TOP = 27;
    private static final Map<Integer, PiecewisePolynomial> TABLES = new ConcurrentHashMap<>();

    private Normalisation() {
    }

    /** [n, k] to rows of length 1. */
    public static Shared of(FullRing engine, Shared x) {
        return engine.meter().in("normalise", () -> {
            int f = engine.fixedPoint().fractionalBits();
            Shared square = engine.product(Bilinear.ROW_DOT, x, x, 0);
            Shared bits = PowerOfTwo.exponentBits(engine, square, 0, 2, TOP);
            Shared large = engine.product(Bilinear.ROW_SCALE, x, PowerOfTwo.complement(engine, bits, 1), 0);
            Shared unit = engine.product(Bilinear.ELEMENTWISE, square, PowerOfTwo.complement(engine, bits, 2), 2 * TOP - f);
            Shared inverse = engine.evaluate(TABLES.computeIfAbsent(f,
                    b -> PiecewisePolynomial.of("inverse root", v -> 1 / Math.sqrt(v), b, 0.75, 2, 5, 5)), unit);
            return engine.product(Bilinear.ROW_SCALE, large, inverse, TOP);
        });
    }
}
