package org.siguard.experiment;

import org.siguard.base.Cancellation;
import org.siguard.base.Pause;

/**
 * What a person can do to a run that is under way: hold it, let it go on, let it do one step (a batch of queries), end it. Of any
 * thread. A run that is held stands still at once, parties in the middle of a computation included.
 */
public final class Conduct {
    private final Cancellation cancellation;
    private final Pause pause = new Pause();
    private boolean stepping;

    public Conduct() {
        this(new Cancellation());
    }

    /** Of a run that somebody else may end as well. */
    public Conduct(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    public synchronized void hold() {
        stepping = false;
        pause.request();
    }

    public synchronized void goOn() {
        stepping = false;
        pause.resume();
    }

    /** Goes on until the step under way is done, or the next one where none is, and holds again. */
    public synchronized void step() {
        stepping = true;
        pause.resume();
    }

    public void stop() {
        cancellation.request();
        pause.look();
    }

    public boolean held() {
        return pause.requested();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Pause pause() {
        return pause;
    }

    /** A step is done. */
    synchronized void stepDone() {
        if (stepping) {
            stepping = false;
            pause.request();
        }
    }

    /** A step is about to begin: waits here while the run is held. */
    void beforeStep() {
        try (Cancellation.Registration wake = cancellation.onRequest(pause::look)) {
            pause.hold(cancellation::requested);
        }
        cancellation.check();
    }
}
