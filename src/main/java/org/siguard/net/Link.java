package org.siguard.net;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a connection in memory: one party sends, one receives. A sender that runs far ahead waits, so that a long
 * computation does not pile its messages up; a message is always taken when none is under way.
 */
final class Link {
    /** Eight million words, 64 MB. */
    private static final long CAPACITY_WORDS = 1L << 23;

    private final LocalNetwork network;
    private final ConcurrentLinkedQueue<Message> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedWords = new AtomicLong();
    private volatile Thread waitingReceiver;
    private volatile Thread waitingSender;
    /** When the link has carried all it was given, on the virtual clock; the sender's thread alone uses it. */
    private long free;

    Link(LocalNetwork network) {
        this.network = network;
    }

    void put(long[] words, PartyClock clock) {
        while (queuedWords.get() > CAPACITY_WORDS && !network.isDown()) {
            waitingSender = Thread.currentThread();
            if (queuedWords.get() > CAPACITY_WORDS && !network.isDown()) {
                LockSupport.park(this);
            }
            waitingSender = null;
        }
        network.check();
        NetworkProfile profile = network.profile();
        long departure = Math.max(clock.pausedNanos(), free);
        free = departure + profile.transferNanos(8L * words.length);
        queuedWords.addAndGet(words.length);
        queue.add(new Message(words, free + profile.latencyNanos(), clock.rounds() + 1));
        wake(waitingReceiver);
    }

    Message take() {
        Message message = queue.poll();
        while (message == null) {
            network.check();
            waitingReceiver = Thread.currentThread();
            message = queue.poll();
            if (message == null && !network.isDown()) {
                LockSupport.park(this);
            }
            waitingReceiver = null;
            if (message == null) {
                message = queue.poll();
            }
        }
        queuedWords.addAndGet(-message.words().length);
        wake(waitingSender);
        return message;
    }

    void wakeBoth() {
        wake(waitingReceiver);
        wake(waitingSender);
    }

    private static void wake(Thread waiting) {
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }
}
