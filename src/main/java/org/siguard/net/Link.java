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
    private final Party from;
    private final Party to;
    private final ConcurrentLinkedQueue<Message> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedWords = new AtomicLong();
    /** The receiver's thread where it has found nothing and has taken nothing since. */
    private volatile Thread waitingReceiver;
    /** The sender's thread where it has found the link full and has put nothing since. */
    private volatile Thread waitingSender;
    /** When the link has carried all it was given, on the virtual clock; the sender's thread alone uses it. */
    private long free;

    Link(LocalNetwork network, Party from, Party to) {
        this.network = network;
        this.from = from;
        this.to = to;
    }

    Party from() {
        return from;
    }

    Party to() {
        return to;
    }

    int underWay() {
        return queue.size();
    }

    /**
     * Whether the receiver waits and nothing is under way: it will take nothing before the sender puts something. Asked in this order:
     * a receiver says that it waits no more before it takes, so one that waits after the link was seen empty has taken nothing since.
     */
    boolean starves() {
        return queue.isEmpty() && waitingReceiver != null && queue.isEmpty();
    }

    /** Whether the sender waits and the link is full: it will put nothing before the receiver takes something. */
    boolean chokes() {
        return queuedWords.get() > CAPACITY_WORDS && waitingSender != null && queuedWords.get() > CAPACITY_WORDS;
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
        queuedWords.addAndGet(words.length);
        queue.add(clock.worksBeforehand() ? new Message(words, 0, 0) : timed(words, clock));
        wake(waitingReceiver);
    }

    private Message timed(long[] words, PartyClock clock) {
        NetworkProfile profile = network.profile();
        long departure = Math.max(clock.pausedNanos(), free);
        free = departure + profile.transferNanos(8L * words.length);
        return new Message(words, free + profile.latencyNanos(), clock.rounds() + 1);
    }

    Message take() {
        Message message = queue.poll();
        while (message == null) {
            network.check();
            waitingReceiver = Thread.currentThread();
            if (queue.isEmpty() && !network.isDown()) {
                LockSupport.park(this);
            }
            waitingReceiver = null;
            message = queue.poll();
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
