package org.siguard.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.Trial;

/**
 * Ranges of settings and figures that a person has marked, on a front or on the axes of parallel coordinates: what lies in all of them is
 * shown, the rest fades.
 *
 * @param ranges by the key of a setting or the label of a figure
 */
public record Brush(Map<String, Range> ranges) {
    public static final Brush NOTHING = new Brush(Map.of());

    public Brush {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    /**
     * From one value to another, ends included; or, where values are names, some of them.
     *
     * @param names empty where values are numbers
     */
    public record Range(double low, double high, Set<String> names) {
        public Range {
            names = Set.copyOf(names);
        }

        public static Range of(double one, double other) {
            return new Range(Math.min(one, other), Math.max(one, other), Set.of());
        }

        public static Range of(Set<String> names) {
            return new Range(0, 0, names);
        }

        boolean holds(String text) {
            if (!names.isEmpty()) {
                return names.contains(text);
            }
            try {
                return holds(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                return false;
            }
        }

        boolean holds(double value) {
            return value >= low && value <= high;
        }

        private String inWords() {
            return names.isEmpty() ? InWords.figures(low) + " to " + InWords.figures(high)
                    : String.join(" or ", names.stream().sorted().toList());
        }
    }

    /** With a range more, instead of one of the same name; null takes it away. */
    public Brush with(String of, Range range) {
        Map<String, Range> more = new LinkedHashMap<>(ranges);
        more.remove(of);
        if (range != null) {
            more.put(of, range);
        }
        return new Brush(more);
    }

    /** Whether nothing is marked. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean holds(Trial trial) {
        return holds(trial.settings(), trial.figures());
    }

    /** Whether settings and figures lie in every range; what is not known of them lies in none. */
    public boolean holds(Map<String, String> settings, Map<Aim, Estimate> figures) {
        return ranges.entrySet().stream().allMatch(each -> {
            String setting = settings.get(each.getKey());
            return setting != null ? each.getValue().holds(setting)
                    : figures.entrySet().stream().anyMatch(
                            figure -> figure.getKey().label().equals(each.getKey()) && each.getValue().holds(figure.getValue().value()));
        });
    }

    public String inWords() {
        return String.join(", ", ranges.entrySet().stream().map(each -> each.getKey() + " " + each.getValue().inWords()).toList());
    }

    /**
     * What a person writes instead of dragging: {@code latency 0.5 to 1.2}; shares in per cent where they say so.
     *
     * @param known what there is a range of
     */
    public Brush written(String text, List<String> known) {
        String[] parts = text.strip().split("\\s+to\\s+|\\s+", 3);
        if (parts.length < 3) {
            throw new UserMistake("Write what, from and to: for example " + Aim.LATENCY.label() + " 0.5 to 1.2.");
        }
        if (!known.contains(parts[0])) {
            throw new UserMistake(Names.unknown("axis", parts[0], known));
        }
        return with(parts[0], Range.of(number(parts[1]), number(parts[2])));
    }

    private static double number(String text) {
        boolean share = text.endsWith("%");
        try {
            double value = Double.parseDouble(share ? text.substring(0, text.length() - 1).strip() : text);
            return share ? value / 100 : value;
        } catch (NumberFormatException e) {
            throw new UserMistake("'" + text + "' is no number: write what, from and to, for example " + Aim.LATENCY.label()
                    + " 0.5 to 1.2.", e);
        }
    }
}
