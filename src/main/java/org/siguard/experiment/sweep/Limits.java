package org.siguard.experiment.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;

/**
 * What a setting must keep to be recommended.
 *
 * @param most at most this, by aim; at least this, for top-1
 */
public record Limits(Map<Aim, Double> most) {
    public static final Limits NONE = new Limits(Map.of());

    public Limits {
        most = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(most));
    }

    static Limits read(JsonObject json) {
        Map<Aim, Double> out = new LinkedHashMap<>();
        for (String key : json.keys()) {
            out.put(Aim.named("limit", key), json.real(key, 0, 1e9));
        }
        return new Limits(out);
    }

    /** With more of them, each as a person writes it: {@code latency=2}, {@code undefended=1%}. */
    public Limits with(List<String> written) {
        Map<Aim, Double> out = new LinkedHashMap<>(most);
        for (String limit : written) {
            String[] parts = limit.split("=|<=?|>=?", 2);
            try {
                String number = parts.length < 2 ? "" : parts[1].strip();
                boolean percent = number.endsWith("%");
                double value = Double.parseDouble(percent ? number.substring(0, number.length() - 1).strip() : number);
                if (!Double.isFinite(value) || value < 0) {
                    throw new NumberFormatException();
                }
                out.put(Aim.named("limit", parts[0].strip()), percent ? value / 100 : value);
            } catch (NumberFormatException e) {
                throw new UserMistake("--limit wants a name and a number, not '" + limit + "': for example --limit latency=2 or "
                        + "--limit undefended=1%.", e);
            }
        }
        return new Limits(out);
    }

    boolean keeps(Map<Aim, Double> values) {
        return most.entrySet().stream().allMatch(limit -> limit.getKey().within(values.get(limit.getKey()), limit.getValue()));
    }

    /** In words, for whoever reads a recommendation. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        most.forEach((aim, value) -> parts.add(aim.label() + (aim == Aim.TOP1 ? " at least " : " at most ") + aim.shown(value)));
        return parts.isEmpty() ? "no limits" : String.join(", ", parts);
    }

    /** What can be limited, or aimed at. */
    public enum Aim {
        STRONGEST("strongest", true),
        DISTORTION("distortion", false),
        UNDEFENDED("undefended", true),
        TOP1("top-1", true),
        LATENCY("latency", false);

        /** No figure is known to a billionth, and each is the result of other sums: 0.68 here is 0.6799999999999999 there. */
        private static final double STEPS = 1e9;

        private final String label;
        private final boolean share;

        Aim(String label, boolean share) {
            this.label = label;
            this.share = share;
        }

        public String label() {
            return label;
        }

        /** @param what the person was asked for: an aim, or what is to be limited */
        public static Aim named(String what, String name) {
            for (Aim aim : values()) {
                if (aim.label.equals(name)) {
                    return aim;
                }
            }
            throw new UserMistake(Names.unknown(what, name, java.util.Arrays.stream(values()).map(Aim::label).toList()));
        }

        public String shown(double value) {
            return share ? String.format(java.util.Locale.ROOT, "%.1f %%", 100 * value)
                    : String.format(java.util.Locale.ROOT, this == LATENCY ? "%.2f s" : "%.3f", value);
        }

        /** The smaller, the better; accuracy turned round. Figures that differ by less than arithmetic errs cost the same. */
        public double cost(double value) {
            double rounded = Math.rint(value * STEPS) / STEPS;
            return this == TOP1 ? -rounded : rounded;
        }

        boolean within(double value, double limit) {
            return cost(value) <= cost(limit);
        }
    }
}
