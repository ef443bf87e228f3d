package org.siguard.attack.metric;

import java.util.Locale;

/** A false-positive rate that members are to be found at; a fraction, so that 0.1 % is never taken for 10 %. */
public enum FalsePositiveRate {
    ONE_IN_100(100, "1 %"), ONE_IN_1000(1000, "0.1 %"), ONE_IN_10000(10_000, "0.01 %");

    private final int oneIn;
    private final String percent;

    FalsePositiveRate(int oneIn, String percent) {
        this.oneIn = oneIn;
        this.percent = percent;
    }

    /** The rate is one in so many. */
    public int oneIn() {
        return oneIn;
    }

    public String percent() {
        return percent;
    }

    /** How many false alarms that allows among so many non-members. */
    public int allowed(int nonMembers) {
        return nonMembers / oneIn;
    }

    /** What the figure is called: {@code TPR at 0.1 % FPR (1 of 1 000)}. */
    public String label(int nonMembers) {
        return "TPR at " + percent + " FPR (" + spaced(allowed(nonMembers)) + " of " + spaced(nonMembers) + ")";
    }

    private static String spaced(int number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
