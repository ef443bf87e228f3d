package org.siguard.guard;

import java.util.List;
import org.siguard.base.Settings;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Normalisation;
import org.siguard.mpc.math.Softmax;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * SIGuard's search, for a whole batch at once. With logits z, p = softmax(z), h the membership classifier, h0 = h(p), and kept
 * noise e* = 0:
 * <ol>
 * <li>A fixed number of times: e = 0, then a fixed number of steps:
 * <ol>
 * <li>p* = softmax(z + e).
 * <li>Gradients with respect to z + e: L1 = |h(p*)|, so that h loses its certainty; L2, which holds the label: onehot(argmax p*) -
 * onehot(argmax p); L3 = |p* - p|, which holds distortion down.
 * <li>g = grad L1 + {@value #C2} grad L2 + c3 grad L3; e = e - step * g / |g|.
 * </ol>
 * <li>The noise is valid if the label stays and h says the opposite: argmax(z + e) = argmax z and sign h(softmax(z + e)) differs from
 * sign h0. Where it is valid: e* = e, and c3 grows tenfold. Where not: the step grows.
 * <li>Released: softmax(z + e*). Where no noise was ever valid, that is the prediction as it was.
 * </ol>
 * A distance within {@value #ROUNDING} units in the last place, which rounding alone may cause, has the sign 0.
 * Which of the two happened is never opened; both are computed, and the secret bit selects.
 */
final class SiguardLoop {
    private static final int C2 = 10;
    private static final int C3_GROWTH = 10;
    /** Two softmaxes of the same logits differ by less than this many units in the last place. */
    private static final int ROUNDING = 4;

    private final FullRing engine;
    private final Settings settings;
    private final SharedMembership h;
    private final int fraction;

    SiguardLoop(FullRing engine, Settings settings, SharedMembership h) {
        this.engine = engine;
        this.settings = settings;
        this.h = h;
        this.fraction = engine.fixedPoint().fractionalBits();
    }

    /** The prediction before any noise: what the search measures itself against. */
    private record Original(Shared logits, Shared probabilities, Bits oneHot, Shared label, Bits nonMember) {
    }

    /** What the search carries from round to round: the kept noise, and per query the step and c3. */
    private record Search(Shared kept, Shared step, Shared c3) {
    }

    Shared protect(Shared logits) {
        Softmax softmax = Softmax.of(engine, logits);
        Bits nonMember = engine.negative(h.of(softmax.probabilities()).logit());
        Shared label = engine.toRing(softmax.oneHot());
        Original original = new Original(logits, softmax.probabilities(), softmax.oneHot(), label, nonMember);
        Search search = new Search(zeros(logits.shape()), column(logits, settings.get(Siguard.STEP)),
                column(logits, settings.get(Siguard.C3)));
        for (int outer = 0; outer < settings.get(Siguard.OUTER); outer++) {
            Shared noise = zeros(logits.shape());
            for (int inner = 0; inner < settings.get(Siguard.INNER); inner++) {
                noise = step(original, search, noise);
            }
            search = judge(original, search, noise);
        }
        return Softmax.of(engine, engine.add(logits, search.kept)).probabilities();
    }

    /** One step of the inner loop: the noise, moved. */
    private Shared step(Original original, Search search, Shared noise) {
        return engine.meter().in("step", () -> {
            Softmax noisy = Softmax.of(engine, engine.add(original.logits, noise));
            Shared p = noisy.probabilities();
            SharedMembership.Opinion opinion = h.of(p);
            Shared direction = h.gradient(opinion);

            Signs signs = signs(opinion.logit(), engine.subtract(p, original.probabilities));

            Shared towardsDoubt = engine.product(Bilinear.ROW_SCALE, direction, signs.ofH, 0);
            Shared towardsOriginal = engine.product(Bilinear.ROW_SCALE, signs.ofDistance, search.c3, 0);
            Shared gradient = Softmax.backward(engine, p, engine.add(towardsDoubt, towardsOriginal));
            Shared label = engine.subtract(engine.toRing(noisy.oneHot()), original.label);
            gradient = engine.add(gradient, engine.scale(label, C2 * engine.fixedPoint().one()));

            Shared unit = Normalisation.of(engine, gradient);
            return engine.subtract(noise, engine.product(Bilinear.ROW_SCALE, unit, search.step, fraction));
        });
    }

    /** Keeps the noise where it is valid, and sets step and c3 for the next round. */
    private Search judge(Original original, Search search, Shared noise) {
        return engine.meter().in("validate", () -> {
            Softmax noisy = Softmax.of(engine, engine.add(original.logits, noise));
            Bits turned = engine.xor(engine.negative(h.of(noisy.probabilities()).logit()), original.nonMember);
            Bits valid = engine.all(List.of(sameLabel(original.oneHot, noisy.oneHot()), turned));
            int classes = noise.shape().extent(-1);
            int rows = noise.shape().rows();
            Bits wide = engine.gather(valid, repeated(rows, classes), noise.shape());
            Shared kept = engine.add(search.kept, engine.select(wide, engine.subtract(noise, search.kept)));
            Shared c3 = engine.add(search.c3, engine.select(valid, engine.scale(search.c3, C3_GROWTH - 1)));
            long growth = engine.fixedPoint().encode(settings.get(Siguard.GROWTH) - 1);
            Shared grown = engine.truncate(engine.scale(search.step, growth), fraction);
            Shared step = engine.add(search.step, engine.select(engine.not(valid), grown));
            return new Search(kept, step, c3);
        });
    }

    /** 1 where two one-hot rows have their 1 at the same place. */
    private Bits sameLabel(Bits a, Bits b) {
        Bits both = engine.all(List.of(a, b));
        int classes = a.shape().extent(-1);
        Shape column = Shape.of(a.shape().rows(), 1);
        Bits any = engine.gather(both, every(classes, 0, column.size()), column);
        for (int k = 1; k < classes; k++) {
            any = engine.xor(any, engine.gather(both, every(classes, k, column.size()), column));
        }
        return any;
    }

    /** Signs as integers: of h, 1 or -1; of p* - p, 1, 0 or -1. */
    private record Signs(Shared ofH, Shared ofDistance) {
    }

    /** All in one comparison. A distance that rounding alone could make counts as none: there p* is p. */
    private Signs signs(Shared h, Shared distance) {
        int rows = h.shape().size();
        int size = distance.shape().size();
        RingTensor margin = RingTensor.filled(distance.shape(), ROUNDING);
        Shared below = engine.add(distance, margin);
        Shared above = engine.add(engine.scale(distance, -1), margin);
        Shared negative = engine
                .toRing(engine.negative(engine.concat(Shape.of(rows + 2 * size), List.of(h, below, above))));
        Shared ofH = engine.scale(engine.gather(negative, range(0, rows), h.shape()), -2);
        return new Signs(engine.add(ofH, RingTensor.filled(h.shape(), 1)),
                engine.subtract(engine.gather(negative, range(rows + size, rows + 2 * size), distance.shape()),
                        engine.gather(negative, range(rows, rows + size), distance.shape())));
    }

    private Shared zeros(Shape shape) {
        return engine.constant(RingTensor.zeros(shape));
    }

    private Shared column(Shared logits, double value) {
        return engine.constant(RingTensor.filled(Shape.of(logits.shape().rows(), 1), engine.fixedPoint().encode(value)));
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }

    private static int[] every(int stride, int offset, int count) {
        return java.util.stream.IntStream.range(0, count).map(i -> i * stride + offset).toArray();
    }

    private static int[] repeated(int rows, int times) {
        return java.util.stream.IntStream.range(0, rows * times).map(i -> i / times).toArray();
    }
}
