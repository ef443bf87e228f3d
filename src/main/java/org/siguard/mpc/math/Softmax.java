package org.siguard.mpc.math;

import java.util.function.UnaryOperator;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;

/**
 * The softmax of every row, exact or one of the approximations of {@link SoftmaxKind}, and the winner of what went in.
 *
 * @param probabilities [n, k]
 * @param oneHot        1 at the largest element of x, of equal ones at the first: [n, k]
 * @param jacobian      takes v, [n, k], to the transposed Jacobian (of this very approximation, at x) times v
 */
public record Softmax(Shared probabilities, Bits oneHot, UnaryOperator<Shared> jacobian) {

    /** The exact softmax. */
    public static Softmax of(FullRing engine, Shared x) {
        return SoftmaxKind.EXACT.of(engine, x);
    }

    /** The gradient with respect to x of anything that has the gradient v with respect to the probabilities. */
    public Shared backward(Shared v) {
        return jacobian.apply(v);
    }

    /** The exact softmax's Jacobian at p times v: p_i * (v_i - sum_j v_j p_j). 4 rounds. */
    public static Shared backward(FullRing engine, Shared p, Shared v) {
        return engine.meter().in("softmax backward", () -> {
            int f = engine.fixedPoint().fractionalBits();
            return engine.product(Bilinear.ELEMENTWISE, p, centred(engine, p, v), f);
        });
    }

    /** v_i - sum_j v_j p_j. 2 rounds. */
    static Shared centred(FullRing engine, Shared p, Shared v) {
        Shared mean = engine.product(Bilinear.ROW_DOT, v, p, engine.fixedPoint().fractionalBits());
        return engine.subtract(v, Rows.widen(engine, mean, p.shape().extent(-1)));
    }

    /** Subtracts each row's sum where the row's maximum was, which is what subtracting the maximum from x comes to backwards. 1 round. */
    static Shared throughMaximum(FullRing engine, Bits oneHot, Shared gradient) {
        Shared sum = Rows.widen(engine, engine.sumLast(gradient), gradient.shape().extent(-1));
        return engine.subtract(gradient, engine.select(oneHot, sum));
    }
}
