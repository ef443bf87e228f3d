package org.siguard.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells the events of a run to any number of listeners, each on a thread of its own. The run never waits for one: who is slow misses
 * progress and figures that newer ones have overtaken, and hears everything else, in order, the last event always. What waits for a listener is
 * bounded: of progress, activity and figures the newest, and {@value #MOST} others at most; where more would wait, the oldest warnings go.
 */
public final class Broadcast implements Consumer<RunEvent>, AutoCloseable {
    static final int MOST = 256;

    private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();

    /** From now on this listener hears what happens, until the last event or until its subscription is closed. */
    public Subscription subscribe(Consumer<RunEvent> listener) {
        Mailbox mailbox = new Mailbox(listener);
        mailboxes.add(mailbox);
        mailbox.thread.start();
        return mailbox;
    }

    @Override
    public void accept(RunEvent event) {
        mailboxes.forEach(mailbox -> mailbox.put(event));
    }

    /** Waits until all listeners have heard all there was. */
    @Override
    public void close() {
        mailboxes.forEach(Mailbox::end);
        boolean interrupted = false;
        for (Mailbox mailbox : mailboxes) {
            while (true) {
                try {
                    mailbox.thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    mailbox.close();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A listener that can be told no more. */
    public interface Subscription extends AutoCloseable {
        /** The listener hears nothing any more; what waits for it is dropped. */
        @Override
        void close();
    }

    private static final class Mailbox implements Subscription {
        private final Consumer<RunEvent> listener;
        private final Thread thread;
        private final Deque<RunEvent> waiting = new ArrayDeque<>();
        private boolean ended;

        Mailbox(Consumer<RunEvent> listener) {
            this.listener = listener;
            this.thread = Thread.ofVirtual().name("run listener").unstarted(this::deliver);
        }

        synchronized void put(RunEvent event) {
            if (ended) {
                return;
            }
            if (event.outdated()) {
                waiting.removeIf(older -> older.getClass() == event.getClass());
            } else if (waiting.size() >= MOST) {
                waiting.stream().filter(RunEvent.Warned.class::isInstance).findFirst().ifPresent(waiting::remove);
            }
            waiting.add(event);
            ended = event.last();
            notifyAll();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        @Override
        public synchronized void close() {
            ended = true;
            waiting.clear();
            notifyAll();
        }

        private void deliver() {
            RunEvent event;
            while ((event = next()) != null) {
                try {
                    listener.accept(event);
                } catch (RuntimeException e) {
                    // A listener's fault is not the run's: it is told once, and hears no more.
                    System.getLogger(Broadcast.class.getName()).log(System.Logger.Level.WARNING, "a listener failed: " + e);
                    close();
                }
            }
        }

        private synchronized RunEvent next() {
            try {
                while (waiting.isEmpty() && !ended) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return waiting.poll();
        }
    }
}
