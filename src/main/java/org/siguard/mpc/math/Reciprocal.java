package org.siguard.mpc.math;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.PiecewisePolynomial;

/** 1 / x for x from 1 to a bound known to all. */
final class Reciprocal {
    /** Up to here one table is enough; above, x is first brought to [1, 2). */
    private static final int TABLE_BOUND = 16;

    private static final Map<Integer, PiecewisePolynomial> WIDE = new ConcurrentHashMap<>();
    private static final Map<Integer, PiecewisePolynomial> NARROW = new ConcurrentHashMap<>();

    private Reciprocal() {
    }

    /** [n, 1] of values in [1, bound]. */
    static Shared of(FullRing engine, Shared x, int bound) {
        int f = engine.fixedPoint().fractionalBits();
        if (bound <= TABLE_BOUND) {
            return engine.evaluate(
                    WIDE.computeIfAbsent(f, bits -> PiecewisePolynomial.of("reciprocal", v -> 1 / v, bits, 1, 4, 6, 5)), x);
        }
        int top = 32 - Integer.numberOfLeadingZeros(bound);
        Shared bits = PowerOfTwo.exponentBits(engine, x, f, 1, top);
        Shared factor = PowerOfTwo.complement(engine, bits, 1);
        Shared narrow = engine.product(Bilinear.ELEMENTWISE, x, factor, top);
        Shared inverse = engine.evaluate(
                NARROW.computeIfAbsent(f, b -> PiecewisePolynomial.of("reciprocal", v -> 1 / v, b, 0.75, 1, 5, 5)), narrow);
        return engine.product(Bilinear.ELEMENTWISE, inverse, factor, top);
    }
}
