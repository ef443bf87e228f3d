package org.siguard.mpc.simc.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

class PrimeFieldTest {
    /** The largest prime below 2^50. */
    private static final long LARGE = 1125899906842597L;

    @Test
    void thePublishedFieldIsWhatItIsSaidToBe() {
        assertThat(BigInteger.valueOf(PrimeField.SIMC.modulus()).isProbablePrime(100)).isTrue();
        assertThat(PrimeField.SIMC.bits()).isEqualTo(44);
        assertThat((PrimeField.SIMC.modulus() - 1) % 16384).isZero();
    }

    @Test
    void productsAreThoseOfBigIntegers() {
        Random random = new Random(1);
        for (long p : new long[] {3, 97, 257, PrimeField.SIMC.modulus(), LARGE}) {
            PrimeField field = PrimeField.of(p);
            long[] edges = {0, 1, 2 % p, field.half(), field.half() - 1, p - 1, p - 2};
            for (int i = 0; i < 20_000; i++) {
                long a = i < 49 ? edges[i / 7] : Math.floorMod(random.nextLong(), p);
                long b = i < 49 ? edges[i % 7] : Math.floorMod(random.nextLong(), p);
                BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).mod(BigInteger.valueOf(p));
                assertThat(field.multiply(a, b)).isEqualTo(product.longValueExact());
                assertThat(field.add(a, b)).isEqualTo((a + b) % p);
                assertThat(field.subtract(a, b)).isEqualTo(Math.floorMod(a - b, p));
            }
        }
    }

    @Test
    void kernelsDoWhatSingleOperationsDo() {
        PrimeField field = PrimeField.SIMC;
        FieldStream stream = new FieldStream(field, RandomStream.of(Seed.of(2)));
        long[] a = stream.next(1001);
        long[] b = stream.next(1001);
        long dot = 0;
        for (int i = 0; i < a.length; i++) {
            assertThat(field.add(a, b)[i]).isEqualTo(field.add(a[i], b[i]));
            assertThat(field.subtract(a, b)[i]).isEqualTo(field.subtract(a[i], b[i]));
            assertThat(field.multiply(a, b[0])[i]).isEqualTo(field.multiply(a[i], b[0]));
            dot = field.add(dot, field.multiply(a[i], b[i]));
        }
        assertThat(field.dot(a, b)).isEqualTo(dot);
        assertThat(field.add(a, field.negate(a))).containsOnly(0);
        assertThat(field.reduce(field.toSigned(a))).isEqualTo(a);
    }

    @Test
    void aFieldWantsAPrime() {
        assertThatThrownBy(() -> PrimeField.of(91)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("91");
        assertThatThrownBy(() -> PrimeField.of(1L << 51)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of 97 000 draws each residue has 1 000, give or take six standard deviations of 31. */
    @Test
    void drawsAreUniform() {
        int[] counts = new int[97];
        for (long each : new FieldStream(PrimeField.of(97), RandomStream.of(Seed.of(3))).next(97_000)) {
            counts[(int) each]++;
        }
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(810);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(1190);
    }

    @Test
    void packedNumbersTakeTheirBitsAndNoMore() {
        Random random = new Random(4);
        for (int bits : new int[] {1, 7, 32, 44, 45, 63}) {
            for (int count : new int[] {0, 1, 2, 16, 63, 129}) {
                long[] values = random.longs(count).map(v -> v >>> (64 - bits)).toArray();
                long[] packed = Packing.pack(values, bits);
                assertThat(packed).hasSize((count * bits + 63) / 64);
                assertThat(Packing.unpack(packed, count, bits)).isEqualTo(values);
            }
        }
    }

    /** A sum of random multiples of shares that do not make zeros is zero once in p times. */
    @Test
    void whatIsNotZeroPassesTheBatchCheckOnceInP() {
        PrimeField field = PrimeField.of(97);
        BatchCheck check = new BatchCheck(field);
        check.expectZero(new long[] {0, 0, 5, 0});
        check.expectZero(new long[] {0, 92});
        long passed = java.util.stream.LongStream.range(0, 19_400).filter(i -> check.sum(Seed.of(i)) == 0).count();
        assertThat(passed).isBetween(130L, 270L);
    }
}
