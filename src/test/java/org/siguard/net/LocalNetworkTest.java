package org.siguard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels, clocks and meters between two parties. */
@Timeout(20)
class LocalNetworkTest {
    private static final Party A = new Party("a");
    private static final Party B = new Party("b");

    /** Far slower than any computing in between, so that times can be told: 1 s one way, 8 bytes a second. */
    private static final NetworkProfile SLOW = new NetworkProfile("slow", 1_000_000_000L, 8);

    private final LocalNetwork network = new LocalNetwork(List.of(A, B), SLOW);
    private final Endpoint a = network.endpoint(A);
    private final Endpoint b = network.endpoint(B);

    LocalNetworkTest() {
        a.begin();
        b.begin();
    }

    /**
     * By hand: a sends 1 word at 0, on the link until 1 s, there at 2 s; then 2 words, on the link from 1 s to 3 s, there at 4 s. b answers
     * 1 word at 4 s: there at 4 + 1 + 1 = 6 s.
     */
    @Test
    void theClockFollowsLinksAndLatency() {
        a.channelTo(B).send(new long[1]);
        a.channelTo(B).send(new long[2]);
        b.channelTo(A).receive();
        assertThat(seconds(b)).isBetween(2.0, 2.5);
        b.channelTo(A).receive();
        assertThat(seconds(b)).isBetween(4.0, 4.5);
        b.channelTo(A).send(new long[1]);
        a.channelTo(B).receive();
        assertThat(seconds(a)).isBetween(6.0, 6.9);
    }

    private static double seconds(Endpoint endpoint) {
        return endpoint.clock().nanos() / 1e9;
    }

    /** Both at once is one round; there and back is two. */
    @Test
    void roundsAreTheLongestChain() {
        a.channelTo(B).send(new long[1]);
        b.channelTo(A).send(new long[1]);
        a.channelTo(B).receive();
        b.channelTo(A).receive();
        assertThat(a.clock().rounds()).isEqualTo(1);
        b.channelTo(A).send(new long[1]);
        a.channelTo(B).receive();
        assertThat(a.clock().rounds()).isEqualTo(2);
        assertThat(b.clock().rounds()).isEqualTo(1);
    }

    /** What was prepared beforehand arrives at once and is no round, though it counts as bytes. */
    @Test
    void nobodyWaitsForWhatWasPreparedBeforehand() {
        a.clock().workBeforehand();
        a.channelTo(B).send(new long[1000]);
        b.channelTo(A).receive();
        assertThat(seconds(b)).isLessThan(0.5);
        assertThat(b.clock().rounds()).isZero();
        assertThat(a.meter().byOperation().get("other").bytes()).isEqualTo(8000);
    }

    @Test
    void theMeterTellsOperationsApart() {
        a.meter().in("outer", () -> {
            a.channelTo(B).send(new long[2]);
            a.meter().in("inner", () -> a.channelTo(B).send(new long[3]));
        });
        Map<String, Traffic> costs = a.meter().byOperation();
        assertThat(costs.get("outer").bytes()).isEqualTo(16);
        assertThat(costs.get("outer/inner").bytes()).isEqualTo(24);
        assertThat(costs.get("outer/inner").messages()).isEqualTo(1);
    }

    @Test
    void theMeterKnowsWhereWorkFailed() {
        assertThatThrownBy(() -> a.meter().in("outer", () -> {
            a.meter().in("done", () -> {
            });
            a.meter().in("inner", () -> {
                throw new IllegalStateException();
            });
        })).isInstanceOf(IllegalStateException.class);
        assertThat(a.meter().failedIn()).isEqualTo("outer/inner");
    }

    @Test
    void messagesArriveInOrderAcrossThreads() throws InterruptedException {
        int count = 100_000;
        Thread sender = Thread.ofVirtual().start(() -> {
            a.clock().resume();
            for (int i = 0; i < count; i++) {
                a.channelTo(B).send(new long[] {i});
            }
        });
        for (int i = 0; i < count; i++) {
            assertThat(b.channelTo(A).receive()[0]).isEqualTo(i);
        }
        sender.join();
    }

    /** A sender far ahead of its receiver waits; what is under way stays bounded. */
    @Test
    void aSenderFarAheadWaits() throws InterruptedException {
        int messages = 40;
        int words = 1 << 20;
        java.util.concurrent.atomic.AtomicInteger sent = new java.util.concurrent.atomic.AtomicInteger();
        Thread sender = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < messages; i++) {
                a.channelTo(B).send(new long[words]);
                sent.incrementAndGet();
            }
        });
        Thread.sleep(300);
        assertThat(sent.get()).isLessThan(12);
        for (int i = 0; i < messages; i++) {
            b.channelTo(A).receive();
        }
        sender.join();
        assertThat(sent.get()).isEqualTo(messages);
    }

    @Test
    void shuttingWakesThoseWhoWait() throws InterruptedException {
        Thread[] waiting = new Thread[1];
        boolean[] woken = new boolean[1];
        waiting[0] = Thread.ofVirtual().start(() -> {
            try {
                b.channelTo(A).receive();
            } catch (NetworkDown e) {
                woken[0] = true;
            }
        });
        Thread.sleep(50);
        network.shut();
        waiting[0].join();
        assertThat(woken[0]).isTrue();
        assertThatThrownBy(() -> a.channelTo(B).send(new long[1])).isInstanceOf(NetworkDown.class);
    }
}
