package org.siguard.guard;

import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.FineSoftmax;
import org.siguard.mpc.math.Rows;
import org.siguard.mpc.math.Softmax;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.ring.Bilinear;

/**
 * The noisy prediction p* where a search stands, and the way back from gradients with respect to p* to gradients with respect to the
 * logits. The exact softmax keeps more digits of p* for the way back, so that predictions that are nearly certain still have a
 * direction; approximations are differentiated as they are.
 *
 * @param p         with the engine's fractional bits
 * @param oneHot    of its largest logit
 * @param place     the same as integers
 * @param remainder what the finer copy lacks to a sum of 1, to be added at the largest: [n, 1]; null for approximations
 * @param fine      the finer copy; null for approximations
 * @param rough     the approximation; null for the exact softmax
 */
record SearchPoint(Shared p, Bits oneHot, Shared place, Shared remainder, Shared fine, Softmax rough) {

    static SearchPoint of(FullRing engine, SoftmaxKind kind, Shared logits) {
        if (kind == SoftmaxKind.EXACT) {
            FineSoftmax softmax = FineSoftmax.of(engine, logits);
            return new SearchPoint(softmax.probabilities(), softmax.oneHot(), softmax.place(), softmax.remainder(engine), softmax.fine(),
                    null);
        }
        Softmax softmax = kind.of(engine, logits);
        return new SearchPoint(softmax.probabilities(), softmax.oneHot(), engine.toRing(softmax.oneHot()), null, null, softmax);
    }

    boolean exact() {
        return fine != null;
    }

    /** The same with the finer copy's sum put right: small gradients at certain predictions are differences that depend on it. */
    SearchPoint completed(FullRing engine, Shared atTheLargest) {
        return new SearchPoint(p, oneHot, place, remainder, engine.add(fine, atTheLargest), null);
    }

    /**
     * p*_i (w_i - sum_j w_j p*_j), or what the approximation has in its place. 4 rounds.
     *
     * @param w        with so many fractional bits
     * @param wanted   fractional bits of the result
     */
    Shared backward(FullRing engine, Shared w, int bits, int wanted) {
        int f = engine.fixedPoint().fractionalBits();
        if (!exact()) {
            Shared gradient = rough.backward(bits > f ? engine.truncate(w, bits - f) : w);
            return engine.scale(gradient, 1L << wanted - f);
        }
        return engine.meter().in("softmax backward", () -> {
            Shared mean = engine.product(Bilinear.ROW_DOT, w, fine, FineSoftmax.FINE_BITS);
            int classes = w.shape().extent(-1);
            Shared spread = Rows.widen(engine, mean, classes);
            return engine.product(Bilinear.ELEMENTWISE, fine, engine.subtract(w, spread), bits + FineSoftmax.FINE_BITS - wanted);
        });
    }
}
