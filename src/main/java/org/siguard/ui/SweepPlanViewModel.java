package org.siguard.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.sweep.Axis;
import org.siguard.experiment.sweep.Limits;
import org.siguard.experiment.sweep.Method;
import org.siguard.experiment.sweep.Sweep;
import org.siguard.guard.Siguard;

/** What a sweep is to try: one or two parameters and their ranges; all else is as it is set on the left. */
final class SweepPlanViewModel {
    static final int TRIALS = 16;
    private static final int RUNGS = 3;
    private static final double KEEP = 0.5;
    private static final long SEED = 1;

    private final AxisViewModel first = new AxisViewModel();
    private final AxisViewModel second = new AxisViewModel();
    private final ObjectProperty<Method> method = new SimpleObjectProperty<>(Method.GRID);
    private final ObjectProperty<Fidelity> fidelity = new SimpleObjectProperty<>(Fidelity.PREVIEW);
    private final IntegerProperty trials = new SimpleIntegerProperty(TRIALS);
    private final ReadOnlyObjectWrapper<Sweep> sweep = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
    private Experiment base;

    SweepPlanViewModel(Experiment base) {
        this.base = base;
        first.choose(Siguard.STEP);
        second.choose(Siguard.INNER);
        second.stepsProperty().set(3);
        for (AxisViewModel axis : List.of(first, second)) {
            axis.parameterProperty().subscribe(any -> plan());
            axis.fromProperty().subscribe(any -> plan());
            axis.toProperty().subscribe(any -> plan());
            axis.stepsProperty().subscribe(any -> plan());
            axis.ratiosProperty().subscribe(any -> plan());
            axis.ticked().addListener((ListChangeListener<String>) change -> plan());
        }
        method.subscribe(any -> plan());
        fidelity.subscribe(any -> plan());
        trials.subscribe(any -> plan());
    }

    AxisViewModel first() {
        return first;
    }

    AxisViewModel second() {
        return second;
    }

    ObjectProperty<Method> methodProperty() {
        return method;
    }

    ObjectProperty<Fidelity> fidelityProperty() {
        return fidelity;
    }

    /** How many settings, for all but a grid. */
    IntegerProperty trialsProperty() {
        return trials;
    }

    /** What would be run now; null where something is wrong with it. */
    ReadOnlyObjectProperty<Sweep> sweepProperty() {
        return sweep.getReadOnlyProperty();
    }

    /** What would be run, in a sentence. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** What is wrong with it; empty where nothing is. */
    ReadOnlyStringProperty mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    /** All that can be varied, those of the guard that is set before the others. */
    static List<Parameter<?>> parameters() {
        Predicate<Parameter<?>> ofGuard = parameter -> parameter.key().startsWith("guard");
        return Stream.concat(Experiment.PARAMETERS.stream().filter(ofGuard), Experiment.PARAMETERS.stream().filter(ofGuard.negate()))
                .toList();
    }

    /** Other settings were chosen on the left. */
    void set(Experiment now) {
        base = now;
        plan();
    }

    private void plan() {
        try {
            Sweep now = planned();
            int count = now.size();
            sweep.set(now);
            mistake.set("");
            words.set(count + (count == 1 ? " setting, " : " settings, ") + (now.method() == Method.HALVING ? "up to " : "")
                    + base.get(Experiment.QUERIES) + " records each.");
        } catch (UserMistake e) {
            sweep.set(null);
            words.set("");
            mistake.set(e.getMessage());
        }
    }

    private Sweep planned() {
        List<Axis> axes = new ArrayList<>();
        first.axis().ifPresent(axes::add);
        second.axis().ifPresent(axes::add);
        if (axes.isEmpty()) {
            throw new UserMistake("Choose at least one parameter to vary.");
        }
        if (axes.size() == 2 && Objects.equals(axes.get(0).key(), axes.get(1).key())) {
            throw new UserMistake("Both parameters are the same one: choose another, or none, for the second.");
        }
        return new Sweep(base, fidelity.get(), method.get(), axes, trials.get(), RUNGS, KEEP, SEED, Limits.NONE);
    }
}
