package org.siguard.ui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.report.Findings;
import org.siguard.report.Measurement;

/** Which figures the charts show, what they are, and what they mean. */
final class ChartsViewModel {
    private final ReadOnlyObjectWrapper<Shown> shown;
    private Experiment chosen;
    private Of preview = Of.NOTHING;
    private boolean previewComplete;
    private Of measured = Of.NOTHING;
    private Of underWay = Of.NOTHING;
    private Awaited awaited = Awaited.PREVIEW;

    ChartsViewModel(Experiment chosen) {
        this.chosen = chosen;
        this.shown =
                new ReadOnlyObjectWrapper<>(new Shown(null, null, null, true, false, "", Findings.NONE, Awaited.PREVIEW.withoutFigures));
    }

    /**
     * What is to be drawn.
     *
     * @param figures   of attacks and accuracy; null while there are none
     * @param predicted figures with a predicted latency, or null
     * @param measured  figures with a measured latency, or null
     * @param fits      whether the measured figures have the settings of the predicted ones; of those chosen now while there are none
     * @param underWay  whether a measurement runs now
     * @param kind      in a word or two, what kind of figures they are
     * @param sentence  what they mean
     * @param basis     what they rest on
     */
    record Shown(Figures figures, Figures predicted, Figures measured, boolean fits, boolean underWay, String kind, String sentence,
            String basis) {
        /** For the chart of latencies. */
        Measurement measurement() {
            return new Measurement(measured, fits, underWay);
        }
    }

    /** Figures and the settings they belong to. */
    private record Of(Experiment experiment, Figures figures) {
        static final Of NOTHING = new Of(null, null);

        boolean fits(Experiment chosen) {
            return figures != null && experiment.equals(chosen);
        }
    }

    /** Where the figures for the settings chosen now are to come from, or why they do not come. */
    private enum Awaited {
        PREVIEW("The first preview is under way.", "Updating to your change."),
        MEASUREMENT("The first figures come from the measurement under way.", "The measurement under way brings figures for your change."),
        STOPPED("The preview was stopped: change a setting, or press Measure.",
                "The settings have changed since, and their preview was stopped."),
        FAILED("The preview failed; what went wrong stands below.", "The settings have changed since, and their preview failed.");

        private final String withoutFigures;
        private final String withOlderFigures;

        Awaited(String withoutFigures, String withOlderFigures) {
            this.withoutFigures = withoutFigures;
            this.withOlderFigures = withOlderFigures;
        }
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Other settings were chosen. */
    void choose(Experiment now) {
        chosen = now;
        await(awaited == Awaited.MEASUREMENT ? awaited : Awaited.PREVIEW);
    }

    /** A preview begins. */
    void previewing() {
        await(Awaited.PREVIEW);
    }

    /** A preview came to nothing because it was stopped. */
    void previewStopped() {
        await(Awaited.STOPPED);
    }

    /** A preview came to nothing because it failed. */
    void previewFailed() {
        await(Awaited.FAILED);
    }

    /** A measured run begins, and no preview runs beside it. */
    void measurementBegan() {
        await(Awaited.MEASUREMENT);
    }

    private void await(Awaited now) {
        awaited = now;
        show();
    }

    /**
     * A preview has come this far.
     *
     * @param complete whether it is over; before that, its latency may rest on an assumed speed and not on this machine's
     */
    void previewed(Experiment experiment, Figures figures, boolean complete) {
        preview = new Of(experiment, figures);
        previewComplete = complete;
        show();
    }

    /** A measured run has come this far. */
    void measuring(Experiment experiment, Figures figures) {
        underWay = new Of(experiment, figures);
        show();
    }

    /** A measured run is over. */
    void measured(Experiment experiment, Figures figures) {
        measured = new Of(experiment, figures);
        abandoned();
    }

    /** A measured run came to nothing. */
    void abandoned() {
        underWay = Of.NOTHING;
        await(Awaited.PREVIEW);
    }

    /** Whether there is a prediction for the settings chosen now. */
    boolean previewFits() {
        return preview.fits(chosen);
    }

    private void show() {
        boolean measuring = underWay.figures() != null;
        // Figures of an earlier measurement make way for the one under way, of which there are none yet.
        Of latest = measuring ? underWay : awaited == Awaited.MEASUREMENT ? Of.NOTHING : measured;
        Of now = measuring ? underWay : measured.fits(chosen) || preview.figures() == null ? measured : preview;
        Figures figures = now.figures();
        String kind = figures == null ? "" : measuring ? "Measuring" : figures.fidelity() == Fidelity.MEASURED ? "Measured" : "Preview";
        boolean fits = latest.fits(preview.figures() == null ? chosen : preview.experiment());
        shown.set(new Shown(figures, preview.figures(), latest.figures(), fits, underWay(), kind,
                Findings.inOneLine(figures),
                basis(now, measuring)));
    }

    private boolean underWay() {
        return underWay.figures() != null || awaited == Awaited.MEASUREMENT;
    }

    private String basis(Of now, boolean measuring) {
        if (now.figures() == null) {
            return awaited.withoutFigures;
        }
        String records = Findings.records(now.figures());
        if (measuring && !now.fits(chosen)) {
            return records + " so far, with the settings from when Measure was pressed; your change is previewed when it is done.";
        }
        if (measuring) {
            return records + " so far, on engine " + now.experiment().get(Experiment.ENGINE) + ".";
        }
        if (!now.fits(chosen)) {
            return records + ". " + awaited.withOlderFigures;
        }
        return now.figures().fidelity() == Fidelity.MEASURED
                ? records + ", on engine " + now.experiment().get(Experiment.ENGINE) + ". Computing measured, network time computed."
                : records + ", without parties in the same fixed-point arithmetic. Latency "
                        + (previewComplete ? Findings.PREDICTED : "predicted from declared costs") + ".";
    }
}
