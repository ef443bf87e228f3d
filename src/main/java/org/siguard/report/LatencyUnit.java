package org.siguard.report;

/** The unit a latency is shown in: the one that gives numbers a person can compare. */
enum LatencyUnit {
    MILLISECONDS("ms", "milliseconds", 1e3),
    SECONDS("s", "seconds", 1),
    MINUTES("min", "minutes", 1.0 / 60);

    private final String symbol;
    private final String name;
    private final double perSecond;

    LatencyUnit(String symbol, String name, double perSecond) {
        this.symbol = symbol;
        this.name = name;
        this.perSecond = perSecond;
    }

    /** The unit for a chart whose longest time is this. */
    static LatencyUnit suiting(double seconds) {
        return seconds < 1 ? MILLISECONDS : seconds < 180 ? SECONDS : MINUTES;
    }

    String symbol() {
        return symbol;
    }

    String axisLabel() {
        return name + " (" + symbol + ")";
    }

    double of(double seconds) {
        return seconds * perSecond;
    }

    /** The number alone. */
    String number(double seconds) {
        return InWords.threeFigures(of(seconds));
    }

    String format(double seconds) {
        return number(seconds) + InWords.SPACE + symbol;
    }
}
