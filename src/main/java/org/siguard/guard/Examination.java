package org.siguard.guard;

import java.util.ArrayList;
import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Jointly;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * The noise validator. A noisy prediction is valid if all of this holds, for the very vector that would be released:
 * <ul>
 * <li>its label's entry is above every other by a unit at least: K comparisons, counted;
 * <li>h, turned so that it began at zero or above, is below zero by at least 2^-{@value #MARGIN_BITS}, which is more than rounding can
 * do: a sign is compared, not a product of signs, which underflows;
 * <li>the distortion is within the budget, rounded up.
 * </ul>
 * Of valid ones the last is kept, or that with the least distortion.
 */
final class Examination {
    /** h must be beyond zero by this much. */
    private static final int MARGIN_BITS = 8;

    private final FullRing engine;
    private final boolean least;
    private final long budget;
    /** More than any distortion: what a wrong label adds to it. */
    private final long wrong;

    Examination(FullRing engine, boolean least, double budget) {
        this.engine = engine;
        this.least = least;
        this.wrong = 4 * engine.fixedPoint().one();
        // Two vectors that sum to 1 and a little are no farther apart than 2 and a little.
        this.budget = budget >= 2 ? wrong - 1 : engine.fixedPoint().encode(budget);
    }

    /**
     * What is kept so far.
     *
     * @param vector     [n, k]
     * @param distortion of it, [n, 1]; the largest possible where nothing was found
     * @param found      how often valid noise was found in this round, [n, 1]
     */
    record Kept(Shared vector, Shared distortion, Shared found) {
        Kept newRound(FullRing engine) {
            return new Kept(vector, distortion, engine.constant(RingTensor.zeros(found.shape())));
        }
    }

    /** Nothing yet. */
    Kept nothing(Shared fallback) {
        Shape column = Shape.of(fallback.shape().rows(), 1);
        return new Kept(fallback, engine.constant(RingTensor.filled(column, wrong)), engine.constant(RingTensor.zeros(column)));
    }

    /**
     * What has to be compared with zero to come to a verdict.
     *
     * @param opinion    turned h, with so many fractional bits
     * @param distortion [n, 1]
     * @param held       how many of the K entries the label's is not too low for
     */
    List<Shared> questions(Shared opinion, int bits, Shared distortion, Shared held, int classes, Kept kept) {
        Shape column = opinion.shape();
        Shared missing = engine.add(engine.scale(held, -1), RingTensor.filled(column, classes));
        Shared cost = engine.add(distortion, engine.scale(missing, wrong));
        List<Shared> out = new ArrayList<>();
        out.add(engine.add(opinion, RingTensor.filled(column, 1L << bits - MARGIN_BITS)));
        out.add(engine.add(cost, RingTensor.filled(column, -budget - 1)));
        if (least) {
            out.add(engine.subtract(cost, kept.distortion));
        }
        return out;
    }

    /** Valid, and to be kept; the same unless the least distortion is. 1 round. */
    List<Bits> verdict(List<Bits> answers) {
        if (!least) {
            Bits valid = engine.all(answers);
            return List.of(valid, valid);
        }
        Bits turned = answers.get(0);
        Bits near = answers.get(1);
        return Jointly.all(engine, List.of(List.of(turned, near, near), List.of(turned, near, answers.get(2))));
    }

    /** What the verdict selects from: to be added to what is kept. */
    List<Shared> changes(Shared p, Shared distortion, Kept kept) {
        return List.of(engine.constant(RingTensor.filled(distortion.shape(), 1)), engine.subtract(p, kept.vector),
                engine.subtract(distortion, kept.distortion));
    }

    /** The bits for {@link #changes}. */
    List<Bits> chosenBy(List<Bits> verdict, Shape vectors) {
        int classes = vectors.extent(-1);
        int[] wide = new int[vectors.size()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = i / classes;
        }
        return List.of(verdict.get(0), engine.gather(verdict.get(1), wide, vectors), verdict.get(1));
    }

    Kept updated(Kept kept, List<Shared> selected) {
        return new Kept(engine.add(kept.vector, selected.get(1)), engine.add(kept.distortion, selected.get(2)),
                engine.add(kept.found, selected.get(0)));
    }
}
