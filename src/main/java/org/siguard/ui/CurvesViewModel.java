package org.siguard.ui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunResult;
import org.siguard.report.ConfidenceHistogram;
import org.siguard.report.Drawing;

/** ROC curves and confidences of the run that was finished last: what needs every record's score and not only the figures. */
final class CurvesViewModel {
    private final SideWork<Asked, Drawing> rocs;
    private final SideWork<Asked, Drawing> confidences;
    private final ObservableList<String> choices = FXCollections.observableArrayList();
    private final StringProperty choice = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Drawing> roc = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Drawing> histogram = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper basis = new ReadOnlyStringWrapper("Curves appear with the first finished preview.");
    private final ReadOnlyStringWrapper verdicts = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Set<Integer>> picked = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private RunResult result;
    private boolean lookingAtRoc;
    private boolean lookingAtConfidences;

    private Others others = Others.NONE;
    private final ObjectProperty<Selection> selection;

    /** What of: the choice is empty for confidences. */
    private record Asked(RunResult result, String choice, Selection selection, Others others) {
    }

    /** Runs whose curves stand beside the live ones: the one that is pinned, and the one that is chosen. */
    record Others(Optional<RunBeside> pinned, Optional<RunBeside> chosen) {
        static final Others NONE = new Others(Optional.empty(), Optional.empty());

        Others {
            Optional<RunBeside> base = pinned;
            chosen = chosen.filter(run -> base.isEmpty() || !base.get().figures().equals(run.figures()));
        }
    }

    /** @param selection what the person points at, on whichever page */
    CurvesViewModel(Threads threads, ObjectProperty<Selection> selection) {
        this.selection = selection;
        rocs = new SideWork<>(threads,
                (asked, progress, cancellation) -> Curves.roc(asked.result, asked.choice, asked.selection, asked.others));
        confidences = new SideWork<>(threads,
                (asked, progress, cancellation) -> Curves.confidences(asked.result, asked.selection, asked.others).orElse(null));
        rocs.stateProperty().subscribe(state -> heard(state, roc));
        confidences.stateProperty().subscribe(state -> {
            heard(state, histogram);
            if (state instanceof SideWork.Answered<Drawing> answered) {
                note.set(answered.answer() == null ? "Tick the attack confidence on the left: its scores are the confidences." : "");
            }
        });
        choice.subscribe(any -> ask());
        selection.subscribe(any -> {
            verdicts.set(Curves.verdicts(result, selection.get()));
            picked.set(Curves.picked(result, selection.get()));
            ask();
        });
    }

    /** Other runs are pinned or chosen, which the curves are held against. */
    void hold(Others now) {
        others = now;
        ask();
    }

    /** What attackers say of the record that is pointed at; empty for none. */
    ReadOnlyStringProperty verdictsProperty() {
        return verdicts.getReadOnlyProperty();
    }

    /** The places of the records in the range of confidences that was picked. */
    ReadOnlyObjectProperty<Set<Integer>> pickedProperty() {
        return picked.getReadOnlyProperty();
    }

    /** A bar of the histograms was clicked: its records light up everywhere; again, and they do no more. */
    void pick(int bar) {
        if (bar / ConfidenceHistogram.BINS >= Curves.CONFIDENCES.size()) {
            return; // those of the baseline are other answers
        }
        double bin = bar % ConfidenceHistogram.BINS;
        Selection.Range range = new Selection.Range(Curves.CONFIDENCES.get(bar / ConfidenceHistogram.BINS), bin / ConfidenceHistogram.BINS,
                (bin + 1) / ConfidenceHistogram.BINS);
        selection.set(selection.get().with(selection.get().range().equals(Optional.of(range)) ? null : range));
    }

    private static void heard(SideWork.State<Drawing> state, ReadOnlyObjectWrapper<Drawing> shown) {
        if (state instanceof SideWork.Answered<Drawing> answered) {
            shown.set(answered.answer());
        }
    }

    /** What can be chosen for the ROC curves. */
    ObservableList<String> choices() {
        return choices;
    }

    StringProperty choiceProperty() {
        return choice;
    }

    /** Null while there is none. */
    ReadOnlyObjectProperty<Drawing> rocProperty() {
        return roc.getReadOnlyProperty();
    }

    /** Null while there is none. */
    ReadOnlyObjectProperty<Drawing> confidencesProperty() {
        return histogram.getReadOnlyProperty();
    }

    /** What run the curves are of. */
    ReadOnlyStringProperty basisProperty() {
        return basis.getReadOnlyProperty();
    }

    /** Why there are no confidences; empty where there are some. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** The run that was finished last; null before there is one. */
    RunResult result() {
        return result;
    }

    /** A run is over. */
    void show(RunResult finished) {
        result = finished;
        verdicts.set(Curves.verdicts(result, selection.get()));
        picked.set(Curves.picked(result, selection.get()));
        List<String> now = Curves.choices(finished);
        String kept = now.contains(choice.get()) ? choice.get() : now.isEmpty() ? "" : now.getFirst();
        if (!choices.equals(now)) {
            choices.setAll(now);
        }
        choice.set(kept);
        basis.set(String.format(Locale.ROOT, "%s of %s, guard %s; %d records.",
                finished.fidelity() == Fidelity.MEASURED ? "Measured run" : "Preview",
                finished.experiment().get(Experiment.MODEL), finished.experiment().get(Experiment.GUARD), finished.scores().size()));
        ask();
    }

    void look(boolean atRoc, boolean atConfidences) {
        lookingAtRoc = atRoc;
        lookingAtConfidences = atConfidences;
        ask();
    }

    void mayWork(boolean quiet) {
        rocs.mayWork(quiet);
        confidences.mayWork(quiet);
    }

    private void ask() {
        if (result == null || result.scores().size() == 0) {
            return;
        }
        if (lookingAtRoc && choice.get() != null && !choice.get().isEmpty()) {
            rocs.want(new Asked(result, choice.get(), selection.get(), others));
        }
        if (lookingAtConfidences) {
            confidences.want(new Asked(result, "", selection.get(), others));
        }
    }
}
