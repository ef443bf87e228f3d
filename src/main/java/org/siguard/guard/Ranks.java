package org.siguard.guard;

import java.util.stream.IntStream;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** The places of a row's elements when they are sorted, the largest first and of equal ones the first. */
final class Ranks {
    private Ranks() {
    }

    /**
     * Integers 0 to k - 1, each once: all pairs are compared at once, and an element's place is the number of those it loses. 4 rounds; k (k - 1)
     * / 2 comparisons a row.
     */
    static Shared of(FullRing engine, Shared x) {
        return engine.meter().in("rank", () -> {
            int rows = x.shape().rows();
            int width = x.shape().extent(-1);
            if (width == 1) {
                return engine.constant(RingTensor.zeros(x.shape()));
            }
            int pairs = width * (width - 1) / 2;
            int[] first = new int[pairs];
            int[] second = new int[pairs];
            long[] losses = new long[pairs * width];
            for (int i = 0, pair = 0; i < width; i++) {
                for (int j = i + 1; j < width; j++, pair++) {
                    first[pair] = i;
                    second[pair] = j;
                    losses[pair * width + i] = 1;
                    losses[pair * width + j] = -1;
                }
            }
            Shape shape = Shape.of(rows, pairs);
            // The earlier one loses where it is smaller, the later one everywhere else: one loss of its own each, less those it does not suffer.
            Shared earlierLoses = engine.toRing(engine.negative(
                    engine.subtract(engine.gather(x, columns(first, rows, width), shape),
                            engine.gather(x, columns(second, rows, width), shape))));
            Shared changed = engine.product(Bilinear.MATRIX, earlierLoses, RingTensor.of(Shape.of(pairs, width), losses));
            long[] later = IntStream.range(0, rows * width).mapToLong(i -> i % width).toArray();
            return engine.add(changed, RingTensor.of(x.shape(), later));
        });
    }

    private static int[] columns(int[] chosen, int rows, int width) {
        return IntStream.range(0, rows * chosen.length).map(i -> i / chosen.length * width + chosen[i % chosen.length]).toArray();
    }

    /** 1 where an integer has reached a threshold, for every one of them: [n * k, thresholds]. 4 rounds. */
    static Shared reached(FullRing engine, Shared x, long... thresholds) {
        int steps = thresholds.length;
        int size = x.shape().size();
        int[] repeated = IntStream.range(0, size * steps).map(i -> i / steps).toArray();
        long[] negated = IntStream.range(0, size * steps).mapToLong(i -> -thresholds[i % steps]).toArray();
        Shape shape = Shape.of(size, steps);
        return engine.toRing(engine.not(engine.negative(engine.add(engine.gather(x, repeated, shape), RingTensor.of(shape, negated)))));
    }
}
