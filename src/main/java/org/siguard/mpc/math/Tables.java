package org.siguard.mpc.math;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.siguard.ring.PiecewisePolynomial;
import org.siguard.ring.SmoothFunction;

/**
 * The smooth functions of this room, made once for each number of fractional bits. Results that are at most 1 come four times
 * as large, so that two more of their digits survive.
 */
final class Tables {
    /** Results are 2^this times the function. */
    static final int GAIN = 2;

    private static final Map<Key, PiecewisePolynomial> MADE = new ConcurrentHashMap<>();

    private record Key(String name, int fractionalBits, int unit) {
    }

    private Tables() {
    }

    /** 4 / v for v in [1, 2]. */
    static SmoothFunction reciprocal(int fractionalBits) {
        return table("reciprocal", fractionalBits, 0, v -> 4 / v, 0.75, 1);
    }

    /**
     * 4 / (v / 2^unit) for v / 2^unit in [1, 16], and a little below 1: a sum that should be 1 may have been rounded down, and below
     * the domain's start a table has nothing to offer.
     */
    static SmoothFunction wideReciprocal(int fractionalBits, int unit) {
        double one = Math.scalb(1.0, unit);
        return table("wide reciprocal", fractionalBits, unit, v -> 4 * one / v, 0.75 * one, 4 + unit);
    }

    /** 4 / sqrt(v) for v in [1, 4]. */
    static SmoothFunction inverseRoot(int fractionalBits) {
        return table("inverse root", fractionalBits, 0, v -> 4 / Math.sqrt(v), 0.75, 2);
    }

    /** 1 / (1 - u / 512) for u in [0, 16), and something between that of 0 and that of 32 beyond. */
    static SmoothFunction limitSlope(int fractionalBits) {
        return table("limit slope", fractionalBits, 0, u -> 512 / (512 - u), 0, 5);
    }

    private static SmoothFunction table(String name, int fractionalBits, int unit, DoubleUnaryOperator function, double from,
            int widthBits) {
        return MADE.computeIfAbsent(new Key(name, fractionalBits, unit),
                key -> PiecewisePolynomial.fitted(name, function, fractionalBits, from, widthBits));
    }
}
