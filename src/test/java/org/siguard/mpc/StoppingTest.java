package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Pause;
import org.siguard.net.Fault;
import org.siguard.net.Fault.Kind;
import org.siguard.net.NetworkDown;
import org.siguard.net.Party;
import org.siguard.net.Wiretap;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Cancelling, pausing, running side by side, and what is left behind. */
@Timeout(120)
class StoppingTest {
    private static final Shape LARGE = Shape.of(100_000);

    @TempDir
    private Path folder;

    static Stream<Protocol> engines() {
        return Trial.engines().stream();
    }

    /** Truncates a tensor again and again: a hundred thousand elements a step, as many steps as are wanted. */
    private record Steps(Shape shape, long steps, AtomicInteger done, Runnable everyStep) implements SecureProgram<RingTensor> {
        @Override
        public void own(Outsider owner) {
            // Takes no part.
        }

        @Override
        public RingTensor ask(Outsider client) {
            client.share(RingTensor.filled(shape, 1L << 40));
            return client.receive(shape);
        }

        @Override
        public void serve(FullRing engine) {
            Shared x = engine.input(Outside.CLIENT, shape);
            for (long i = 0; i < steps; i++) {
                x = engine.product(Bilinear.ELEMENTWISE, x, engine.constant(RingTensor.filled(shape, 1 << 16)), 16);
                done.incrementAndGet();
                everyStep.run();
            }
            engine.reveal(x, Outside.CLIENT);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void cancellationEndsAnyComputation(Protocol engine) throws InterruptedException {
        long longest = 0;
        for (int i = 0; i < 10; i++) {
            longest = Math.max(longest, cancelled(engine, new Steps(LARGE, Long.MAX_VALUE, new AtomicInteger(), () -> {
            }), 20 + 13 * i));
        }
        System.out.printf("%s: cancelled in the midst of large products, ended after at most %d ms%n", engine.name(), longest);
        assertThat(longest).isLessThan(1000);
        awaitNobodyLeft();
    }

    /** One step of it takes longer than anybody wants to wait, and knows nothing of cancellation. */
    @Test
    void cancellationDoesNotWaitForALongStep() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        long millis = cancelled(Trial.secure(), new Steps(Shape.of(4), 1, new AtomicInteger(), () -> {
            while (over.getCount() > 0) {
                Thread.onSpinWait();
            }
        }), 100);
        over.countDown();
        System.out.printf("cancelled in the midst of an endless step, ended after %d ms%n", millis);
        assertThat(millis).isLessThan(1000);
        awaitNobodyLeft();
    }

    private static void awaitNobodyLeft() throws InterruptedException {
        for (int i = 0; i < 200 && Carriers.lent() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(Carriers.lent()).isZero();
    }

    /** How many milliseconds the computation lived on after it was cancelled. */
    private static long cancelled(Protocol engine, SecureProgram<?> program, int after) throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Long> ended = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                Trial.computation(engine, 1).run(program, cancellation);
                ended.completeExceptionally(new AssertionError("it came to its end"));
            } catch (CancellationException e) {
                ended.complete(System.nanoTime());
            }
        });
        Thread.sleep(after);
        long before = System.nanoTime();
        cancellation.request();
        long millis = Duration.ofNanos(ended.join() - before).toMillis();
        caller.join();
        return millis;
    }

    /** Paused far longer than the patience: nobody moves, nothing is a stall, no clock runs, and the result is the same. */
    @ParameterizedTest
    @MethodSource("engines")
    void aPauseIsNoStall(Protocol engine) throws InterruptedException {
        Pause pause = new Pause();
        AtomicInteger done = new AtomicInteger();
        CompletableFuture<Outcome<RingTensor>> ended = new CompletableFuture<>();
        Computation computation = Trial.computation(engine, 1).withPatience(Duration.ofMillis(300));
        AtomicBoolean asked = new AtomicBoolean();
        SecureProgram<RingTensor> program = new Steps(Shape.of(10), 2_000, done, () -> {
            // Several parties count: none of them need see the very number.
            if (done.get() >= 1_000 && asked.compareAndSet(false, true)) {
                pause.request();
            }
        });
        Thread.ofPlatform().start(() -> {
            try {
                ended.complete(computation.run(program, Cancellation.never(), pause));
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        while (!pause.requested()) {
            Thread.sleep(1);
        }
        Thread.sleep(200);
        int before = done.get();
        Thread.sleep(1_000);
        boolean held = !ended.isDone();
        int after = done.get();
        pause.resume();
        Outcome<RingTensor> outcome = ended.join();
        assertThat(held).isTrue();
        assertThat(after).isEqualTo(before);
        assertThat(outcome.result()).isEqualTo(RingTensor.filled(Shape.of(10), 1L << 40));
        assertThat(Duration.ofNanos(outcome.costs().latencyNanos())).isLessThan(Duration.ofSeconds(1));
    }

    /** One party computes for 0.3 s while the others wait; in its midst the whole process is stopped for 1.5 s. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aSuspendedProcessIsNoStall() {
        SecureProgram<RingTensor> program = new Steps(Shape.of(4), 1, new AtomicInteger(), () -> {
            if (Thread.currentThread().getName().equals("server 0")) {
                computeWhileStopped();
            }
        });
        Computation computation = Trial.computation(Trial.secure(), 1).withPatience(Duration.ofSeconds(1));
        assertThat(computation.run(program, Cancellation.never()).result()).isEqualTo(RingTensor.filled(Shape.of(4), 1L << 40));
    }

    private static void computeWhileStopped() {
        long end = System.nanoTime() + Duration.ofMillis(1_800).toNanos();
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("sh", "-c", "kill -STOP " + self + "; sleep 1.5; kill -CONT " + self).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aPausedComputationCanBeCancelled() throws InterruptedException {
        Pause pause = new Pause();
        pause.request();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                Trial.computation(Trial.secure(), 1).run(new Steps(Shape.of(4), 5, new AtomicInteger(), () -> {
                }), cancellation, pause);
                ended.complete(null);
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        Thread.sleep(100);
        long before = System.nanoTime();
        cancellation.request();
        assertThat(ended.join()).isInstanceOf(CancellationException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void runsOfOneComputationMayTakePlaceAtTheSameTime() {
        Computation computation = Trial.computation(Trial.secure(), 1);
        List<RingTensor> inputs = IntStream.range(0, 16).mapToObj(i -> RingTensor.filled(Shape.of(50), i + 1L)).toList();
        List<RingTensor> results = inputs.parallelStream().map(input -> Trial.run(computation, List.of(input),
                (e, in) -> List.of(e.product(Bilinear.ELEMENTWISE, in.get(0), in.get(0), 0))).result().get(0)).toList();
        for (int i = 0; i < 16; i++) {
            assertThat(results.get(i)).isEqualTo(RingTensor.filled(Shape.of(50), (i + 1L) * (i + 1L)));
        }
    }

    /** Faults of every kind, each run with ten times 0.8 MB in every party's hands. */
    @Test
    void twoHundredFailuresLeaveNoThreadAndNoMemory() throws IOException, InterruptedException {
        Random random = new Random(1);
        List<Kind> kinds = Stream.of(Kind.values()).filter(kind -> kind != Kind.COMPUTES && kind != Kind.STALLS).toList();
        fail(20, kinds, random);
        long memory = usedMemory();
        fail(200, kinds, random);
        fail(4, List.of(Kind.STALLS, Kind.COMPUTES), random);
        awaitNobodyLeft();
        Thread.sleep(100);
        List<String> threads = partyThreads();
        long more = usedMemory() - memory;
        System.out.printf("after 200 failures: %d threads of parties, %.1f MB more%n", threads.size(), more / 1e6);
        assertThat(threads).isEmpty();
        assertThat(more).isLessThan(10_000_000);
    }

    private static void fail(int times, List<Kind> kinds, Random random) {
        List<Party> servers = Trial.secure().servers();
        for (int i = 0; i < times; i++) {
            Fault fault = new Fault(servers.get(random.nextInt(3)), kinds.get(i % kinds.size()), random.nextInt(5));
            try {
                Trial.computation(Trial.secure(), i).withPatience(Duration.ofMillis(500)).withWiretap(fault)
                        .run(new Steps(LARGE, 2, new AtomicInteger(), () -> {
                        }), Cancellation.never());
            } catch (PartyFailure e) {
                assertThat(e.party()).isNotNull();
            } finally {
                fault.release();
            }
        }
    }

    private static long usedMemory() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    /** Virtual threads are in no thread group; a dump has them all. */
    private List<String> partyThreads() throws IOException {
        Path dump = folder.resolve("threads-" + System.nanoTime() + ".txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        List<String> out = new ArrayList<>();
        for (String line : Files.readAllLines(dump)) {
            if (line.startsWith("#") && line.matches(".*\"(server \\d|client|model owner|dealer|clear server)\".*")) {
                out.add(line);
            }
        }
        return out;
    }

    /** The count above counts: a party's thread that lives is in the dump. */
    @Test
    void aLivingPartyIsSeen() throws IOException {
        List<String> seen = new ArrayList<>();
        Wiretap none = Wiretap.NONE;
        Trial.computation(Trial.secure(), 1).withWiretap(none).run(new Steps(Shape.of(1), 1, new AtomicInteger(), () -> {
            synchronized (seen) {
                try {
                    seen.addAll(partyThreads());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }), Cancellation.never());
        assertThat(seen).isNotEmpty();
    }

    /** A party that lets go of the network by itself has failed; only those that others woke have not. */
    @Test
    void aThreadThatEndsWithoutAWordIsAFailure() {
        assertThatThrownBy(() -> Trial.run(Trial.secure(), List.of(RingTensor.vector(1)), (e, in) -> {
            throw new NetworkDown();
        })).isInstanceOf(PartyFailure.class);
    }
}
