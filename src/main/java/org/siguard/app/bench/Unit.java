package org.siguard.app.bench;

/** What a figure counts. */
enum Unit {
    NANOSECONDS("ns", false), MICROSECONDS("us", false), MILLISECONDS("ms", false), SECONDS("s", false), GIGABYTES_A_SECOND("GB/s",
            true),
    GIGA_PRODUCTS_A_SECOND("GMAC/s", true), ITEMS_A_SECOND("items/s", true), PERCENT("%", true), SHARE("%", false), MEGABYTES("MB", false);

    private final String symbol;
    private final boolean moreIsBetter;

    Unit(String symbol, boolean moreIsBetter) {
        this.symbol = symbol;
        this.moreIsBetter = moreIsBetter;
    }

    String symbol() {
        return symbol;
    }

    /** How many times better a figure is than a peer's. */
    double ratio(double ours, double peers) {
        return moreIsBetter ? ours / peers : peers / ours;
    }

    /**
     * The figure for work that took so long.
     *
     * @param amount of bytes, products or items in the work; of no account for times
     */
    double figure(double nanos, double amount) {
        return switch (this) {
            case NANOSECONDS -> nanos;
            case MICROSECONDS -> nanos / 1e3;
            case MILLISECONDS -> nanos / 1e6;
            case SECONDS -> nanos / 1e9;
            case GIGABYTES_A_SECOND, GIGA_PRODUCTS_A_SECOND -> amount / nanos;
            case ITEMS_A_SECOND -> amount / nanos * 1e9;
            case PERCENT, SHARE, MEGABYTES -> amount;
        };
    }
}
