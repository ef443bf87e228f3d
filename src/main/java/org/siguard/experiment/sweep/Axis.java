package org.siguard.experiment.sweep;

import java.util.ArrayList;
import java.util.List;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;

/**
 * One parameter that a sweep varies: over some values, or over a range, by equal differences or by equal ratios.
 *
 * @param key    of the parameter
 * @param values as a user writes them; empty for a range
 * @param from   the lower end of a range
 * @param to     the upper end of a range
 * @param ratios whether a range is walked by ratios
 * @param steps  how many values a grid takes of a range
 */
public record Axis(String key, List<String> values, double from, double to, boolean ratios, int steps) {
    private static final int MOST_VALUES = 1000;

    public Axis {
        values = List.copyOf(values);
    }

    /** These values, each as a user writes it. */
    public static Axis of(Parameter<?> parameter, List<String> values) {
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw new UserMistake(parameter.label() + ": give 1 to " + MOST_VALUES + " values to try.");
        }
        return new Axis(parameter.key(), values, 0, 0, false, 0).checked(parameter, "");
    }

    /** A range of a number, with so many values in a grid. */
    public static Axis between(Parameter<?> parameter, double from, double to, boolean ratios, int steps) {
        if (!(from <= to) || steps < 2 || steps > MOST_VALUES) {
            throw new UserMistake(parameter.label() + ": give a lower end, an upper end that is not below it, and 2 to " + MOST_VALUES
                    + " steps.");
        }
        if (ratios && from <= 0) {
            throw new UserMistake(parameter.label() + ": the lower end must be above 0 where the range is walked by ratios.");
        }
        return new Axis(parameter.key(), List.of(), from, to, ratios, steps).checked(parameter, "");
    }

    /** Reads {@code [5, 10]} or {@code {"from": 0.05, "to": 1, "scale": "log", "steps": 5}}. */
    static Axis read(JsonObject json, String key, String file) {
        Parameter<?> parameter = Experiment.PARAMETERS.stream().filter(each -> each.key().equals(key)).findFirst()
                .orElseThrow(() -> new UserMistake(file + ": parameters: "
                        + Names.unknown("setting", key, Experiment.PARAMETERS.stream().map(Parameter::key).toList())));
        Axis axis = json.isObject(key) ? range(json.object(key), parameter) : new Axis(key, json.typedList(key), 0, 0, false, 0);
        if (axis.steps == 0 && (axis.values.isEmpty() || axis.values.size() > MOST_VALUES)) {
            throw json.mistake(key, "must have 1 to " + MOST_VALUES + " values.");
        }
        return axis.checked(parameter, file + ": parameters: ");
    }

    /** Every value is one that the parameter takes. */
    private Axis checked(Parameter<?> parameter, String where) {
        for (String value : grid()) {
            try {
                Settings.defaults(List.of(parameter)).with(key, value);
            } catch (UserMistake e) {
                throw new UserMistake(where + e.getMessage(), e);
            }
        }
        return this;
    }

    private static Axis range(JsonObject range, Parameter<?> parameter) {
        if (!(parameter instanceof Parameter.Whole) && !(parameter instanceof Parameter.Real)) {
            throw range.mistake("from", "is for numbers; " + parameter.key() + " takes a list of values.");
        }
        double from = range.real("from", -1e12, 1e12);
        double to = range.real("to", from, 1e12);
        boolean ratios = range.has("scale") ? scale(range) : parameter instanceof Parameter.Real real && real.logarithmic();
        int steps = range.has("steps") ? (int) range.whole("steps", 2, MOST_VALUES) : 5;
        range.requireNothingElse();
        if (ratios && from <= 0) {
            throw range.mistake("from", "must be above 0 where the scale is log.");
        }
        if (ratios && Double.isInfinite(to / from)) {
            throw range.mistake("from", "is too small for a range up to " + to + " by equal ratios.");
        }
        return new Axis(parameter.key(), List.of(), from, to, ratios, steps);
    }

    private static boolean scale(JsonObject range) {
        String scale = range.text("scale");
        if (!scale.equals("log") && !scale.equals("linear")) {
            throw range.mistake("scale", "must be log or linear.");
        }
        return scale.equals("log");
    }

    /** The values of a grid, each once. */
    List<String> grid() {
        if (steps == 0) {
            return values;
        }
        List<String> out = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            out.add(number((double) i / (steps - 1)));
        }
        return out.stream().distinct().toList();
    }

    /** The value at this place of the axis, 0 to 1 without 1. */
    String at(double place) {
        return steps == 0 ? values.get((int) (place * values.size())) : number(place);
    }

    /** Whole numbers rounded, others to four figures: what a person would have written. */
    private String number(double place) {
        double value = ratios ? from * Math.pow(to / from, place) : from + (to - from) * place;
        boolean whole = Experiment.PARAMETERS.stream().anyMatch(each -> each.key().equals(key) && each instanceof Parameter.Whole);
        if (whole) {
            return String.valueOf(Math.round(value));
        }
        double rounded = new java.math.BigDecimal(value).round(new java.math.MathContext(4)).doubleValue();
        return String.valueOf(Math.clamp(rounded, from, to));
    }
}
