package org.siguard.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** How far a command has come: a line that is drawn over on a terminal, a line a phase in a pipe. */
final class ProgressLine {
    private static final int WIDTH = 24;

    /** In a pipe or a log, a phase that goes on and on is told of again after so many per cent. */
    private static final int LINE_EVERY = 10;

    private final PrintWriter err;
    private final boolean terminal;
    private String phase = "";
    private int lastPercent = -1;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    void report(String newPhase, double fraction) {
        report(newPhase, fraction, -1);
    }

    /** @param secondsLeft negative where nobody knows */
    void report(String newPhase, double fraction, double secondsLeft) {
        int percent = (int) Math.round(100 * Math.clamp(fraction, 0, 1));
        if (newPhase.equals(phase) && (terminal ? percent == lastPercent : percent < lastPercent + LINE_EVERY)) {
            return;
        }
        phase = newPhase;
        lastPercent = percent;
        if (terminal) {
            int full = WIDTH * percent / 100;
            String left =
                    secondsLeft < 1 ? "" : String.format(Locale.ROOT, ", %d:%02d left", (int) secondsLeft / 60, (int) secondsLeft % 60);
            err.printf(Locale.ROOT, "\r\033[K[%s%s] %3d %%  %s%s", "#".repeat(full), ".".repeat(WIDTH - full), percent, phase, left);
        } else {
            err.printf(Locale.ROOT, "%3d %%  %s%n", percent, phase);
        }
        err.flush();
    }

    /** Takes the line away. */
    void done() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
