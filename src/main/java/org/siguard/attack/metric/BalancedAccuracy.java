package org.siguard.attack.metric;

import org.siguard.attack.Attack;

/**
 * How well decisions tell members from non-members when both are equally likely: ½(share of members found + share of
 * non-members let go). 50 % is guessing.
 *
 * <p>The interval joins the two rates' Clopper–Pearson limits by MOVER (Zou and Donner, Statistics in Medicine 2008): with
 * rates a, b and limits (la, ua), (lb, ub), it reaches from ½(a + b) − ½√((a − la)² + (b − lb)²) to
 * ½(a + b) + ½√((ua − a)² + (ub − b)²). Right for any two sizes, and it does not take both rates for the same, as pooling the
 * counts would. Clopper–Pearson limits hold at least 95 %, and more where rates are near 0 or 1: over what is usual this
 * interval holds the truth in 95 to 97.5 % of cases, and in up to 99.9 % where an attack is nearly always or hardly ever right
 * about a side.
 */
public final class BalancedAccuracy {
    private BalancedAccuracy() {
    }

    /** Of an attack's decisions on members and on non-members. */
    public static Estimate of(Attack.Scores members, Attack.Scores nonMembers) {
        return of(said(members), members.values().length, nonMembers.values().length - said(nonMembers), nonMembers.values().length);
    }

    /** Of an attack's decisions. */
    public static Estimate of(AttackTrial trial) {
        return of(trial, Rates.TAIL);
    }

    static Estimate of(AttackTrial trial, double tail) {
        return of(trial.found(), trial.members(), trial.nonMembers() - trial.falseAlarms(), trial.nonMembers(), tail);
    }

    /** Of decisions, true for "member". */
    public static Estimate of(boolean[] members, boolean[] nonMembers) {
        return of(count(members), members.length, nonMembers.length - count(nonMembers), nonMembers.length);
    }

    /**
     * @param found   members said to be members
     * @param members all members asked about
     * @param letGo   non-members said to be none
     * @param others  all non-members asked about
     */
    public static Estimate of(int found, int members, int letGo, int others) {
        return of(found, members, letGo, others, Rates.TAIL);
    }

    /** @param tail what lies outside the interval on each side */
    static Estimate of(int found, int members, int letGo, int others, double tail) {
        Estimate a = Rates.clopperPearson(found, members, tail);
        Estimate b = Rates.clopperPearson(letGo, others, tail);
        double value = (a.value() + b.value()) / 2;
        double below = Math.hypot(a.value() - a.low(), b.value() - b.low()) / 2;
        double above = Math.hypot(a.high() - a.value(), b.high() - b.value()) / 2;
        return new Estimate(value, Math.max(0, value - below), Math.min(1, value + above));
    }

    private static int said(Attack.Scores scores) {
        int count = 0;
        for (int record = 0; record < scores.values().length; record++) {
            if (scores.saysMember(record)) {
                count++;
            }
        }
        return count;
    }

    private static int count(boolean[] decisions) {
        int count = 0;
        for (boolean decision : decisions) {
            if (decision) {
                count++;
            }
        }
        return count;
    }
}
