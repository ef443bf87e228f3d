package org.siguard.mpc.math;

import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;

/**
 * SecureML's rule: w = max(x, 0); p = w over its sum, or 1/K where no element is above zero.
 *
 * <p>Backwards: where x_i &gt; 0, (v_i - sum_j v_j p_j) / sum of w; elsewhere, at zero and in rows of 1/K too, 0. A sum of less than
 * 2^-10 counts as that. 7 rounds.
 */
final class SecureMlSoftmax {
    /** Elements are below 2^this. */
    private static final int ELEMENT_BITS = 10;

    private SecureMlSoftmax() {
    }

    static Softmax of(FullRing engine, Shared x) {
        int f = engine.fixedPoint().fractionalBits();
        int classes = x.shape().extent(-1);
        Relu relu = Relu.of(engine, x);
        int sumBits = f + ELEMENT_BITS + 32 - Integer.numberOfLeadingZeros(classes);
        Proportions proportions = Proportions.of(engine, relu.value(), Scaling.upTo(0, 1, sumBits));
        return new Softmax(proportions.values(), Argmax.oneHot(engine, x),
                v -> engine.meter().in("softmax backward", () -> relu.backward(engine, proportions.backward(v))));
    }
}
