package org.siguard.ui;

import java.util.List;
import java.util.Locale;
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
import org.siguard.report.Drawing;

/** ROC curves and confidences of the run that was finished last: what needs every record's score and not only the figures. */
final class CurvesViewModel {
    private final SideWork<Asked, Drawing> rocs;
    private final SideWork<RunResult, Drawing> confidences;
    private final ObservableList<String> choices = FXCollections.observableArrayList();
    private final StringProperty choice = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Drawing> roc = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Drawing> histogram = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper basis = new ReadOnlyStringWrapper("Curves appear with the first finished preview.");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private RunResult result;
    private boolean lookingAtRoc;
    private boolean lookingAtConfidences;

    private record Asked(RunResult result, String choice) {
    }

    CurvesViewModel(Threads threads) {
        rocs = new SideWork<>(threads, (asked, progress, cancellation) -> Curves.roc(asked.result, asked.choice));
        confidences = new SideWork<>(threads, (asked, progress, cancellation) -> Curves.confidences(asked).orElse(null));
        rocs.stateProperty().subscribe(state -> heard(state, roc));
        confidences.stateProperty().subscribe(state -> {
            heard(state, histogram);
            if (state instanceof SideWork.Answered<Drawing> answered) {
                note.set(answered.answer() == null ? "Tick the attack confidence on the left: its scores are the confidences." : "");
            }
        });
        choice.subscribe(any -> ask());
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
            rocs.want(new Asked(result, choice.get()));
        }
        if (lookingAtConfidences) {
            confidences.want(result);
        }
    }
}
