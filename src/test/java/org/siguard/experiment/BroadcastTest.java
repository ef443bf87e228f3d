package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BroadcastTest {
    @Test
    void aListenerThatHangsHoldsUpNobodyAndHearsTheEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<RunEvent> slow = Collections.synchronizedList(new ArrayList<>());
        List<RunEvent> quick = Collections.synchronizedList(new ArrayList<>());
        Broadcast broadcast = new Broadcast();
        broadcast.subscribe(event -> {
            slow.add(event);
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        broadcast.subscribe(quick::add);
        long begun = System.nanoTime();
        broadcast.accept(new RunEvent.Started(Experiment.standard(), Fidelity.PREVIEW));
        for (int i = 0; i < 100_000; i++) {
            broadcast.accept(new RunEvent.Advanced("on", i / 1e5));
            if (i % 10_000 == 0) {
                broadcast.accept(new RunEvent.Warned("warning " + i));
            }
        }
        broadcast.accept(new RunEvent.Cancelled());
        assertThat((System.nanoTime() - begun) / 1e9).as("seconds that the run lost").isLessThan(10);
        release.countDown();
        broadcast.close();
        assertThat(slow).hasSizeLessThan(30).endsWith(new RunEvent.Cancelled());
        assertThat(slow).filteredOn(RunEvent.Warned.class::isInstance).as("nothing but progress is left out").hasSize(10);
        assertThat(slow).contains(new RunEvent.Advanced("on", 0.99999));
        assertThat(quick).startsWith(new RunEvent.Started(Experiment.standard(), Fidelity.PREVIEW)).endsWith(new RunEvent.Cancelled());
    }

    @Test
    void whatWaitsIsBounded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<RunEvent> heard = Collections.synchronizedList(new ArrayList<>());
        Broadcast broadcast = new Broadcast();
        broadcast.subscribe(event -> {
            heard.add(event);
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 10 * Broadcast.MOST; i++) {
            broadcast.accept(new RunEvent.Warned("warning " + i));
        }
        broadcast.accept(new RunEvent.Cancelled());
        release.countDown();
        broadcast.close();
        assertThat(heard).hasSizeBetween(Broadcast.MOST, Broadcast.MOST + 1).endsWith(new RunEvent.Cancelled());
    }

    @Test
    void aListenerThatFailsHearsNoMoreAndTheOthersDo() {
        List<RunEvent> heard = Collections.synchronizedList(new ArrayList<>());
        Broadcast broadcast = new Broadcast();
        broadcast.subscribe(event -> {
            throw new IllegalStateException("a listener's fault");
        });
        Broadcast.Subscription closed = broadcast.subscribe(heard::add);
        closed.close();
        List<RunEvent> other = Collections.synchronizedList(new ArrayList<>());
        broadcast.subscribe(other::add);
        broadcast.accept(new RunEvent.Warned("one"));
        broadcast.accept(new RunEvent.Cancelled());
        broadcast.close();
        assertThat(heard).isEmpty();
        assertThat(other).containsExactly(new RunEvent.Warned("one"), new RunEvent.Cancelled());
    }
}
