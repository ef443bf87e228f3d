package org.siguard.model;

import java.util.Arrays;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.WindowSum;

/**
 * Sums to means: every place of a picture has its sum divided by how many numbers went into it. A product with 1 / count would
 * either be too coarse for a large count, or leave the 62 bits that truncation is right in for a large sum. So, with f fractional
 * bits:
 * <ol>
 * <li>The sum is divided by 2^s, 2^s being the largest power of two up to the smallest count (a truncation): that loses less than
 * the mean's last place. Where that was all, as for a count of 4 or 64, this is the mean.
 * <li>2^f / (count / 2^s) = high + low / 2^j, both whole, low below 2^(j-1) in magnitude. The rest is sum low / 2^j (a
 * truncation), and the mean is (sum high + rest) / 2^f (a truncation).
 * </ol>
 * It errs by less than three units in the last place, and holds for means below 2^(62 - 2f) in magnitude, as other layers do; of
 * more than 2^f numbers the sum must fit as well, and it is 2^(62 - f) / count.
 */
final class Mean {
    private final int fraction;
    private final Shape places;
    /** s above. */
    private final int first;
    /** j above. */
    private final int fine;
    private final long[] high;
    private final long[] low;
    /** Whether the first truncation does it. */
    private final boolean power;

    /** @param counts how many numbers went into the sum, for every place or for all of them */
    Mean(int fraction, Shape places, long... counts) {
        this.fraction = fraction;
        this.places = places;
        long least = Arrays.stream(counts).min().orElseThrow();
        long most = Arrays.stream(counts).max().orElseThrow();
        first = 63 - Long.numberOfLeadingZeros(least);
        power = least == most && least == 1L << first;
        // A count of up to 2^wider times the least leaves its sum so many bits longer, which the lower digit has to do without.
        int wider = 64 - Long.numberOfLeadingZeros((most - 1) >> first);
        fine = fraction - Math.max(0, wider - 1);
        high = new long[places.size()];
        low = new long[places.size()];
        for (int i = 0; i < high.length; i++) {
            double exact = Math.scalb(1.0, fraction + first) / counts[counts.length == 1 ? 0 : i];
            high[i] = Math.round(exact);
            low[i] = Math.round(Math.scalb(exact - high[i], fine));
        }
    }

    /** [n, channels, height, width], height and width being the places. */
    Shared of(FullRing engine, Shared sums) {
        Shared coarse = first == 0 ? sums : engine.truncate(sums, first);
        if (power) {
            return coarse;
        }
        Shared product = times(engine, coarse, high);
        if (Arrays.stream(low).anyMatch(digit -> digit != 0)) {
            product = engine.add(product, engine.truncate(times(engine, coarse, low), fine));
        }
        return engine.truncate(product, fraction);
    }

    private Shared times(FullRing engine, Shared sums, long[] factors) {
        return engine.product(new WindowSum(1, 1, 0), sums, RingTensor.of(places, factors));
    }
}
