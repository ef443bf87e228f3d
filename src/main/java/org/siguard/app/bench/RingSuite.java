package org.siguard.app.bench;

import java.util.List;
import java.util.function.Supplier;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RandomStream;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Seed;
import org.siguard.ring.Shape;

/** The kernels, on one core each. */
final class RingSuite {
    private static final int LARGE_DRAW = 1 << 17;
    /** The ten numbers of a prediction, times nine: what a small step of a protocol draws. */
    private static final int SMALL_DRAW = 90;

    private RingSuite() {
    }

    static Suite suite() {
        return new Suite("ring", List.of(new LongProduct(),
                new OneCore("random-stream", Unit.GIGABYTES_A_SECOND, 8.0 * LARGE_DRAW, () -> draws(LARGE_DRAW)),
                new OneCore("random-stream-small", Unit.GIGABYTES_A_SECOND, 8.0 * SMALL_DRAW, () -> draws(SMALL_DRAW))));
    }

    private static Runnable draws(int words) {
        RandomStream stream = RandomStream.of(Seed.of(1));
        return () -> stream.next(words);
    }

    /**
     * Work on one thread that no peer was measured at.
     *
     * @param amount of bytes or products in one operation
     */
    private record OneCore(String name, Unit unit, double amount, Supplier<Runnable> work) implements Benchmark {
        @Override
        public List<Result> run(Effort effort) {
            Timing timing = Timing.of(work.get(), effort);
            return List.of(new Result(name, unit.figure(timing.nanos(), amount), unit, timing.runs(), 0, 0, null));
        }
    }

    /** Its peer is this machine's own plain loop. */
    private record LongProduct() implements Benchmark {
        @Override
        public String name() {
            return "gemm-long";
        }

        @Override
        public List<Result> run(Effort effort) {
            Peer plain = new Peer("plain loop", Machine.measured(effort).plainGemmGmacs());
            Timing timing = longProduct(effort);
            return List.of(
                    new Result(name(), Machine.PRODUCTS / timing.nanos(), Unit.GIGA_PRODUCTS_A_SECOND, timing.runs(), 0, 0, plain));
        }
    }

    /** The product that machines are compared by, with the kernel in use. */
    static Timing longProduct(Effort effort) {
        RingTensor a = RingTensor.of(Shape.of(Machine.ROWS, Machine.DEPTH), Machine.numbers(Machine.ROWS * Machine.DEPTH));
        RingTensor b = RingTensor.of(Shape.of(Machine.DEPTH, Machine.COLUMNS), Machine.numbers(Machine.DEPTH * Machine.COLUMNS));
        return Timing.of(() -> Bilinear.MATRIX.apply(a, b), effort);
    }
}
