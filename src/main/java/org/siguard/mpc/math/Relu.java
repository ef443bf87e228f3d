package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;

/**
 * max(x, 0). Exact for |x| &lt; 2^63 ring elements. 4 rounds, and one more for {@link #backward}.
 *
 * @param active the derivative, [x &gt; 0]: at zero it is 0
 */
public record Relu(Shared value, Bits active) {

    public static Relu of(FullRing engine, Shared x) {
        return engine.meter().in("relu", () -> {
            Bits active = engine.negative(engine.scale(x, -1));
            return new Relu(engine.select(active, x), active);
        });
    }

    /** v where x was above zero, else zero. */
    public Shared backward(FullRing engine, Shared v) {
        return engine.meter().in("relu backward", () -> engine.select(active, v));
    }
}
