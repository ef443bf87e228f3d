package org.siguard.experiment.audit;

import java.util.List;
import java.util.stream.IntStream;
import org.siguard.attack.Release;

/**
 * What was measured through one channel: all that took time. What else an audit says of the channel follows from this, and from what was
 * measured through the others.
 *
 * @param attacks    each by itself
 * @param right      by record, whether the released label is the true one
 * @param confidence by record, the largest number of its released vector
 */
record Measured(String channel, boolean guarded, List<AuditResult.Attacked> attacks, boolean[] right, double[] confidence,
        AuditResult.Utility utility, int rounds, long bytes) {
    Measured {
        attacks = List.copyOf(attacks);
    }

    static Measured of(Channel channel, List<AuditResult.Attacked> attacks, Release released, AuditResult.Utility utility) {
        boolean[] right = new boolean[released.size()];
        for (int record = 0; record < right.length; record++) {
            right[record] = released.right(record);
        }
        double[] confidence = IntStream.range(0, right.length)
                .mapToDouble(record -> released.vectors()[record][released.predicted(record)]).toArray();
        return new Measured(channel.name(), channel.guarded(), attacks, right, confidence, utility, channel.rounds(), channel.bytes());
    }
}
