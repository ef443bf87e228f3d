package org.siguard.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/** Numbers as a person reads them. */
public final class InWords {
    /** Keeps a number and its unit on one line. */
    public static final String SPACE = "\u00a0";
    private static final String TWIN = "fixed-point twin";

    private InWords() {
    }

    /** What an output is called: in a preview no shares are behind the one called secure, and its name says so. */
    public static String name(Output output, Fidelity fidelity) {
        return inPreview(output, fidelity) ? output.label() + " (" + TWIN + ")" : output.label();
    }

    /** The same for a place that has parentheses already. */
    static String name(Output output, Fidelity fidelity, String joint) {
        return inPreview(output, fidelity) ? output.label() + joint + TWIN : output.label();
    }

    private static boolean inPreview(Output output, Fidelity fidelity) {
        return fidelity == Fidelity.PREVIEW && output == Output.SECURE;
    }

    /** A share between 0 and 1, in per cent. */
    public static String percent(double share, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share) + SPACE + "%";
    }

    /** A part of a whole that was counted, not estimated: {@code 12 %}, and below one per cent a tenth. */
    static String percentOf(double part, double whole) {
        double share = whole == 0 ? 0 : part / whole;
        return percent(share, share > 0 && share < 0.00995 ? 1 : 0);
    }

    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + SPACE + "B";
        }
        double value = bytes / 1e3;
        String unit = "kB";
        for (String larger : new String[] {"MB", "GB", "TB"}) {
            if (value < 999.5) {
                break;
            }
            value /= 1e3;
            unit = larger;
        }
        return threeFigures(value) + SPACE + unit;
    }

    /** With thin groups of three: 113 233. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(",", SPACE);
    }

    public static String threeFigures(double value) {
        double size = Math.abs(value);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 || size == 0 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Three figures at most, and no zeros that say nothing: 0.25, 1.5, 20. */
    public static String figures(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e6 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.2g", value);
        }
        return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** A share with its interval: {@code 71.2 % (95 % interval 68.0 % to 74.1 %)}. */
    public static String percent(Estimate share) {
        return percent(share.value(), 1) + " (95" + SPACE + "% interval " + range(share) + ")";
    }

    /** The interval alone. */
    public static String range(Estimate share) {
        return percent(share.low(), 1) + " to " + percent(share.high(), 1);
    }

    public static String seconds(double seconds) {
        return LatencyUnit.suiting(Math.abs(seconds)).format(seconds);
    }

    /** What a client waits, and how far that may be off: {@code 1.35 s (1.20 s to 1.52 s)}. */
    public static String whole(Figures.Latency latency) {
        Figures.Spread spread = latency.spread();
        return seconds(latency.total()) + (spread == null ? "" : between(spread, spread.low(), spread.high()));
    }

    /** What the guard adds. A difference of two measured times may be below zero, and is told as it is. */
    public static String guard(Figures.Latency latency) {
        Figures.Spread spread = latency.spread();
        boolean lost = !latency.predicted() && spread != null && latency.guard() != 0 && spread.guardLow() <= 0;
        return seconds(latency.guard()) + (spread == null ? "" : between(spread, spread.guardLow(), spread.guardHigh()))
                + (lost || latency.guard() < 0 ? ", which is no more than times vary" : "");
    }

    private static String between(Figures.Spread spread, double low, double high) {
        return spread.known() ? " (" + seconds(low) + " to " + seconds(high) + ")" : " (one batch, so no interval)";
    }

    /** How a latency is known. */
    public static String origin(Figures.Latency latency) {
        Figures.Spread spread = latency.spread();
        if (latency.predicted()) {
            return Findings.PREDICTED + ", not measured" + (spread == null ? "" : "; in parentheses how far that may be off");
        }
        return "computing measured, network time computed" + (spread == null || !spread.known() ? ""
                : "; the median of " + count(spread.batches()) + " batches, in parentheses the least and the most");
    }
}
