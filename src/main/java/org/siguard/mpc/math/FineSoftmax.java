package org.siguard.mpc.math;

import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * The exact softmax for a search that asks for it hundreds of times: fewer rounds than {@link SoftmaxKind#EXACT}, and a finer copy of
 * the probabilities, for gradients that vanish at the engine's own precision. Both are bought with a condition: no element is
 * {@value #REACH} or more below its row's maximum. What is farther away gets some probability or other; all of them still
 * are between 0 and 1 and sum to 1, to rounding. 12 rounds for 10 classes.
 *
 * @param probabilities [n, k], with the engine's fractional bits
 * @param fine          the same with {@value #FINE_BITS} fractional bits
 * @param oneHot        1 at the largest element of x, of equal ones at the first
 * @param place         the same as integers
 */
public record FineSoftmax(Shared probabilities, Shared fine, Bits oneHot, Shared place) {
    /** Fractional bits of the finer copy. */
    public static final int FINE_BITS = 24;
    /** How far below the maximum elements may be. */
    public static final int REACH = 60;

    private static final int INTEGER_BITS = 6;

    public static FineSoftmax of(FullRing engine, Shared x) {
        return engine.meter().in("softmax", () -> {
            int f = engine.fixedPoint().fractionalBits();
            int classes = x.shape().extent(-1);
            int rows = x.shape().rows();
            DecayingExponential function = DecayingExponential.finest(f, INTEGER_BITS);
            Bits oneHot = Argmax.oneHot(engine, x);
            Shared ones = engine.constant(RingTensor.filled(x.shape(), 1));
            List<Shared> winner = Jointly.select(engine, List.of(oneHot, oneHot), List.of(x, ones));
            Shared below = engine.subtract(Rows.widen(engine, engine.sumLast(winner.get(0)), classes), x);
            Shared weights = engine.evaluate(function, below);
            Shared inverse = Reciprocal.ofSum(engine, engine.sumLast(weights), classes, function.gain());
            Shape twice = Shape.of(2 * rows, classes);
            Shared both = engine.concat(twice, List.of(weights, engine.scale(weights, 1L << FINE_BITS - f)));
            Shared scaled = engine.product(Bilinear.ROW_SCALE, both,
                    engine.concat(Shape.of(2 * rows, 1), List.of(inverse, inverse)), f + function.gain() + Tables.GAIN);
            return new FineSoftmax(Rows.slice(engine, scaled, 0, rows), Rows.slice(engine, scaled, rows, 2 * rows), oneHot, winner.get(1));
        });
    }

    /** What the finer copy of every row lacks to a sum of 1: [n, 1]. */
    public Shared remainder(FullRing engine) {
        Shared sum = engine.sumLast(fine);
        return engine.add(engine.scale(sum, -1), RingTensor.filled(sum.shape(), 1L << FINE_BITS));
    }
}
