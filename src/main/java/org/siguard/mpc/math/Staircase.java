package org.siguard.mpc.math;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Compares every element of a tensor with the same known thresholds, all at once (4 rounds). Any function that is constant
 * between the thresholds is then linear in the answers, and costs no message: with levels v_0 below the first threshold t_1, v_i
 * from t_i on,
 *
 * <pre>f(x) = v_0 + sum over i of (v_i - v_(i-1)) * [x &gt;= t_i]</pre>
 *
 * <p>So a number is brought to a known interval by a power of two, clipped and marked as out of reach in one go.
 */
final class Staircase {
    private final FullRing engine;
    private final Shape shape;
    /** [x >= t_i] as integers: a row an element, a column a threshold. */
    private final Shared reached;

    private Staircase(FullRing engine, Shape shape, Shared reached) {
        this.engine = engine;
        this.shape = shape;
        this.reached = reached;
    }

    /** Thresholds in ring elements, in ascending order; x minus any of them must not wrap. */
    static Staircase of(FullRing engine, Shared x, long... thresholds) {
        int n = x.shape().size();
        int steps = thresholds.length;
        long[] negated = new long[n * steps];
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -thresholds[i % steps];
        }
        Shape shape = Shape.of(n, steps);
        Bits below = engine.negative(engine.add(Rows.widen(engine, x, steps), RingTensor.of(shape, negated)));
        return new Staircase(engine, x.shape(), engine.toRing(engine.not(below)));
    }

    /** The function with these levels, one more than there are thresholds: in the shape of x. */
    Shared levels(long... levels) {
        int steps = levels.length - 1;
        long[] rises = new long[steps];
        for (int i = 0; i < steps; i++) {
            rises[i] = levels[i + 1] - levels[i];
        }
        Shared sum = engine.product(Bilinear.MATRIX, reached, RingTensor.of(Shape.of(steps, 1), rises));
        return engine.add(engine.reshape(sum, shape), RingTensor.filled(shape, levels[0]));
    }
}
