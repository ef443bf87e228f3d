package org.siguard.report;

import org.siguard.experiment.Figures;

/**
 * What is measured of a latency, as far as it is.
 *
 * @param figures  the latest; null before the first batch is done
 * @param fits     whether they have the settings of the prediction that they stand beside
 * @param underWay whether more of it is being measured now
 */
public record Measurement(Figures figures, boolean fits, boolean underWay) {
    /** Null where there are no figures yet. */
    Figures.Latency latency() {
        return figures == null ? null : figures.latency();
    }

    /** What its bar is called. */
    String name() {
        return LatencyChart.MEASURED + (underWay ? " so far" : "") + (fits ? "" : ", other settings");
    }

    /** What stands where its bar will be. */
    String inItsPlace() {
        return underWay ? "being measured now: the first batch is not done yet" : "not measured yet: press Measure";
    }
}
