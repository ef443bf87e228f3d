package org.siguard.ui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.report.Findings;

/** Which figures the charts show, what they are, and what they mean. */
final class ChartsViewModel {
    private final ReadOnlyObjectWrapper<Shown> shown;
    private Experiment chosen;
    private Of preview = Of.NOTHING;
    private Of measured = Of.NOTHING;
    private Of underWay = Of.NOTHING;

    ChartsViewModel(Experiment chosen) {
        this.chosen = chosen;
        this.shown = new ReadOnlyObjectWrapper<>(new Shown(null, null, null, true, "", Findings.NONE, "The first preview is under way."));
    }

    /**
     * What is to be drawn.
     *
     * @param figures   of attacks and accuracy; null while there are none
     * @param predicted figures with a predicted latency, or null
     * @param measured  figures with a measured latency, or null
     * @param fits      whether the measured figures have the settings that are chosen now
     * @param kind      in a word or two, what kind of figures they are
     * @param sentence  what they mean
     * @param basis     what they rest on
     */
    record Shown(Figures figures, Figures predicted, Figures measured, boolean fits, String kind, String sentence, String basis) {
    }

    /** Figures and the settings they belong to. */
    private record Of(Experiment experiment, Figures figures) {
        static final Of NOTHING = new Of(null, null);

        boolean fits(Experiment chosen) {
            return figures != null && experiment.equals(chosen);
        }
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Other settings were chosen. */
    void choose(Experiment now) {
        chosen = now;
        show();
    }

    void previewed(Experiment experiment, Figures figures) {
        preview = new Of(experiment, figures);
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
        underWay = Of.NOTHING;
        show();
    }

    /** A measured run came to nothing. */
    void abandoned() {
        underWay = Of.NOTHING;
        show();
    }

    /** Whether there is a prediction for the settings chosen now. */
    boolean previewFits() {
        return preview.fits(chosen);
    }

    private void show() {
        boolean measuring = underWay.figures() != null;
        Of latest = measuring ? underWay : measured;
        Of now = measuring ? underWay : measured.fits(chosen) || preview.figures() == null ? measured : preview;
        Figures figures = now.figures();
        String kind = figures == null ? "" : measuring ? "Measuring" : figures.fidelity() == Fidelity.MEASURED ? "Measured" : "Preview";
        shown.set(new Shown(figures, preview.figures(), latest.figures(), latest.fits(preview.experiment()), kind,
                Findings.inOneLine(figures),
                basis(now, measuring)));
    }

    private String basis(Of now, boolean measuring) {
        if (now.figures() == null) {
            return "The first preview is under way.";
        }
        String records = Findings.records(now.figures());
        if (measuring && !now.fits(chosen)) {
            return records + " so far, with the settings from when Measure was pressed; your change is previewed when it is done.";
        }
        if (measuring) {
            return records + " so far, on engine " + now.experiment().get(Experiment.ENGINE) + ".";
        }
        if (!now.fits(chosen)) {
            return records + ". Updating to your change.";
        }
        return now.figures().fidelity() == Fidelity.MEASURED
                ? records + ", on engine " + now.experiment().get(Experiment.ENGINE) + ". Computing measured, network time computed."
                : records + ", without parties in the same fixed-point arithmetic. Latency predicted.";
    }
}
