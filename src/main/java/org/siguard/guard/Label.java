package org.siguard.guard;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Argmax;
import org.siguard.mpc.math.Jointly;
import org.siguard.mpc.math.Rows;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * The label of every query, and vectors that are made to say it. Rounding may put two nearly equal entries in the wrong order, and what a
 * client takes for the label is the first of the largest entries of the vector it is given, unit by unit: so the vector itself is put right
 * before it leaves.
 *
 * @param oneHot 1 at the largest logit, of equal ones at the first: [n, k]
 */
public record Label(FullRing engine, Bits oneHot) {
    /** The labels that logits say. */
    public static Label of(FullRing engine, Shared logits) {
        return new Label(engine, Argmax.oneHot(engine, logits));
    }

    /** As integers. */
    public Shared place() {
        return engine.toRing(oneHot);
    }

    /**
     * Vectors of non-negative entries that sum to 1, nearly, to such that sum to 1 exactly and have their first maximum at the label:
     * <ol>
     * <li>What a row lacks to a sum of 1 goes to the label's entry.
     * <li>The bound for entry i is the label's, less one unit where i is before the label.
     * <li>What is above its bound goes to the label's entry.
     * </ol>
     * For near misses, by rounding: an entry that is far above the label's would go there whole. 8 rounds.
     */
    public Shared seal(Shared vectors) {
        return engine.meter().in("seal", () -> {
            int classes = vectors.shape().extent(-1);
            Shape shape = vectors.shape();
            long one = engine.fixedPoint().one();
            Shared lacking = engine.add(engine.scale(engine.sumLast(vectors), -1),
                    RingTensor.filled(Shape.of(shape.rows(), 1), one));
            List<Shared> chosen = Jointly.select(engine, Collections.nCopies(3, oneHot), List.of(vectors,
                    Rows.widen(engine, lacking, classes), engine.constant(RingTensor.filled(shape, 1))));
            Shared whole = engine.add(vectors, chosen.get(1));
            Shared own = engine.add(engine.sumLast(chosen.get(0)), lacking);
            Shared bound = engine.subtract(Rows.widen(engine, own, classes), before(chosen.get(2)));
            Shared over = engine.subtract(whole, bound);
            Bits above = engine.negative(engine.scale(over, -1));
            Shared excess = engine.select(above, over);
            Shared sum = Rows.widen(engine, engine.sumLast(excess), classes);
            return engine.add(engine.subtract(whole, excess), engine.select(oneHot, sum));
        });
    }

    /** 1 before the label's place, 0 from there on; linear. */
    private Shared before(Shared place) {
        int classes = place.shape().extent(-1);
        long[] later = IntStream.range(0, classes * classes).mapToLong(i -> i / classes > i % classes ? 1 : 0).toArray();
        return engine.product(Bilinear.MATRIX, place, RingTensor.of(Shape.of(classes, classes), later));
    }
}
