package org.siguard.report;

import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.siguard.attack.metric.Estimate;

/**
 * What an axis shows.
 *
 * @param name   in words
 * @param unit   empty where it is a bare number
 * @param kind   how its values are laid out
 * @param places what stands at 0, 1, and so on, where the values are names; otherwise empty
 */
public record Quantity(String name, String unit, Kind kind, List<String> places) {
    private static final double TENTH = 10;

    /** How values are laid out. */
    public enum Kind {
        LINEAR, LOGARITHMIC,
        /** Between 0 and 1, shown in per cent. */
        SHARE,
        /** Places in a list of names. */
        NAMED
    }

    public Quantity {
        places = List.copyOf(places);
    }

    public static Quantity of(String name, String unit) {
        return new Quantity(name, unit, Kind.LINEAR, List.of());
    }

    public static Quantity logarithmic(String name, String unit) {
        return new Quantity(name, unit, Kind.LOGARITHMIC, List.of());
    }

    public static Quantity share(String name) {
        return new Quantity(name, "%", Kind.SHARE, List.of());
    }

    public static Quantity named(String name, List<String> places) {
        return new Quantity(name, "", Kind.NAMED, places);
    }

    /** With its unit: {@code latency (s)}. */
    String label() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }

    /** The number that is drawn for a value. */
    double drawn(double value) {
        return kind == Kind.SHARE ? 100 * value : value;
    }

    /** The value that is drawn as this number. */
    double undrawn(double drawn) {
        return kind == Kind.SHARE ? drawn / 100 : drawn;
    }

    /** A value as a person reads it. */
    String inWords(double value) {
        return switch (kind) {
            case NAMED -> value >= 0 && value < places.size() ? places.get((int) value) : InWords.figures(value);
            case SHARE -> InWords.percent(value, 1);
            case LINEAR, LOGARITHMIC -> InWords.figures(value) + (unit.isEmpty() ? "" : InWords.SPACE + unit);
        };
    }

    /** A value with its interval: {@code latency 1.2 s (1.1 s to 1.4 s)}. */
    String interval(Estimate value) {
        return name + " " + inWords(value.value()) + " (" + inWords(value.low()) + " to " + inWords(value.high()) + ")";
    }

    /** The number that stands at a tick of an axis whose name has the unit. */
    String number(double value) {
        return InWords.figures(drawn(value));
    }

    /** An axis on which the values from {@code low} to {@code high} have room. */
    ValueAxis axis(double low, double high) {
        return switch (kind) {
            case NAMED -> named();
            case SHARE -> tens(100 * low, 100 * high);
            case LOGARITHMIC -> low > 0 ? new DecadeAxis(label(), unit, low / 1.2, high * 1.2) : linear(low, high);
            case LINEAR -> linear(low, high);
        };
    }

    private SymbolAxis named() {
        SymbolAxis axis = new SymbolAxis(name, places.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, Math.max(places.size(), 1) - 0.5);
        return axis;
    }

    private NumberAxis linear(double low, double high) {
        NumberAxis axis = new NumberAxis(label());
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        double margin = high > low ? 0.05 * (high - low) : high == 0 ? 1 : 0.2 * Math.abs(high);
        axis.setRange(low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin);
        return axis;
    }

    /** Whole tens of per cent, and at least thirty, so that figures of several charts can be compared by eye. */
    private NumberAxis tens(double low, double high) {
        double from = Math.clamp(TENTH * Math.floor((low - 1) / TENTH), 0, 100 - 3 * TENTH);
        double to = Math.clamp(Math.max(TENTH * Math.ceil((high + 1) / TENTH), from + 3 * TENTH), 0, 100);
        NumberAxis axis = new NumberAxis(label());
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(TENTH));
        return axis;
    }
}
