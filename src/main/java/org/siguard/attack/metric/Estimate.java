package org.siguard.attack.metric;

/** A figure with its 95 % interval. */
public record Estimate(double value, double low, double high) {
    public Estimate {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException("not an estimate: " + value + " in [" + low + ", " + high + "]");
        }
    }
}
