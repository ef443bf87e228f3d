package org.siguard.report;

import org.siguard.attack.metric.Estimate;

/**
 * A setting that was tried.
 *
 * @param name      of the setting
 * @param x         what it costs, with its interval; an interval of no width where it was measured once, or is exact
 * @param y         what is left to the attacker
 * @param dominated whether another setting is at least as good in both and better in one
 * @param chosen    whether it is the one that is recommended
 */
public record ParetoPoint(String name, Estimate x, Estimate y, boolean dominated, boolean chosen) {
    public ParetoPoint(String name, Estimate x, Estimate y, boolean dominated) {
        this(name, x, y, dominated, false);
    }
}
