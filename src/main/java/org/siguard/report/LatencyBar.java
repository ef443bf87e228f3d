package org.siguard.report;

import java.util.Locale;
import java.util.Optional;
import org.siguard.experiment.Figures;

/**
 * How long one setting lets a client wait, in seconds.
 *
 * @param name      of the setting; may be empty where there is one only
 * @param kind      how the times are known
 * @param network   that they hold for
 * @param inference until the client has the answer, were there no guard
 * @param guard     what waiting behind the guard takes longer; measured, it may be below zero
 * @param spread    how far they may be off; null where that is not known
 */
public record LatencyBar(String name, Kind kind, String network, double inference, double guard, Figures.Spread spread) {
    /** How a time is known. Times of different kinds are never added up. */
    public enum Kind {
        /** Computing was measured; network time was computed from the real messages. */
        MEASURED,
        /** From declared costs and this machine's speed. */
        PREDICTED,
        /** From a formula of a publication or from counted bytes alone. */
        MODELLED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LatencyBar {
        if (!(inference >= 0) || !(inference + guard >= 0) || Double.isInfinite(inference + guard)) {
            throw new IllegalArgumentException("a latency of " + inference + " and " + guard + " s");
        }
    }

    /** Without a word on how sure they are. */
    public LatencyBar(String name, Kind kind, String network, double inference, double guard) {
        this(name, kind, network, inference, guard, null);
    }

    /** That of a run. */
    public static LatencyBar of(String name, Figures.Latency latency) {
        return new LatencyBar(name, latency.predicted() ? Kind.PREDICTED : Kind.MEASURED, latency.network(), latency.inference(),
                latency.guard(), latency.spread());
    }

    /** How far to the right it goes, its limits included. */
    double reach() {
        return Math.max(total(), limits().map(Figures.Spread::high).orElse(0.0));
    }

    /** Between which the whole lies; one batch alone has no limits. */
    Optional<Figures.Spread> limits() {
        return Optional.ofNullable(spread).filter(Figures.Spread::known);
    }

    double total() {
        return inference + guard;
    }
}
