package org.siguard.report;

import java.util.Locale;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Output;

/** Numbers as a person reads them. */
final class InWords {
    /** Keeps a number and its unit on one line. */
    static final String SPACE = "\u00a0";
    private static final String TWIN = "fixed-point twin";

    private InWords() {
    }

    /** What an output is called: in a preview no shares are behind the one called secure, and its name says so. */
    static String name(Output output, Fidelity fidelity) {
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
    static String percent(double share, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share) + SPACE + "%";
    }

    static String bytes(long bytes) {
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
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(",", SPACE);
    }

    static String threeFigures(double value) {
        double size = Math.abs(value);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 || size == 0 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String seconds(double seconds) {
        return LatencyUnit.suiting(seconds).format(seconds);
    }
}
