package org.siguard.mpc.replicated;

import org.siguard.mpc.Cost;
import org.siguard.mpc.masked.MaskedCosts;

/** What the three servers' operations cost. */
final class ReplicatedCosts extends MaskedCosts {
    @Override
    public Cost input(int n) {
        return new Cost(1, 2, 16L * n, 0);
    }
}
