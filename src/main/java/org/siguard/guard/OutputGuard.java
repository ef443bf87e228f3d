package org.siguard.guard;

import java.util.Optional;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outsider;
import org.siguard.mpc.Shared;
import org.siguard.ring.FixedPoint;

/**
 * Stands right behind an inference and turns shared logits into the shared vector that the client is given. It opens nothing on
 * the way, and its messages are the same for every input.
 */
public interface OutputGuard {
    String name();

    /** The model owner's part: shares the guard's secrets, if it has any. */
    void own(Outsider owner, FixedPoint fixedPoint);

    /** A server's part: takes the secrets, and is ready for batches. */
    Guarding serve(FullRing engine);

    /** Whether it can do its work on shares: MemGuard cannot. */
    default boolean worksOnShares() {
        return true;
    }

    /**
     * The same guard, which tells how many steps it took for each query, where that depends on the query: whoever waits for the
     * answer, or sees messages pass, can count them, and so an attack may. None where every query takes as many: nothing is there to tell.
     */
    default Optional<OutputGuard> timed(Watch watch) {
        return Optional.empty();
    }

    /** Is told how many steps a guard took, query by query in their order, on the thread of each server that knows. */
    @FunctionalInterface
    interface Watch {
        void took(int steps);
    }

    /** The same, which tells a log what happens inside; what does not search has nothing to tell. */
    default OutputGuard watched(SearchLog watcher) {
        return this;
    }

    /** A guard at work on one server. */
    @FunctionalInterface
    interface Guarding {
        /** Logits [n, classes] to released vectors [n, classes]. */
        Shared protect(Shared logits);
    }
}
