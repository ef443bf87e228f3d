package org.siguard.ui;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;

/**
 * One setting: its value, always an allowed one, and what is wrong with the text that a person wrote for it, if anything is.
 *
 * @param <T> the type of its values
 */
final class SettingViewModel<T> {
    private final Parameter<T> parameter;
    private final Optional<Scale<T>> scale;
    private final ReadOnlyObjectWrapper<T> value;
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper applies = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper hidden = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();

    SettingViewModel(Parameter<T> parameter) {
        this.parameter = parameter;
        this.scale = Scale.of(parameter);
        this.value = new ReadOnlyObjectWrapper<>(parameter.defaultValue());
        shown.bind(applies.and(hidden.not()));
        changed.bind(value.map(now -> !now.equals(parameter.defaultValue())));
    }

    Parameter<T> parameter() {
        return parameter;
    }

    ReadOnlyObjectProperty<T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    /** What is wrong with the text last given; empty where nothing is. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** Whether it differs from its default. */
    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** Whether it has any effect, given the other settings. */
    ReadOnlyBooleanProperty appliesProperty() {
        return applies.getReadOnlyProperty();
    }

    /** Whether it is to be seen: it has an effect, and is not hidden for a lesson. */
    ReadOnlyBooleanProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void hide(boolean now) {
        hidden.set(now);
    }

    void setApplies(boolean now) {
        applies.set(now);
    }

    T value() {
        return value.get();
    }

    /** The value as its field shows it. */
    String text() {
        return parameter.format(value.get());
    }

    /** Takes a value; one that is not allowed is said to be so, and the old one stays. */
    void set(T wanted) {
        try {
            T allowed = parameter.check(wanted);
            error.set("");
            value.set(allowed);
        } catch (UserMistake e) {
            error.set(byItsLabel(e));
        }
    }

    /** A mistake names the setting as files do; in the window it has another name. */
    private String byItsLabel(UserMistake mistake) {
        String message = mistake.getMessage();
        String key = parameter.key() + ":";
        return message.startsWith(key) ? parameter.label() + ":" + message.substring(key.length()) : message;
    }

    /** Takes a value as a person writes it. */
    void enter(String text) {
        try {
            set(parameter.parse(text));
        } catch (UserMistake e) {
            error.set(byItsLabel(e));
        }
    }

    void reset() {
        set(parameter.defaultValue());
    }

    /** Whether a slider makes sense. */
    boolean slides() {
        return scale.isPresent();
    }

    double position() {
        return scale.orElseThrow().position(value.get());
    }

    double defaultPosition() {
        return scale.orElseThrow().position(parameter.defaultValue());
    }

    double increment() {
        return scale.orElseThrow().increment();
    }

    /** Takes the round value nearest to this position of the slider, 0 to 1. */
    void slideTo(double position) {
        set(scale.orElseThrow().value(position));
    }

    /** What it does, which values it takes, and what it is when nobody touches it. */
    String help() {
        String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
        return parameter.help() + " " + Character.toUpperCase(parameter.range().charAt(0)) + parameter.range().substring(1) + unit + "; "
                + parameter.format(parameter.defaultValue()) + " by default.";
    }
}
