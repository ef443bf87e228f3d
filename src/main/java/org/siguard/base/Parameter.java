package org.siguard.base;

import java.util.List;
import java.util.Locale;

/**
 * One thing a user may set, declared once: key, default, range, unit and help. Files, command line and window controls are
 * all made from the declaration, so that they cannot disagree.
 *
 * @param <T> the type of its values
 */
public sealed interface Parameter<T> {
    /** The name in files and on the command line, such as {@code guard.step}. */
    String key();

    /** The name in the window. */
    String label();

    T defaultValue();

    /** The unit a value is in, empty where it has none. */
    String unit();

    /** What it does, for the person who sets it. */
    String help();

    /** The values allowed, in words: {@code 1 to 60}. */
    String range();

    /** Reads a value as a user writes it. */
    T parse(String text);

    /** Returns the value if it is allowed, and says what is allowed if it is not. */
    T check(T value);

    /** A value as files and fields show it. */
    default String format(T value) {
        return String.valueOf(value);
    }

    private static UserMistake wrong(Parameter<?> parameter, Object value) {
        String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
        return new UserMistake(parameter.key() + ": " + value + " is not allowed; give " + parameter.range() + unit
                + " (default " + parameter.defaultValue() + ").");
    }

    /** A whole number between two bounds, both allowed. */
    record Whole(String key, String label, Integer defaultValue, int min, int max, String unit, String help)
            implements Parameter<Integer> {
        @Override
        public String range() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public Integer parse(String text) {
            try {
                return check(Integer.valueOf(text.strip()));
            } catch (NumberFormatException e) {
                throw wrong(this, "'" + text + "'");
            }
        }

        @Override
        public Integer check(Integer value) {
            if (value < min || value > max) {
                throw wrong(this, value);
            }
            return value;
        }
    }

    /** A number between two bounds, both allowed; {@code logarithmic} says that its controls step by ratios. */
    record Real(String key, String label, Double defaultValue, double min, double max, boolean logarithmic, String unit, String help)
            implements Parameter<Double> {
        @Override
        public String range() {
            return "a number from " + format(min) + " to " + format(max);
        }

        @Override
        public Double parse(String text) {
            try {
                return check(Double.valueOf(text.strip()));
            } catch (NumberFormatException e) {
                throw wrong(this, "'" + text + "'");
            }
        }

        @Override
        public Double check(Double value) {
            if (!(value >= min && value <= max)) {
                throw wrong(this, value);
            }
            return value;
        }

        @Override
        public String format(Double value) {
            double v = value;
            return v == Math.rint(v) && Math.abs(v) < 1e9 ? String.format(Locale.ROOT, "%.0f", v) : Double.toString(v);
        }
    }

    /** One of a few named values. */
    record Choice(String key, String label, String defaultValue, List<String> options, String help) implements Parameter<String> {
        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", options);
        }

        @Override
        public String parse(String text) {
            return check(text.strip());
        }

        @Override
        public String check(String value) {
            if (!options.contains(value)) {
                throw wrong(this, "'" + value + "'");
            }
            return value;
        }
    }
}
