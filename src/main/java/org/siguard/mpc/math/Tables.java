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

    private record Key(String name, int fractionalBits, int unit, int bound) {
    }

    private Tables() {
    }

    /** 4 / v for v in [1, 2]. */
    static SmoothFunction reciprocal(int fractionalBits) {
        return table("reciprocal", fractionalBits, v -> 4 / v, 0.75, 2, 1);
    }

    /**
     * 4 / (v / 2^unit) for v / 2^unit in [1, bound], and a little below 1: a sum that should be 1 may have been rounded down, and below
     * the domain's start a table has nothing to offer.
     */
    static SmoothFunction wideReciprocal(int fractionalBits, int unit, int bound) {
        double one = Math.scalb(1.0, unit);
        int widthBits = 32 - Integer.numberOfLeadingZeros(bound);
        return MADE.computeIfAbsent(new Key("wide reciprocal", fractionalBits, unit, bound), key -> PiecewisePolynomial
                .fitted(key.name, v -> 4 * one / v, fractionalBits, 0.75 * one, (bound + 0.125) * one, widthBits + unit));
    }

    /** 4 / sqrt(v) for v in [1, 4]. */
    static SmoothFunction inverseRoot(int fractionalBits) {
        return table("inverse root", fractionalBits, v -> 4 / Math.sqrt(v), 0.75, 4, 2);
    }

    /** 1 / (1 - u / 512) for u in [0, 16), and something near 1 beyond. */
    static SmoothFunction limitSlope(int fractionalBits) {
        return table("limit slope", fractionalBits, u -> 512 / (512 - u), 0, 16, 5);
    }

    private static SmoothFunction table(String name, int fractionalBits, DoubleUnaryOperator function, double from, double to,
            int widthBits) {
        return MADE.computeIfAbsent(new Key(name, fractionalBits, 0, 0),
                key -> PiecewisePolynomial.fitted(name, function, fractionalBits, from, to, widthBits));
    }
}
