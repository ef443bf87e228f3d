package org.siguard.mpc.simc.ot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/** The client's side of {@link CorrelatedOt}. */
public final class OtReceiver {
    private final Channel channel;
    private final RandomStream random;
    private final RandomStream[] first;
    private final RandomStream[] second;
    private final Consumer<long[]> lastTouch;

    private OtReceiver(Channel channel, RandomStream random, Seed[][] keys, Consumer<long[]> lastTouch) {
        this.channel = channel;
        this.random = random;
        this.first = Arrays.stream(keys).map(pair -> RandomStream.of(pair[0])).toArray(RandomStream[]::new);
        this.second = Arrays.stream(keys).map(pair -> RandomStream.of(pair[1])).toArray(RandomStream[]::new);
        this.lastTouch = lastTouch;
    }

    /**
     * Step 1.
     *
     * @param lastTouch is given every message of columns before it is sent: a client that cheats changes it, an honest one does nothing
     */
    public static OtReceiver begin(Channel channel, RandomStream random, Consumer<long[]> lastTouch) {
        return new OtReceiver(channel, random, BaseOt.send(channel, random), lastTouch);
    }

    /**
     * What transfers gave the receiver.
     *
     * @param rows    two words each
     * @param choices random bits, one a transfer
     */
    public record Received(long[] rows, long[] choices) {
        public long choice(int j) {
            return choices[j / Long.SIZE] >>> j & 1;
        }
    }

    /** Steps 2 to 4. */
    public Received extend(int count) {
        int rows = CorrelatedOt.rows(count);
        long[] choices = random.next(rows / Long.SIZE);
        long[] out = new long[2 * rows];
        for (int from = 0; from < rows; from += CorrelatedOt.PIECE) {
            int blocks = Math.min(CorrelatedOt.PIECE, rows - from) / Long.SIZE;
            long[] message = new long[BitMatrix.COLUMNS * blocks];
            long[][] columns = new long[BitMatrix.COLUMNS][];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = first[i].next(blocks);
                long[] other = second[i].next(blocks);
                for (int k = 0; k < blocks; k++) {
                    message[i * blocks + k] = columns[i][k] ^ other[k] ^ choices[from / Long.SIZE + k];
                }
            }
            lastTouch.accept(message);
            channel.send(message);
            long[] piece = BitMatrix.rows(columns);
            System.arraycopy(piece, 0, out, 2 * from, piece.length);
        }
        answer(out, choices, rows);
        return new Received(out, choices);
    }

    private void answer(long[] rows, long[] choices, int count) {
        long[] seed = channel.receive(2);
        LinearHash hash = new LinearHash(seed[0], seed[1], count);
        ByteBuffer answer = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        answer.put(hash.ofBits(choices)).put(hash.ofRows(rows)).rewind();
        long[] words = new long[4];
        answer.asLongBuffer().get(words);
        channel.send(words);
    }
}
