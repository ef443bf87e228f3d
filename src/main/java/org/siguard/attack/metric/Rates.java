package org.siguard.attack.metric;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.siguard.base.UserMistake;

/** Rates with exact intervals. */
public final class Rates {
    /** What lies outside a 95 % interval on each side. */
    static final double TAIL = 0.025;

    private Rates() {
    }

    /**
     * The share of successes with its Clopper–Pearson interval: the rates that a two-sided 95 % test would not reject. It covers
     * the true rate at least 95 % of the time, whatever that rate is.
     */
    public static Estimate clopperPearson(int successes, int trials) {
        return clopperPearson(successes, trials, TAIL);
    }

    /** @param tail what lies outside the interval on each side */
    static Estimate clopperPearson(int successes, int trials, double tail) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new UserMistake(
                    "A rate of " + successes + " in " + trials + " cannot be computed; give at least one record of each kind.");
        }
        double low = successes == 0 ? 0 : BetaDistribution.of(successes, trials - successes + 1.0).inverseCumulativeProbability(tail);
        double high = successes == trials
                ? 1
                : BetaDistribution.of(successes + 1.0, trials - successes).inverseSurvivalProbability(tail);
        return new Estimate((double) successes / trials, low, high);
    }
}
