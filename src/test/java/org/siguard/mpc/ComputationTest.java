package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.mpc.math.Softmax;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Starting, failing, stopping and repeating. */
class ComputationTest {
    private static final RingTensor INPUT = Trial.FIXED.encode(Shape.of(2, 3), new double[] {1, 2, 3, 4, 5, 6});

    /** Each party in turn throws in the middle, while the others wait for it. */
    @Test
    void onePartysFailureIsOneClearErrorForAll() {
        for (int server = 0; server < 3; server++) {
            String failing = "server " + server;
            long before = System.nanoTime();
            assertThatThrownBy(() -> Trial.run(Trial.secure(), List.of(INPUT), (engine, in) -> {
                Shared x = engine.product(Bilinear.ELEMENTWISE, in.get(0), in.get(0), 16);
                engine.meter().in("the fatal step", () -> {
                    if (Thread.currentThread().getName().equals(failing)) {
                        throw new IllegalStateException("the disk is on fire");
                    }
                });
                return List.of(engine.product(Bilinear.ELEMENTWISE, x, x, 16));
            })).isInstanceOf(PartyFailure.class).hasMessage("The " + failing
                    + " failed during the fatal step: the disk is on fire. The computation was stopped for all parties.");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void anErrorOfTheMachineIsReportedToo() {
        assertThatThrownBy(() -> Trial.run(Trial.secure(), List.of(INPUT), (engine, in) -> {
            throw new OutOfMemoryError("Java heap space");
        })).isInstanceOf(PartyFailure.class).hasMessageContaining("Java heap space");
    }

    @Test
    @Timeout(10)
    void cancellationEndsAComputationThatWouldGoOn() {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> {
            try {
                Trial.computation(Trial.secure(), 1).run(new Endless(started), cancellation);
                return null;
            } catch (RuntimeException e) {
                return e;
            }
        });
        started.join();
        long before = System.nanoTime();
        cancellation.request();
        assertThat(ended.join()).isInstanceOf(CancellationException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
    }

    private record Endless(CompletableFuture<Void> started) implements SecureProgram<Void> {
        @Override
        public void own(Outsider owner) {
            // Takes no part.
        }

        @Override
        public Void ask(Outsider client) {
            client.share(INPUT);
            client.receive(INPUT.shape());
            return null;
        }

        @Override
        public void serve(FullRing engine) {
            Shared x = engine.input(Outside.CLIENT, INPUT.shape());
            while (true) {
                x = engine.truncate(x, 1);
                started.complete(null);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        List<RingTensor> first = softmaxTwice(7);
        assertThat(softmaxTwice(7)).isEqualTo(first);
        assertThat(softmaxTwice(8)).isNotEqualTo(first);
    }

    /** Two runs of one computation: the rounding of products differs, because every run has fresh masks. */
    @Test
    void everyRunHasFreshMasks() {
        List<RingTensor> runs = softmaxTwice(7);
        assertThat(runs.get(0)).isNotEqualTo(runs.get(1));
    }

    private static List<RingTensor> softmaxTwice(long seed) {
        Computation computation = Trial.computation(Trial.secure(), seed);
        RingTensor input = Trial.FIXED.encode(Shape.of(20, 10), new java.util.Random(3).doubles(200, -5, 5).toArray());
        return List.of(softmax(computation, input), softmax(computation, input));
    }

    private static RingTensor softmax(Computation computation, RingTensor input) {
        return Trial.run(computation, List.of(input), (e, in) -> List.of(Softmax.of(e, in.get(0)).probabilities())).result().get(0);
    }
}
