package org.siguard.mpc.math;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Shape;

/** Which side of zero a number is on. */
public final class Sign {
    private Sign() {
    }

    /**
     * The integers -1, 0 and 1 (without fractional bits): [x &gt; 0] - [x &lt; 0], both comparisons at once. Exact for |x| &lt; 2^63 ring
     * elements. 4 rounds.
     */
    public static Shared of(FullRing engine, Shared x) {
        return engine.meter().in("sign", () -> {
            int n = x.shape().size();
            Shared both = engine.concat(Shape.of(2 * n), List.of(x, engine.scale(x, -1)));
            Shared negative = engine.toRing(engine.negative(both));
            return engine.subtract(engine.gather(negative, IntStream.range(n, 2 * n).toArray(), x.shape()),
                    engine.gather(negative, IntStream.range(0, n).toArray(), x.shape()));
        });
    }
}
