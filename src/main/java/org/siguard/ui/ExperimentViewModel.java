package org.siguard.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.siguard.base.Parameter;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Guards;
import org.siguard.guard.Siguard;

/** The experiment that is set at the moment, one setting for each declared parameter. */
final class ExperimentViewModel {
    private static final List<Parameter<?>> MAIN =
            List.of(Experiment.QUERIES, Experiment.NETWORK, Experiment.GUARD, Siguard.OUTER, Siguard.INNER,
                    Siguard.STEP, Siguard.C3);
    private static final String NO_HELP = "Point at a setting to read what it does.";

    private final List<SettingViewModel<?>> settings = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Experiment> experiment = new ReadOnlyObjectWrapper<>(Experiment.standard());
    private final ReadOnlyStringWrapper help = new ReadOnlyStringWrapper(NO_HELP);
    private SettingViewModel<?> pointedAt;
    private SettingViewModel<?> wentTo;

    ExperimentViewModel() {
        Experiment.PARAMETERS.forEach(this::declare);
        markWhatApplies();
    }

    private <T> void declare(Parameter<T> parameter) {
        SettingViewModel<T> setting = new SettingViewModel<>(parameter);
        setting.valueProperty().addListener((property, old, now) -> {
            experiment.set(experiment.get().with(parameter, now));
            markWhatApplies();
        });
        settings.add(setting);
    }

    /** A guard's own settings do nothing where another stands, or none. */
    private void markWhatApplies() {
        List<Parameter<?>> heard = Guards.parameters(experiment.get().get(Experiment.GUARD));
        settings.stream().filter(setting -> Guards.parameters().contains(setting.parameter()))
                .forEach(setting -> setting.setApplies(heard.contains(setting.parameter())));
    }

    /** Changes whenever a setting does. */
    ReadOnlyObjectProperty<Experiment> experimentProperty() {
        return experiment.getReadOnlyProperty();
    }

    Experiment experiment() {
        return experiment.get();
    }

    /** The settings that everybody needs, in the order in which they are shown. */
    List<SettingViewModel<?>> main() {
        return MAIN.stream().<SettingViewModel<?>>map(this::setting).toList();
    }

    /** All the others. */
    List<SettingViewModel<?>> others() {
        return settings.stream().filter(setting -> !MAIN.contains(setting.parameter())).toList();
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

    void resetAll() {
        settings.forEach(SettingViewModel::reset);
    }
}
