package org.siguard.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.Axis;

/** One parameter that a sweep is to vary: a number between two ends, or some of a few names. */
final class AxisViewModel {
    static final int STEPS = 5;
    /** Names that are ticked to begin with. */
    private static final int TICKED = 3;
    private static final double BESIDE_BY_RATIO = 4;
    private static final double BESIDE_BY_DIFFERENCE = 2;

    private final ReadOnlyObjectWrapper<Parameter<?>> parameter = new ReadOnlyObjectWrapper<>();
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    private final IntegerProperty steps = new SimpleIntegerProperty(STEPS);
    private final BooleanProperty ratios = new SimpleBooleanProperty();
    private final ObservableList<String> ticked = FXCollections.observableArrayList();

    /** What is varied; null for nothing. */
    ReadOnlyObjectProperty<Parameter<?>> parameterProperty() {
        return parameter.getReadOnlyProperty();
    }

    /** The lower end of a number's range, as a person writes it. */
    StringProperty fromProperty() {
        return from;
    }

    StringProperty toProperty() {
        return to;
    }

    /** How many values a grid takes of a range. */
    IntegerProperty stepsProperty() {
        return steps;
    }

    /** Whether a range is walked by ratios instead of differences. */
    BooleanProperty ratiosProperty() {
        return ratios;
    }

    /** The names to be tried, for what is no number. */
    ObservableList<String> ticked() {
        return ticked;
    }

    boolean isNumber() {
        return parameter.get() instanceof Parameter.Whole || parameter.get() instanceof Parameter.Real;
    }

    /** All names that may be tried. */
    List<String> options() {
        return switch (parameter.get()) {
            case Parameter.Choice choice -> choice.options();
            case Parameter.Name name -> name.known();
            case Parameter.Several several -> {
                List<String> all = new ArrayList<>(several.groups().keySet());
                all.addAll(several.options());
                yield all;
            }
            case null, default -> List.of();
        };
    }

    /** Varies another parameter, about its default; null for none. */
    void choose(Parameter<?> wanted) {
        if (Objects.equals(wanted, parameter.get())) {
            return;
        }
        parameter.set(wanted);
        ratios.set(wanted instanceof Parameter.Real real && real.logarithmic());
        ticked.setAll(options().stream().limit(TICKED).toList());
        switch (wanted) {
            case Parameter.Whole whole -> ends(Math.max(whole.min(), Math.round(whole.defaultValue() / BESIDE_BY_DIFFERENCE)),
                    Math.min(whole.max(), Math.max(1, whole.defaultValue()) * BESIDE_BY_DIFFERENCE));
            case Parameter.Real real when real.logarithmic() -> ends(Math.max(real.min(), real.defaultValue() / BESIDE_BY_RATIO),
                    Math.min(real.max(), real.defaultValue() * BESIDE_BY_RATIO));
            case Parameter.Real real -> ends(real.min(), real.max());
            case null, default -> {
            }
        }
    }

    private void ends(double low, double high) {
        from.set(written(low));
        to.set(written(high));
    }

    private static String written(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(new java.math.BigDecimal(value).round(new java.math.MathContext(4)).doubleValue());
    }

    /** Where the ends stand on a slider, 0 to 1; none where no slider makes sense, or an end is no number yet. */
    Optional<double[]> positions() {
        return scale().flatMap(scale -> {
            try {
                return Optional.of(new double[] {Math.clamp(scale.position(number(from.get())), 0, 1),
                    Math.clamp(scale.position(number(to.get())), 0, 1)});
            } catch (UserMistake e) {
                return Optional.empty();
            }
        });
    }

    /** Takes the round numbers nearest to these places of a slider. */
    void slideTo(double low, double high) {
        scale().ifPresent(scale -> {
            from.set(written(scale.value(low)));
            to.set(written(scale.value(high)));
        });
    }

    /** How far a press of an arrow key moves an end. */
    double increment() {
        return scale().map(Numbers::increment).orElse(0.01);
    }

    /** A scale of whole or other numbers, as numbers. */
    private interface Numbers {
        double position(double value);

        double value(double position);

        double increment();
    }

    private Optional<Numbers> scale() {
        return switch (parameter.get()) {
            case Parameter.Whole whole -> Scale.of(whole).map(scale -> numbers(scale, value -> (int) Math.round(value)));
            case Parameter.Real real -> Scale.of(real).map(scale -> numbers(scale, value -> value));
            case null, default -> Optional.empty();
        };
    }

    private static <T extends Number> Numbers numbers(Scale<T> scale, java.util.function.DoubleFunction<T> as) {
        return new Numbers() {
            @Override
            public double position(double value) {
                return scale.position(as.apply(value));
            }

            @Override
            public double value(double position) {
                return scale.value(position).doubleValue();
            }

            @Override
            public double increment() {
                return scale.increment();
            }
        };
    }

    private double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, with what is wanted instead
        }
        throw new UserMistake(parameter.get().label() + ": '" + text + "' is no number; give " + parameter.get().range() + ".");
    }

    /** What is to be varied; none where nothing was chosen. A mistake says what is wrong. */
    Optional<Axis> axis() {
        Parameter<?> now = parameter.get();
        if (now == null) {
            return Optional.empty();
        }
        return Optional.of(isNumber() ? Axis.between(now, number(from.get()), number(to.get()), ratios.get(), steps.get())
                : Axis.of(now, options().stream().filter(ticked::contains).toList()));
    }
}
