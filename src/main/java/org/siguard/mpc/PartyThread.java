package org.siguard.mpc;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** One party's virtual thread, which can be left behind when it does not end. */
final class PartyThread {
    private enum State {
        LIVING, ENDED, LEFT_BEHIND
    }

    private final Thread thread;
    private final AtomicReference<State> state = new AtomicReference<>(State.LIVING);

    PartyThread(String name, Runnable life, CountDownLatch living) {
        thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                life.run();
            } finally {
                if (!state.compareAndSet(State.LIVING, State.ENDED)) {
                    Carriers.takeBack();
                }
                living.countDown();
            }
        });
    }

    void start() {
        thread.start();
    }

    boolean isLiving() {
        return state.get() == State.LIVING;
    }

    /** Ends a sleep, or a wait for something outside of the network; a thread that computes need not notice. */
    void interrupt() {
        thread.interrupt();
    }

    /** Nobody waits for it any more; it ends at the latest at its next message or operation. */
    void leaveBehind() {
        Carriers.lend();
        if (state.compareAndSet(State.LIVING, State.LEFT_BEHIND)) {
            thread.interrupt();
        } else {
            Carriers.takeBack();
        }
    }
}
