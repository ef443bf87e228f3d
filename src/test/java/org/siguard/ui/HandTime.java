package org.siguard.ui;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that a test moves by hand, in the test's own thread. */
final class HandTime implements Later {
    private record Due(long at, long number, Runnable action) {
    }

    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long now;
    private long number;

    @Override
    public void after(Duration delay, Runnable action) {
        waiting.add(new Due(now + delay.toMillis(), number++, action));
    }

    void pass(long millis) {
        long until = now + millis;
        while (!waiting.isEmpty() && waiting.peek().at() <= until) {
            Due due = waiting.poll();
            now = due.at();
            due.action().run();
        }
        now = until;
    }
}
