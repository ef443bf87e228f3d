package org.siguard.ui;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.siguard.base.Parameter;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Guards;
import org.siguard.guard.Siguard;
import org.siguard.net.NetworkProfile;

/** The experiment that is set at the moment, one setting for each declared parameter. */
final class ExperimentViewModel {
    private static final List<Parameter<?>> ASKED = List.of(Experiment.MODEL, Experiment.QUERIES, Experiment.RECORDS, Experiment.ATTACKS);
    private static final List<Parameter<?>> GUARD_FIRST =
            List.of(Experiment.GUARD, Siguard.OUTER, Siguard.INNER, Siguard.STEP, Siguard.C3);
    private static final List<Parameter<?>> OWN_NETWORK = List.of(Experiment.ROUND_TRIP, Experiment.BANDWIDTH);
    private static final String NO_HELP = "Point at a setting to read what it does.";

    private final List<SettingViewModel<?>> settings = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Experiment> experiment = new ReadOnlyObjectWrapper<>(Experiment.standard());
    private final ReadOnlyStringWrapper help = new ReadOnlyStringWrapper(NO_HELP);
    private SettingViewModel<?> pointedAt;
    private SettingViewModel<?> wentTo;

    private final History<Experiment> history = new History<>();
    private final Clock clock;
    /** Several settings are being changed, and the experiment is changed when they all are. */
    private boolean together;

    ExperimentViewModel(Clock clock) {
        this.clock = clock;
        Experiment.PARAMETERS.forEach(this::declare);
        markWhatApplies();
    }

    private <T> void declare(Parameter<T> parameter) {
        SettingViewModel<T> setting = new SettingViewModel<>(parameter);
        setting.valueProperty().addListener((property, old, now) -> {
            if (!together) {
                history.changed(experiment.get(), parameter.key(), clock.millis());
                experiment.set(experiment.get().with(parameter, now));
                markWhatApplies();
            }
        });
        settings.add(setting);
    }

    /** A guard's own settings do nothing where another stands, or none; so do those of a network that was not chosen. */
    private void markWhatApplies() {
        List<Parameter<?>> heard = Guards.parameters(experiment.get().get(Experiment.GUARD));
        boolean own = !NetworkProfile.NAMED.stream().map(NetworkProfile::name).toList().contains(experiment.get().get(Experiment.NETWORK));
        for (SettingViewModel<?> setting : settings) {
            boolean ofGuards = Guards.parameters().contains(setting.parameter());
            setting.setApplies(ofGuards ? heard.contains(setting.parameter()) : !OWN_NETWORK.contains(setting.parameter()) || own);
        }
    }

    /** Takes a whole experiment as one change. */
    void set(Experiment wanted) {
        if (!wanted.equals(experiment.get())) {
            history.changed(experiment.get(), null, clock.millis());
            show(wanted);
        }
    }

    /** The same, with nothing to go back to: what a session begins with. */
    void begin(Experiment wanted) {
        show(wanted);
    }

    void undo() {
        show(history.undo(experiment.get()));
    }

    void redo() {
        show(history.redo(experiment.get()));
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return history.canRedoProperty();
    }

    private void show(Experiment wanted) {
        together = true;
        try {
            settings.forEach(setting -> take(setting, wanted));
        } finally {
            together = false;
        }
        experiment.set(wanted);
        markWhatApplies();
    }

    private static <T> void take(SettingViewModel<T> setting, Experiment from) {
        setting.set(from.get(setting.parameter()));
    }

    /** Changes whenever a setting does. */
    ReadOnlyObjectProperty<Experiment> experimentProperty() {
        return experiment.getReadOnlyProperty();
    }

    Experiment experiment() {
        return experiment.get();
    }

    /** A group of settings that are shown together. */
    record Section(String title, List<SettingViewModel<?>> settings) {
    }

    /** All settings, in the order in which they are shown. */
    List<Section> sections() {
        List<SettingViewModel<?>> guard = new ArrayList<>(of(GUARD_FIRST));
        List<SettingViewModel<?>> computed = new ArrayList<>();
        for (SettingViewModel<?> setting : settings) {
            if (Guards.parameters().contains(setting.parameter())) {
                if (!guard.contains(setting)) {
                    guard.add(setting);
                }
            } else if (!ASKED.contains(setting.parameter()) && !GUARD_FIRST.contains(setting.parameter())) {
                computed.add(setting);
            }
        }
        return List.of(new Section("Model and queries", of(ASKED)), new Section("Engine and network", computed),
                new Section("Guard", guard));
    }

    private List<SettingViewModel<?>> of(List<Parameter<?>> parameters) {
        return parameters.stream().<SettingViewModel<?>>map(this::setting).toList();
    }

    @SuppressWarnings("unchecked") // declare() put a SettingViewModel<T> there for a Parameter<T>
    <T> SettingViewModel<T> setting(Parameter<T> parameter) {
        return (SettingViewModel<T>) settings.stream().filter(setting -> setting.parameter().equals(parameter)).findFirst().orElseThrow();
    }

    ReadOnlyStringProperty helpProperty() {
        return help.getReadOnlyProperty();
    }

    /** A person points at a setting, or away from it. */
    void point(SettingViewModel<?> setting, boolean at) {
        pointedAt = at ? setting : pointedAt == setting ? null : pointedAt;
        explain();
    }

    /** A person went to a setting with the keyboard or a click; null for going elsewhere. A focus that came by itself is no person's. */
    void goTo(SettingViewModel<?> setting) {
        wentTo = setting;
        explain();
    }

    private void explain() {
        SettingViewModel<?> setting = pointedAt == null ? wentTo : pointedAt;
        help.set(setting == null ? NO_HELP : setting.parameter().label() + ". " + setting.help());
    }

    /** Hides all settings but these. */
    void showOnly(List<String> keys) {
        settings.forEach(setting -> setting.hide(!keys.contains(setting.parameter().key())));
    }

    void showAll() {
        settings.forEach(setting -> setting.hide(false));
    }

    void resetAll() {
        set(Experiment.standard());
    }
}
