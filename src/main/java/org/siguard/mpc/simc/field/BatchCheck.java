package org.siguard.mpc.simc.field;

import java.util.ArrayList;
import java.util.List;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * One party's shares of everything that must be zero if nobody cheated, and the one element they come down to: the sum of all, each times a
 * random factor. The factors come from a seed that the server draws when all shares are fixed, so that a vector that is not zero sums to zero
 * with a chance of one in p.
 */
public final class BatchCheck {
    private final PrimeField field;
    private final List<long[]> shares = new ArrayList<>();

    public BatchCheck(PrimeField field) {
        this.field = field;
    }

    /** These shares, with the other party's, must make zeros. */
    public void expectZero(long[] share) {
        shares.add(share);
    }

    /** This party's share of the sum. */
    public long sum(Seed factors) {
        FieldStream stream = new FieldStream(field, RandomStream.of(factors));
        long sum = 0;
        for (long[] share : shares) {
            sum = field.add(sum, field.dot(stream.next(share.length), share));
        }
        return sum;
    }
}
