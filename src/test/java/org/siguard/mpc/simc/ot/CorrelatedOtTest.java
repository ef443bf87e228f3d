package org.siguard.mpc.simc.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.siguard.mpc.simc.Pair;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.garble.Offset;
import org.siguard.net.Channel;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

class CorrelatedOtTest {
    private static final Offset DELTA = new Offset(0x0123456789ABCDEFL, 0xFEDCBA9876543210L);

    @Test
    void everyRowIsOffByDeltaWhereTheBitIsOne() {
        Pair pair = new Pair();
        int count = 1000;
        Pair.Both<long[], OtReceiver.Received> both = pair.run(
                channel -> OtSender.begin(channel, DELTA, RandomStream.of(Seed.of(1))).extend(count),
                channel -> OtReceiver.begin(channel, RandomStream.of(Seed.of(2)), columns -> {
                }).extend(count));
        int ones = 0;
        for (int j = 0; j < count; j++) {
            long bit = both.right().choice(j);
            ones += (int) bit;
            assertThat(both.right().rows()[2 * j] ^ both.left()[2 * j]).isEqualTo(bit * DELTA.low());
            assertThat(both.right().rows()[2 * j + 1] ^ both.left()[2 * j + 1]).isEqualTo(bit * DELTA.high());
        }
        assertThat(ones).isBetween(400, 600);
        assertThat(pair.bytes()).isEqualTo(CorrelatedOt.setupBytes() + CorrelatedOt.bytes(count));
    }

    /** The answer to the check tells 128 bits about all bits that were chosen: 128 and 64 more are thrown away, so that it tells nothing of the others but with a chance of 2^-64. */
    @Test
    void enoughTransfersAreThrownAwayToHideTheAnswer() {
        for (int count : new int[] {1, 63, 64, 65, 1000, CorrelatedOt.PIECE, CorrelatedOt.PIECE + 1}) {
            assertThat(CorrelatedOt.rows(count) - count).isBetween(128 + 64, 128 + 64 + 63);
        }
    }

    /** A second extension goes on in the same streams, and nothing comes twice. */
    @Test
    void extensionsFollowOneAnother() {
        long[][] rows = new Pair().run(channel -> {
            OtSender sender = OtSender.begin(channel, DELTA, RandomStream.of(Seed.of(1)));
            return new long[][] {sender.extend(64), sender.extend(64)};
        }, channel -> {
            OtReceiver receiver = OtReceiver.begin(channel, RandomStream.of(Seed.of(2)), columns -> {
            });
            return new OtReceiver.Received[] {receiver.extend(64), receiver.extend(64)};
        }).left();
        assertThat(Arrays.stream(rows).flatMapToLong(Arrays::stream).distinct().count()).isEqualTo(2L * rows[0].length);
    }

    /**
     * One bit of one column turned round: where Δ is 1 in that column the check fails; where it is 0 nothing happened, which is a guess of one bit. Two columns
     * with a 1 among them are always found out.
     */
    @Test
    void columnsThatDoNotAgreeAreFoundOut() {
        for (int column = 0; column < 4; column++) {
            int at = column;
            boolean one = (DELTA.low() >>> column & 1) == 1;
            Runnable run = () -> new Pair().run(
                    channel -> OtSender.begin(channel, DELTA, RandomStream.of(Seed.of(1))).extend(100),
                    channel -> OtReceiver.begin(channel, RandomStream.of(Seed.of(2)), columns -> columns[at * (columns.length / 128)] ^= 1)
                            .extend(100));
            if (one) {
                assertThatThrownBy(run::run).isInstanceOf(Abort.class);
            } else {
                run.run();
            }
        }
    }

    /** Of the first abscissas about every second belongs to no point of the curve; one as large as the field's prime to none either. */
    @Test
    void aPointOffTheCurveIsRefused() {
        long refused = LongStream.rangeClosed(1, 8).filter(x -> !isTaken(new long[] {2, 0, 0, 0, x})).count();
        assertThat(refused).isBetween(1L, 7L);
        assertThat(isTaken(new long[] {0xFFFFFFFFFFFFFF02L, -1, -1, -1, 0xFF})).isFalse();
        assertThat(isTaken(new long[5])).as("the point at infinity").isFalse();
    }

    private static boolean isTaken(long[] point) {
        try {
            new Pair().run(channel -> OtSender.begin(channel, DELTA, RandomStream.of(Seed.of(1))), channel -> {
                channel.send(point.clone());
                return channel.receive();
            });
            return true;
        } catch (Abort e) {
            assertThat(e).hasMessageContaining("curve");
            return false;
        }
    }

    /**
     * Whoever knows the seed beforehand can choose errors in two rows that vanish in the sum: here the second row's is the first's, times the quotient of
     * their factors. That is what a receiver could do that chose the seed.
     */
    @Test
    void aKnownSeedWouldLetErrorsVanish() {
        LinearHash known = new LinearHash(5, 6, 64);
        byte[] firstFactor = known.ofBits(new long[] {1});
        byte[] secondFactor = known.ofBits(new long[] {2});
        byte[] secondError = LinearHash.product(firstFactor, inverse(secondFactor));
        byte[] one = LinearHash.bytes(0x80, 0);
        long[] errors = new long[128];
        java.nio.LongBuffer second = java.nio.ByteBuffer.wrap(secondError).order(java.nio.ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        errors[0] = 0x80;
        errors[2] = second.get(0);
        errors[3] = second.get(1);
        assertThat(LinearHash.product(firstFactor, one)).isEqualTo(firstFactor);
        assertThat(known.ofRows(errors)).containsOnly(0);
        assertThat(new LinearHash(5, 7, 64).ofRows(errors)).isNotEqualTo(new byte[16]);
    }

    /** x^(2^128 - 2) is the inverse: 127 squarings, each with a product. */
    private static byte[] inverse(byte[] x) {
        byte[] out = LinearHash.bytes(0x80, 0);
        byte[] power = x;
        for (int i = 1; i < 128; i++) {
            power = LinearHash.product(power, power);
            out = LinearHash.product(out, power);
        }
        assertThat(LinearHash.product(out, x)).isEqualTo(LinearHash.bytes(0x80, 0));
        return out;
    }

    /** The sender draws the seed, after the columns have come; nothing that a receiver can call takes one. */
    @Test
    void theReceiverCannotChooseTheSeed() {
        for (Method method : OtReceiver.class.getMethods()) {
            assertThat(method.getName()).isNotIn("check", "seed");
        }
        Pair.Both<Integer, Integer> both = new Pair().run(channel -> {
            Channel listening = new Noting(channel);
            OtSender.begin(listening, DELTA, RandomStream.of(Seed.of(1))).extend(64);
            return ((Noting) listening).seedSentAfter;
        }, channel -> {
            OtReceiver.begin(channel, RandomStream.of(Seed.of(2)), columns -> {
            }).extend(64);
            return 0;
        });
        assertThat(both.left()).as("messages that the sender had taken when it sent the seed: point, columns").isEqualTo(2);
    }

    private static final class Noting implements Channel {
        private final Channel channel;
        private int taken;
        private int seedSentAfter = -1;

        Noting(Channel channel) {
            this.channel = channel;
        }

        @Override
        public org.siguard.net.Party other() {
            return channel.other();
        }

        @Override
        public void send(long[] words) {
            seedSentAfter = words.length == 2 ? taken : seedSentAfter;
            channel.send(words);
        }

        @Override
        public long[] receive() {
            taken++;
            return channel.receive();
        }
    }

    @Test
    void transposedTwiceIsWhatItWas() {
        long[] square = new Random(3).longs(64).toArray();
        long[] turned = square.clone();
        BitMatrix.transpose(turned);
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 64; j++) {
                assertThat(turned[i] >>> j & 1).isEqualTo(square[j] >>> i & 1);
            }
        }
    }

    /** GHASH of SP 800-38D: linear, and longer than one piece. */
    @Test
    void theHashIsLinear() {
        RandomStream words = RandomStream.of(Seed.of(4));
        int blocks = (1 << 16) + 64;
        LinearHash hash = new LinearHash(1, 2, blocks);
        long[] a = words.next(2 * blocks);
        long[] b = words.next(2 * blocks);
        long[] sum = new long[2 * blocks];
        Arrays.setAll(sum, i -> a[i] ^ b[i]);
        byte[] expected = hash.ofRows(a);
        byte[] other = hash.ofRows(b);
        for (int i = 0; i < 16; i++) {
            expected[i] ^= other[i];
        }
        assertThat(hash.ofRows(sum)).isEqualTo(expected);
    }
}
