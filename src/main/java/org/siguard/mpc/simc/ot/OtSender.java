package org.siguard.mpc.simc.ot;

import java.util.Arrays;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.garble.Offset;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/** The server's side of {@link CorrelatedOt}. */
public final class OtSender {
    private final Channel channel;
    private final Offset delta;
    private final RandomStream random;
    private final RandomStream[] streams;

    private OtSender(Channel channel, Offset delta, RandomStream random, Seed[] keys) {
        this.channel = channel;
        this.delta = delta;
        this.random = random;
        this.streams = Arrays.stream(keys).map(RandomStream::of).toArray(RandomStream[]::new);
    }

    /** Step 1. */
    public static OtSender begin(Channel channel, Offset delta, RandomStream random) {
        return new OtSender(channel, delta, random, BaseOt.receive(channel, random, delta.low(), delta.high()));
    }

    /** Steps 2 to 4: so many rows, two words each; throws {@link Abort} where the receiver cheated. */
    public long[] extend(int count) {
        int rows = CorrelatedOt.rows(count);
        long[] out = new long[2 * rows];
        for (int from = 0; from < rows; from += CorrelatedOt.PIECE) {
            int blocks = Math.min(CorrelatedOt.PIECE, rows - from) / Long.SIZE;
            long[] message = channel.receive(BitMatrix.COLUMNS * blocks);
            long[][] columns = new long[BitMatrix.COLUMNS][];
            for (int i = 0; i < columns.length; i++) {
                long mask = -((i < Long.SIZE ? delta.low() : delta.high()) >>> i & 1);
                columns[i] = streams[i].next(blocks);
                for (int k = 0; k < blocks; k++) {
                    columns[i][k] ^= message[i * blocks + k] & mask;
                }
            }
            long[] piece = BitMatrix.rows(columns);
            System.arraycopy(piece, 0, out, 2 * from, piece.length);
        }
        check(out, rows);
        return out;
    }

    private void check(long[] rows, int count) {
        long[] seed = random.next(2);
        channel.send(seed.clone());
        LinearHash hash = new LinearHash(seed[0], seed[1], count);
        long[] answer = channel.receive(4);
        byte[] x = LinearHash.bytes(answer[0], answer[1]);
        byte[] expected = hash.ofRows(rows);
        byte[] shifted = LinearHash.product(x, LinearHash.bytes(delta.low(), delta.high()));
        for (int i = 0; i < expected.length; i++) {
            expected[i] ^= shifted[i];
        }
        if (!Arrays.equals(expected, LinearHash.bytes(answer[2], answer[3]))) {
            throw new Abort("the oblivious transfers are not what they should be");
        }
    }
}
