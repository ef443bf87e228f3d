package org.siguard.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.siguard.base.Parameter;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Rows;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Answers a query that was asked before as it was answered before, bit by bit, and nobody learns which one it was, nor that there was one.
 *
 * <p>Why it is needed: products in shares are rounded at random, a search of hundreds of steps makes much of little, and so the same query
 * would get other noise each time; who asks often enough takes the mean. Rounding more coarsely only moves the edges that matter, and
 * randomness derived from the query does not help where the inference before rounds at random itself. So the servers keep the
 * shares of the last queries' logits, labels and answers, within one session, and look for each new query among them, obliviously:
 * <ol>
 * <li>Two queries are the same if all logits are within {@value #ROUNDING} units in the last place, and the label is the same.
 * <li>The first that is the same answers; each query is the same as itself, so there always is one.
 * <li>The answer is the sum over all of [is the first] * answer.
 * </ol>
 * What it costs grows with what is remembered: 2 k + 1 comparisons for every pair of queries; sizes depend on how many queries there were,
 * and on nothing else.
 */
public final class Remembering implements OutputGuard {
    public static final Parameter<Integer> QUERIES = new Parameter.Whole("guard.memory", "Queries remembered", 0, 0, 1000, "queries",
            "The same query asked again gets the same bits, if it was among so many of the same session. 0: none are remembered.");

    /** An inference on shares gives logits that differ by less than this from one time to the next. */
    private static final int ROUNDING = 64;

    private final OutputGuard guard;
    private final int most;

    /** @param most the number of queries remembered beside those of a batch */
    public Remembering(OutputGuard guard, int most) {
        this.guard = guard;
        this.most = most;
    }

    @Override
    public String name() {
        return guard.name();
    }

    @Override
    public void own(Outsider owner, FixedPoint fixedPoint) {
        guard.own(owner, fixedPoint);
    }

    @Override
    public boolean worksOnShares() {
        return guard.worksOnShares();
    }

    @Override
    public Optional<OutputGuard> watched(Watch watch) {
        return guard.watched(watch).map(telling -> new Remembering(telling, most));
    }

    @Override
    public Guarding serve(FullRing engine) {
        return new Memory(engine, guard.serve(engine));
    }

    /** What a server keeps. */
    private record Asked(Shared logits, Shared place, Shared answers) {
        int size() {
            return logits.shape().rows();
        }
    }

    private final class Memory implements Guarding {
        private final FullRing engine;
        private final Guarding guarding;
        private Asked before;

        Memory(FullRing engine, Guarding guarding) {
            this.engine = engine;
            this.guarding = guarding;
        }

        @Override
        public Shared protect(Shared logits) {
            Shared answers = guarding.protect(logits);
            return engine.meter().in("remember", () -> {
                Shared place = Label.of(engine, logits).place();
                Asked all = joined(new Asked(logits, place, answers));
                Shared first = first(all, logits.shape().rows());
                Shared given = engine.product(Bilinear.MATRIX, first, all.answers, 0);
                int kept = Math.min(all.size(), most);
                Asked now = joined(new Asked(logits, place, given));
                before = kept == 0 ? null : last(now, kept);
                return given;
            });
        }

        private Asked joined(Asked now) {
            return before == null ? now
                    : new Asked(join(before.logits, now.logits), join(before.place, now.place), join(before.answers, now.answers));
        }

        private Shared join(Shared one, Shared other) {
            int width = one.shape().extent(-1);
            return engine.concat(Shape.of(one.shape().rows() + other.shape().rows(), width), List.of(one, other));
        }

        private Asked last(Asked all, int count) {
            int from = all.size() - count;
            return new Asked(Rows.slice(engine, all.logits, from, all.size()), Rows.slice(engine, all.place, from, all.size()),
                    Rows.slice(engine, all.answers, from, all.size()));
        }

        /** For each of the last so many queries, 1 at the first that is the same: [n, all]. */
        private Shared first(Asked all, int rows) {
            int size = all.size();
            List<int[]> pairs = new ArrayList<>();
            for (int i = size - rows; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    pairs.add(new int[] {i, j});
                }
            }
            Shared same = pairs.isEmpty() ? null : engine.toRing(same(all, pairs));
            Shape shape = Shape.of(rows, size);
            Shared table = spread(same, pairs, size - rows, shape);
            Shared upTo = engine.product(Bilinear.MATRIX, table, triangle(size));
            // The first is where the count is 1 and the query is the same.
            Bits early = engine.negative(engine.add(upTo, RingTensor.filled(shape, -2)));
            return engine.select(early, table);
        }

        private Bits same(Asked all, List<int[]> pairs) {
            int width = all.logits.shape().extent(-1);
            Shape shape = Shape.of(pairs.size(), width);
            Shared one = engine.gather(all.logits, rows(pairs, 0, width), shape);
            Shared other = engine.gather(all.logits, rows(pairs, 1, width), shape);
            Shared distance = engine.subtract(one, other);
            RingTensor bound = RingTensor.filled(shape, ROUNDING);
            Shared labels = engine.product(Bilinear.ROW_DOT, engine.gather(all.place, rows(pairs, 0, width), shape),
                    engine.gather(all.place, rows(pairs, 1, width), shape), 0);
            Shared questions = engine.concat(Shape.of(pairs.size() * (2 * width + 1)), List.of(engine.add(distance, bound),
                    engine.add(engine.scale(distance, -1), bound), engine.add(labels, RingTensor.filled(labels.shape(), -1))));
            Bits fine = engine.not(engine.negative(questions));
            Shape column = Shape.of(pairs.size());
            List<Bits> factors = new ArrayList<>();
            for (int question = 0; question <= 2 * width; question++) {
                int half = question / width;
                int at = question % width;
                factors.add(engine.gather(fine, IntStream.range(0, pairs.size())
                        .map(pair -> half < 2 ? (half * pairs.size() + pair) * width + at : 2 * width * pairs.size() + pair).toArray(),
                        column));
            }
            return engine.all(factors);
        }

        private static int[] rows(List<int[]> pairs, int which, int width) {
            return IntStream.range(0, pairs.size() * width).map(i -> pairs.get(i / width)[which] * width + i % width).toArray();
        }

        /** The answers in a table, with 1 where a query meets itself and 0 where it would meet a later one. */
        private Shared spread(Shared same, List<int[]> pairs, int from, Shape shape) {
            int count = pairs.size();
            Shared zeroAndOne = engine.constant(RingTensor.vector(0, 1));
            Shared values = same == null ? zeroAndOne : engine.concat(Shape.of(count + 2), List.of(same, zeroAndOne));
            int[] source = new int[shape.size()];
            int size = shape.extent(-1);
            for (int i = 0; i < source.length; i++) {
                source[i] = i % size == from + i / size ? count + 1 : count;
            }
            for (int pair = 0; pair < count; pair++) {
                source[(pairs.get(pair)[0] - from) * size + pairs.get(pair)[1]] = pair;
            }
            return engine.gather(values, source, shape);
        }

        private static RingTensor triangle(int size) {
            return RingTensor.of(Shape.of(size, size),
                    IntStream.range(0, size * size).mapToLong(i -> i / size <= i % size ? 1 : 0).toArray());
        }
    }
}
