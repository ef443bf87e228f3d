package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.BatchCheck;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * The opening of a {@link BatchCheck}: 16 bytes down, 8 up.
 * <ol>
 * <li>The server sends a seed, now that all shares are fixed.
 * <li>The client answers with its share of the random sum.
 * <li>The server goes on only where both shares make 0.
 * </ol>
 */
final class FinalCheck {
    /** Words that both send. */
    static final int WORDS = 3;

    private FinalCheck() {
    }

    /** The server's part; throws {@link Abort} where the client cheated. */
    static void verify(BatchCheck check, PrimeField field, Channel channel, RandomStream words, String failed) {
        long[] seed = words.next(2);
        channel.send(seed.clone());
        long answer = channel.receive(1)[0];
        if (!field.contains(answer) || field.add(answer, check.sum(factors(seed))) != 0) {
            throw new Abort(failed);
        }
    }

    /** The client's part. */
    static void answer(BatchCheck check, PrimeField field, Channel channel, Tampering tampering) {
        long sum = check.sum(factors(channel.receive(2)));
        boolean lies = tampering.kind() == Tampering.Kind.CHECK;
        channel.send(new long[] {lies ? field.add(sum, field.reduce(tampering.by())) : sum});
    }

    private static Seed factors(long[] seed) {
        return Seed.of(seed[0]).derive("factors", seed[1]);
    }
}
