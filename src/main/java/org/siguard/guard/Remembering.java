package org.siguard.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.siguard.base.Parameter;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.mpc.math.Rows;
import org.siguard.net.Party;
import org.siguard.ring.Bilinear;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * Answers a query that was asked before as it was answered before, bit by bit, and nobody learns which one it was, nor that there was one.
 *
 * <p>Why it is needed: products in shares are rounded at random, a search of hundreds of steps makes much of little, and so the same query
 * would get other noise each time; who asks often enough takes the mean. Rounding more coarsely only moves the edges that matter;
 * randomness derived from the query does not help where the inference before rounds at random itself; and masks derived from the query's shares
 * would repeat, so that servers see that it was asked before, and a client who shares two queries alike undoes the masks of both. So each server
 * writes down its shares of the last queries' logits, labels and answers, and they look for each new query among them, obliviously:
 * <ol>
 * <li>How far apart two queries are: |a|² + |b|² - 2 a b over their logits, in exact integers, and much more where the labels differ.
 * <li>They are the same if that is no more than if every logit differed by {@value #ROUNDING} units in the last place. 1 comparison a pair.
 * <li>The first that is the same answers; each query is the same as itself, so there always is one. 1 more comparison.
 * <li>The answer is the sum over all of [is the first] * answer.
 * </ol>
 * What it costs grows with what is remembered; sizes depend on how many queries there were, and on nothing else.
 *
 * <p>Shares outlive a session ({@link FullRing#resume}), so a query is remembered in later ones too, as long as the guard object lives: it stands for
 * the servers' disks, on which each looks at its own only. Sessions follow one another, and one that was cut short leaves the servers with
 * unequal memories: then make the guard anew. Who asks for something slightly else gets other noise, and so does who asks again after
 * more queries than are remembered. On the clear twin, which rounds to nearest, a search repeats itself without being reminded.
 */
public final class Remembering implements OutputGuard {
    public static final Parameter<Integer> QUERIES = new Parameter.Whole("guard.memory", "Queries remembered", 1000, 0, 10_000, "queries",
            "The same query asked again gets the same bits, if it was among the last so many. 0: none are remembered.");

    /** An inference on shares gives logits that differ by less than this from one time to the next. */
    private static final int ROUNDING = 64;

    private final OutputGuard guard;
    private final int most;
    /** What each server has written down; each looks at its own only. */
    private final Map<Party, Asked> disks = new ConcurrentHashMap<>();

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

    /** With a memory of its own. */
    @Override
    public OutputGuard watched(SearchLog watcher) {
        return new Remembering(guard.watched(watcher), most);
    }

    @Override
    public boolean worksOnShares() {
        return guard.worksOnShares();
    }

    @Override
    public Optional<OutputGuard> timed(Watch watch) {
        return guard.timed(watch).map(telling -> new Remembering(telling, most));
    }

    @Override
    public Guarding serve(FullRing engine) {
        return new Memory(engine, guard.serve(engine), disks.get(engine.meter().party()));
    }

    /** Queries that were asked: their logits, the logits' squares summed, their labels' places and what was answered. */
    private record Asked(Shared logits, Shared square, Shared place, Shared answers) {
        int size() {
            return logits.shape().rows();
        }

        Asked resumed(FullRing engine) {
            return new Asked(engine.resume(logits), engine.resume(square), engine.resume(place), engine.resume(answers));
        }
    }

    private final class Memory implements Guarding {
        private final FullRing engine;
        private final Guarding guarding;
        private Asked before;

        Memory(FullRing engine, Guarding guarding, Asked kept) {
            this.engine = engine;
            this.guarding = guarding;
            this.before = kept == null ? null : kept.resumed(engine);
        }

        @Override
        public Shared protect(Shared logits) {
            Shared answers = guarding.protect(logits);
            return engine.meter().in("remember", () -> {
                Shared square = engine.product(Bilinear.ROW_DOT, logits, logits, 0);
                Shared place = Label.of(engine, logits).place();
                Asked now = new Asked(logits, square, place, answers);
                Asked all = joined(now);
                Shared given = engine.product(Bilinear.MATRIX, first(same(now, all)), all.answers, 0);
                write(joined(new Asked(logits, square, place, given)));
                return given;
            });
        }

        private void write(Asked all) {
            int kept = Math.min(all.size(), most);
            if (kept > 0) {
                before = new Asked(last(all.logits, kept), last(all.square, kept), last(all.place, kept), last(all.answers, kept));
                disks.put(engine.meter().party(), before);
            }
        }

        private Shared last(Shared rows, int count) {
            int size = rows.shape().rows();
            return Rows.slice(engine, rows, size - count, size);
        }

        private Asked joined(Asked now) {
            return before == null ? now
                    : new Asked(join(before.logits, now.logits), join(before.square, now.square), join(before.place, now.place),
                            join(before.answers, now.answers));
        }

        private Shared join(Shared one, Shared other) {
            int width = one.shape().extent(-1);
            return engine.concat(Shape.of(one.shape().rows() + other.shape().rows(), width), List.of(one, other));
        }

        /** 1 where a query of this batch is the same as an earlier one, or itself: [n, all]. */
        private Shared same(Asked now, Asked all) {
            int rows = now.size();
            int size = all.size();
            int classes = now.logits.shape().extent(-1);
            long bound = (long) ROUNDING * ROUNDING * classes;
            Shape table = Shape.of(rows, size);
            Shared products = engine.product(Bilinear.MATRIX_TRANSPOSED, now.logits, all.logits, 0);
            Shared labels = engine.product(Bilinear.MATRIX_TRANSPOSED, now.place, all.place, 0);
            Shared squares = engine.add(Rows.widen(engine, now.square, size),
                    engine.gather(all.square, IntStream.range(0, rows * size).map(i -> i % size).toArray(), table));
            Shared apart = engine.subtract(squares, engine.add(engine.scale(products, 2), engine.scale(labels, bound + 1)));
            // The same label: apart - bound - 1; another: apart. Below zero for the former only.
            return behindTheDiagonal(engine.toRing(engine.negative(apart)), size - rows);
        }

        /** No query is answered by a later one; each has met itself, whatever rounding may come to. */
        private Shared behindTheDiagonal(Shared same, int from) {
            int size = same.shape().extent(-1);
            int count = same.shape().size();
            Shared values = engine.concat(Shape.of(count + 2), List.of(same, engine.constant(RingTensor.vector(0, 1))));
            int[] source = IntStream.range(0, count).map(i -> {
                int ahead = i % size - (from + i / size);
                return ahead < 0 ? i : ahead == 0 ? count + 1 : count;
            }).toArray();
            return engine.gather(values, source, same.shape());
        }

        /** Of the ones of every row the first: where the count up to there is 1. */
        private Shared first(Shared same) {
            Bits early = engine.negative(engine.add(counted(same), RingTensor.filled(same.shape(), -2)));
            return engine.select(early, same);
        }

        /** Sums from the left up to each place, by doubling; no message. */
        private Shared counted(Shared same) {
            int size = same.shape().extent(-1);
            int count = same.shape().size();
            Shared sums = same;
            for (int by = 1; by < size; by *= 2) {
                int back = by;
                Shared values = engine.concat(Shape.of(count + 1), List.of(sums, engine.constant(RingTensor.zeros(Shape.of(1)))));
                int[] source = new int[count];
                Arrays.setAll(source, i -> i % size < back ? count : i - back);
                sums = engine.add(sums, engine.gather(values, source, same.shape()));
            }
            return sums;
        }
    }
}
