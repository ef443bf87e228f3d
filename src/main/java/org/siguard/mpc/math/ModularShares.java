package org.siguard.mpc.math;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * From two shares modulo an odd p, each of them a secret of the engine, to the signed number that they stand for, as a secret of the engine. Nothing is opened on the way: whether the sum
 * of the shares went beyond p is a secret too, for whoever knows one share would learn a range for the number from it.
 * <ol>
 * <li>t = a + b, between 0 and 2p - 2, without wrapping modulo 2^64
 * <li>with h = (p + 1) / 2 the number is t below h; t - p from h on; t - 2p from p + h on: so t - 2p + p [t &lt; h] + p [t &lt; p + h]
 * </ol>
 * Both comparisons are made in one.
 */
public final class ModularShares {
    private ModularShares() {
    }

    /** @param a and b of one shape, every element from 0 to p - 1; p below 2^61 */
    public static Shared signed(FullRing engine, Shared a, Shared b, long p) {
        if (p < 3 || p % 2 == 0 || p >>> 61 != 0) {
            throw new IllegalArgumentException("shares are converted from an odd modulus below 2^61, not " + p);
        }
        return engine.meter().in("convert", () -> {
            Shape shape = a.shape();
            Shape twice = Shape.of(2, shape.size());
            Shared sum = engine.add(a, b);
            Shared both = engine.concat(twice, java.util.List.of(sum, sum));
            long[] bounds = new long[twice.size()];
            int[] first = new int[shape.size()];
            int[] second = new int[shape.size()];
            for (int i = 0; i < shape.size(); i++) {
                bounds[i] = -((p + 1) / 2);
                bounds[shape.size() + i] = -(p + (p + 1) / 2);
                first[i] = i;
                second[i] = shape.size() + i;
            }
            Shared below = engine.toRing(engine.negative(engine.add(both, RingTensor.of(twice, bounds))));
            Shared count = engine.add(engine.gather(below, first, shape), engine.gather(below, second, shape));
            return engine.add(engine.add(sum, engine.scale(count, p)), RingTensor.filled(shape, -2 * p));
        });
    }
}
