package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;

/**
 * |x| = x - 2 [x &lt; 0] x. Exact for |x| &lt; 2^63 ring elements. 4 rounds.
 *
 * @param negative [x &lt; 0]
 */
public record AbsoluteValue(Shared value, Bits negative) {

    public static AbsoluteValue of(FullRing engine, Shared x) {
        return engine.meter().in("absolute value", () -> {
            Bits negative = engine.negative(x);
            return new AbsoluteValue(engine.subtract(x, engine.scale(engine.select(negative, x), 2)), negative);
        });
    }
}
