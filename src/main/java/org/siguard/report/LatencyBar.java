package org.siguard.report;

import java.util.Locale;
import org.siguard.experiment.Figures;

/**
 * How long one setting lets a client wait, in seconds.
 *
 * @param name      of the setting; may be empty where there is one only
 * @param kind      how the times are known
 * @param network   that they hold for
 * @param inference until the logits are there, still shared
 * @param guard     from there until the client has the vectors
 */
public record LatencyBar(String name, Kind kind, String network, double inference, double guard) {
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
        if (!(inference >= 0) || !(guard >= 0) || Double.isInfinite(inference + guard)) {
            throw new IllegalArgumentException("a latency of " + inference + " and " + guard + " s");
        }
    }

    /** That of a run. */
    public static LatencyBar of(String name, Figures.Latency latency) {
        return new LatencyBar(name, latency.predicted() ? Kind.PREDICTED : Kind.MEASURED, latency.network(), latency.inference(),
                latency.guard());
    }

    double total() {
        return inference + guard;
    }
}
