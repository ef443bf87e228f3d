package org.siguard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Pause;

/** What is a standstill and what is not, by a clock that the test sets. */
@Timeout(20)
class WatchdogTest {
    private static final Party A = new Party("a");
    private static final Party B = new Party("b");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Pause pause = new Pause();
    private final LocalNetwork network = new LocalNetwork(List.of(A, B), NetworkProfile.IN_PROCESS, pause, Wiretap.NONE);
    private final Endpoint a = network.endpoint(A);
    private final Endpoint b = network.endpoint(B);
    private final AtomicLong now = new AtomicLong();
    private final Watchdog watchdog = new Watchdog(network, PATIENCE, Set.of(), now::get);

    @AfterEach
    void shut() {
        network.shut();
    }

    /** Looks so many times, each a tick after the one before. */
    private Optional<Standstill> look(int times) {
        Optional<Standstill> last = Optional.empty();
        for (int i = 0; i < times && last.isEmpty(); i++) {
            now.addAndGet(Watchdog.TICK.toNanos());
            last = watchdog.look();
        }
        return last;
    }

    private static Thread live(Endpoint endpoint, Runnable part) {
        return Thread.ofPlatform().daemon().start(() -> {
            endpoint.begin();
            try {
                part.run();
                endpoint.end();
            } catch (NetworkDown e) {
                // The test is over.
            }
        });
    }

    private static void awaitWaiting(Thread... threads) throws InterruptedException {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void twoThatWaitForEachOtherAreSeenAtOnce() throws InterruptedException {
        Thread first = live(a, () -> a.meter().in("product", () -> a.channelTo(B).receive()));
        Thread second = live(b, () -> b.channelTo(A).receive());
        awaitWaiting(first, second);
        Standstill standstill = look(1).orElseThrow();
        assertThat(standstill).hasMessage("nobody can go on: the a waits during product for the b, the b waits for the a");
    }

    /**
     * The last message of a party that ends at once: whoever looks just then must not see a receiver that lacks it and a sender that
     * has ended. Thousands of times, looking all the while, since only the worst moment shows it.
     */
    @Test
    void aLastMessageBeforeTheEndIsNoStandstill() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            LocalNetwork fresh = new LocalNetwork(List.of(A, B), NetworkProfile.IN_PROCESS, pause, Wiretap.NONE);
            Watchdog watching = new Watchdog(fresh, PATIENCE, Set.of(), now::get);
            Thread taker = Thread.startVirtualThread(() -> {
                fresh.endpoint(A).begin();
                fresh.endpoint(A).channelTo(B).receive();
                fresh.endpoint(A).end();
            });
            Thread giver = Thread.startVirtualThread(() -> {
                fresh.endpoint(B).begin();
                fresh.endpoint(B).channelTo(A).send(new long[1]);
                fresh.endpoint(B).end();
            });
            while (taker.isAlive() || giver.isAlive()) {
                assertThat(watching.look()).as("run %d", i).isEmpty();
            }
            fresh.shut();
        }
    }

    @Test
    void oneThatHasEndedIsMissed() throws InterruptedException {
        Thread first = live(a, () -> a.meter().in("product", () -> a.channelTo(B).receive()));
        live(b, () -> {
        }).join();
        awaitWaiting(first);
        Standstill standstill = look(1).orElseThrow();
        assertThat(standstill.party()).isEqualTo(B);
        assertThat(standstill.operation()).isEqualTo("product");
    }

    @Test
    void bothHaveSentMoreThanTheLinksHold() throws InterruptedException {
        Thread first = live(a, () -> sendWithoutEnd(a.channelTo(B)));
        Thread second = live(b, () -> sendWithoutEnd(b.channelTo(A)));
        awaitWaiting(first, second);
        assertThat(look(1).orElseThrow()).hasMessageContaining("the a waits until the b takes what was sent");
    }

    private static void sendWithoutEnd(Channel channel) {
        while (true) {
            channel.send(new long[1 << 22]);
        }
    }

    /** Where anybody computes, there is hope, until its time is up. */
    @Test
    void oneThatComputesIsGivenItsTime() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicLong work = new AtomicLong();
        Thread second = live(b, () -> b.channelTo(A).receive());
        live(a, () -> a.meter().in("long product", () -> {
            begun.countDown();
            while (over.getCount() > 0) {
                work.incrementAndGet();
            }
        }));
        awaitWaiting(second);
        begun.await();
        assertThat(look(19)).isEmpty();
        Standstill standstill = look(3).orElseThrow();
        assertThat(standstill.party()).isEqualTo(A);
        assertThat(standstill.operation()).isEqualTo("long product");
        assertThat(standstill)
                .hasMessageMatching("it has computed for 1.0\\d* s without a message or a new operation, while the b waits for the a");
        over.countDown();
    }

    @Test
    void aMessageStartsTheTimeAnew() throws InterruptedException {
        Thread second = live(b, () -> {
            while (true) {
                b.channelTo(A).receive();
            }
        });
        a.begin();
        for (int i = 0; i < 10; i++) {
            awaitWaiting(second);
            assertThat(look(15)).isEmpty();
            a.channelTo(B).send(new long[1]);
        }
    }

    /** The process was suspended, its machine asleep, all threads held in a debugger: the watchdog did not get to look either. */
    @Test
    void timeThatNobodyRanIsNotCounted() throws InterruptedException {
        Thread second = live(b, () -> b.channelTo(A).receive());
        a.begin();
        awaitWaiting(second);
        for (int i = 0; i < 10; i++) {
            now.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(watchdog.look()).isEmpty();
        }
        assertThat(look(22)).isPresent();
    }

    @Test
    void nothingIsAStandstillDuringAPause() throws InterruptedException {
        Thread first = live(a, () -> a.channelTo(B).receive());
        Thread second = live(b, () -> b.channelTo(A).receive());
        awaitWaiting(first, second);
        pause.request();
        assertThat(look(1000)).isEmpty();
        pause.resume();
        assertThat(look(1)).isPresent();
    }

    @Test
    void aMessageUnderWayIsNoStandstill() throws InterruptedException {
        Thread second = live(b, () -> b.channelTo(A).receive());
        awaitWaiting(second);
        a.begin();
        a.channelTo(B).send(new long[1]);
        Thread first = live(a, () -> a.channelTo(B).receive());
        awaitWaiting(first);
        second.join();
        assertThat(look(1).orElseThrow().party()).as("b has taken it and ended").isEqualTo(B);
    }
}
