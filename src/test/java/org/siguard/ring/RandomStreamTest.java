package org.siguard.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void theSameSeedGivesTheSameWordsHoweverTheyAreDrawn() {
        RandomStream whole = RandomStream.of(Seed.of(5));
        long[] words = whole.next(5_000);
        RandomStream pieces = RandomStream.of(Seed.of(5));
        for (int i = 0; i < words.length;) {
            int count = Math.min(words.length - i, 1 + i % 97);
            if (count == 1) {
                assertThat(pieces.next()).isEqualTo(words[i]);
            } else {
                assertThat(pieces.next(count)).containsExactly(java.util.Arrays.copyOfRange(words, i, i + count));
            }
            i += count;
        }
    }

    @Test
    void purposesAndRunsHaveUnrelatedStreams() {
        Set<Long> seen = new HashSet<>();
        Seed seed = Seed.of(5);
        for (int run = 0; run < 100; run++) {
            for (String purpose : new String[] {"servers 0 and 1", "servers 0 and 2", "servers 1 and 2"}) {
                for (long word : RandomStream.of(seed.derive("run", run).derive(purpose)).next(100)) {
                    assertThat(seen.add(word)).isTrue();
                }
            }
        }
    }

    /** Every bit of a word is a one half of the time: 6 standard deviations of 100 000 throws are 0.95 %. */
    @Test
    void bitsAreBalanced() {
        int words = 100_000;
        int[] ones = new int[64];
        for (long word : RandomStream.of(Seed.of(6)).next(words)) {
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (int) (word >>> bit & 1);
            }
        }
        for (int count : ones) {
            assertThat((double) count / words).isBetween(0.4905, 0.5095);
        }
    }

    /**
     * AES-128 in counter mode over zeros under the key of seed 0 is what the stream is; the first block is AES of the zero block.
     * Reference: the JDK's own AES in ECB mode.
     */
    @Test
    void theFirstBlockIsAesOfZero() throws Exception {
        javax.crypto.Cipher aes = javax.crypto.Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(javax.crypto.Cipher.ENCRYPT_MODE, new javax.crypto.spec.SecretKeySpec(Seed.of(0).key(), "AES"));
        java.nio.ByteBuffer block = java.nio.ByteBuffer.wrap(aes.doFinal(new byte[16])).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThat(RandomStream.of(Seed.of(0)).next(2)).containsExactly(block.getLong(), block.getLong());
    }

    /** Secrets that nobody chose do not come again, and neither does what is drawn from them. */
    @Test
    void freshSeedsAreUnrelated() {
        assertThat(Seed.fresh()).isNotEqualTo(Seed.fresh());
        assertThat(RandomStream.of(Seed.fresh()).next(8)).doesNotContain(RandomStream.of(Seed.fresh()).next(8));
    }
}
