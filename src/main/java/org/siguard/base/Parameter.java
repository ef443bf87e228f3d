package org.siguard.base;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    private static <T> UserMistake wrong(Parameter<T> parameter, Object value) {
        return wrong(parameter, value, "");
    }

    private static <T> UserMistake wrong(Parameter<T> parameter, Object value, String hint) {
        String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
        String shown = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return new UserMistake(parameter.key() + ": " + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
                + " is not allowed; give " + parameter.range() + unit + " (default " + parameter.format(parameter.defaultValue()) + ")."
                + hint);
    }

    private static String nearest(String written, List<String> known) {
        return Names.nearest(written, known).map(name -> " Did you mean '" + name + "'?").orElse("");
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
                throw wrong(this, "'" + value + "'", nearest(value, options));
            }
            return value;
        }
    }

    /** A short text: one of some known names, or another that only its user can look up, such as a folder. */
    record Name(String key, String label, String defaultValue, List<String> known, String range, String help)
            implements Parameter<String> {
        private static final int LONGEST = 1_000;

        public Name {
            known = List.copyOf(known);
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public String parse(String text) {
            return check(text.strip());
        }

        @Override
        public String check(String value) {
            if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
                throw wrong(this, "'" + value + "'");
            }
            return value;
        }
    }

    /**
     * Some of a few named values, one at least; as a text they stand one after another, with commas between.
     *
     * @param groups names that stand for several of the options at once
     */
    record Several(String key, String label, List<String> defaultValue, List<String> options, Map<String, List<String>> groups,
            String help) implements Parameter<List<String>> {
        public Several {
            defaultValue = List.copyOf(defaultValue);
            options = List.copyOf(options);
            // In the order of the alphabet: a map of constants has another one in every process.
            groups = Collections.unmodifiableMap(new TreeMap<>(groups));
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public String range() {
            return "one or more of " + String.join(", ", options)
                    + (groups.isEmpty() ? "" : ", or " + String.join(" or ", groups.keySet()) + " for several at once");
        }

        @Override
        public List<String> parse(String text) {
            Set<String> named = new LinkedHashSet<>();
            Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                    .forEach(name -> named.addAll(groups.getOrDefault(name, List.of(name))));
            return check(List.copyOf(named));
        }

        /** In the order of the options, each once: sets that are equal are equal lists. */
        @Override
        public List<String> check(List<String> value) {
            for (String name : value) {
                if (!options.contains(name)) {
                    throw wrong(this, "'" + name + "'", nearest(name, options));
                }
            }
            if (value.isEmpty()) {
                throw wrong(this, "nothing");
            }
            return options.stream().filter(value::contains).toList();
        }

        @Override
        public String format(List<String> value) {
            return String.join(",", value);
        }
    }
}
