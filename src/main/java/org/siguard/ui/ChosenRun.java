package org.siguard.ui;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.RunResult;

/**
 * What is known of the run that a person has chosen, on the page of runs or on that of sweeps, for every chart to show it beside the live
 * one. A kept run has its figures on disk. A trial of a sweep is taken as the live settings when it is chosen: what its preview finds is
 * remembered, and stays when the settings move on.
 */
final class ChosenRun {
    private final ObjectProperty<Selection> selection;
    private final RunsViewModel runs;
    private final ReadOnlyObjectWrapper<Optional<RunBeside>> run = new ReadOnlyObjectWrapper<>(Optional.empty());
    private RunResult latest;
    private RunResult chosen;

    ChosenRun(ObjectProperty<Selection> selection, RunsViewModel runs) {
        this.selection = selection;
        this.runs = runs;
        selection.subscribe(any -> look());
        runs.keptProperty().subscribe(any -> look());
    }

    /** None while none is chosen, or nothing is known of it yet. */
    ReadOnlyObjectProperty<Optional<RunBeside>> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** A run has come to its end, whichever. */
    void finished(RunResult result) {
        latest = result;
        look();
    }

    private void look() {
        run.set(selection.get().run().flatMap(this::known));
    }

    private Optional<RunBeside> known(Selection.Run wanted) {
        if (is(latest, wanted.experiment())) {
            chosen = latest;
        }
        return runs.with(wanted).map(RunBeside::of)
                .or(() -> is(chosen, wanted.experiment()) ? Optional.of(new RunBeside(wanted.name(), chosen, Optional.empty()))
                        : Optional.empty());
    }

    private static boolean is(RunResult result, Experiment experiment) {
        return result != null && result.experiment().equals(experiment);
    }
}
