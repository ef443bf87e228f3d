package org.siguard.report;

import java.util.Optional;

/**
 * Other runs that a chart shows beside its own figures: the one that all others are held against, a cross with the difference to it; and the
 * one that a person has chosen, a hollow triangle with its interval. What is both is the first of them.
 */
public record Beside(Optional<Baseline> pinned, Optional<Baseline> chosen) {
    public static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());

    private static final String CHOSEN = " (chosen)";

    public Beside {
        Optional<Baseline> base = pinned;
        chosen = chosen.filter(run -> base.isEmpty() || !base.get().equals(run));
    }

    /** A baseline alone. */
    public static Beside of(Baseline pinned) {
        return new Beside(Optional.of(pinned), Optional.empty());
    }

    /** What the chosen run is called beside other series: a pinned one may have the same name. */
    static String series(Baseline chosen) {
        return chosen.series() + CHOSEN;
    }
}
