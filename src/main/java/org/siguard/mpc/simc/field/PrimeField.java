package org.siguard.mpc.simc.field;

import java.math.BigInteger;

/**
 * The integers modulo a prime p below 2^50, each as a {@code long} from 0 to p - 1.
 *
 * <p>A product is reduced with floating point: q = (long) (a b / p), computed in doubles, is off by one at most, since a and b are exact,
 * a b / p is below 2^50, and three roundings of 2^-53 each move it by less than 1. So a b - q p, whose low 64 bits are all that is needed,
 * lies between -p and 2p. That is faster than {@link Math#multiplyHigh} with a reciprocal, and the compiler can do it four or eight at a time.
 */
public final class PrimeField {
    /** SIMC's and MUSE's: 44 bits, and p - 1 is divisible by 2^14, as their homomorphic encryption wants it. */
    public static final PrimeField SIMC = of(17592060215297L);

    private static final int MOST_BITS = 50;

    private final long modulus;
    private final int bits;
    private final double inverse;

    private PrimeField(long modulus) {
        this.modulus = modulus;
        this.bits = Long.SIZE - Long.numberOfLeadingZeros(modulus);
        this.inverse = 1.0 / modulus;
    }

    /** The field of an odd prime; small ones make visible what happens with a chance of one in p. */
    public static PrimeField of(long prime) {
        if (prime < 3 || prime >>> MOST_BITS != 0 || !BigInteger.valueOf(prime).isProbablePrime(60)) {
            throw new IllegalArgumentException("a field wants an odd prime below 2^" + MOST_BITS + ", not " + prime);
        }
        return new PrimeField(prime);
    }

    public long modulus() {
        return modulus;
    }

    /** How many bits an element takes; 2^bits is larger than p. */
    public int bits() {
        return bits;
    }

    /** The least element that stands for a negative number: (p + 1) / 2. */
    public long half() {
        return (modulus + 1) / 2;
    }

    public boolean contains(long a) {
        return a >= 0 && a < modulus;
    }

    public long add(long a, long b) {
        long sum = a + b;
        return sum >= modulus ? sum - modulus : sum;
    }

    public long subtract(long a, long b) {
        long difference = a - b;
        return difference < 0 ? difference + modulus : difference;
    }

    public long negate(long a) {
        return a == 0 ? 0 : modulus - a;
    }

    public long multiply(long a, long b) {
        long quotient = (long) ((double) a * (double) b * inverse);
        long rest = a * b - quotient * modulus;
        rest += (rest >> 63) & modulus;
        rest -= modulus;
        return rest + ((rest >> 63) & modulus);
    }

    /** The element that any integer leaves. */
    public long reduce(long integer) {
        return Math.floorMod(integer, modulus);
    }

    /** Elements from (p + 1) / 2 on stand for negative numbers. */
    public long toSigned(long a) {
        return a >= half() ? a - modulus : a;
    }

    public long[] add(long[] a, long[] b) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            long sum = a[i] + b[i] - modulus;
            out[i] = sum + ((sum >> 63) & modulus);
        }
        return out;
    }

    public long[] subtract(long[] a, long[] b) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            long difference = a[i] - b[i];
            out[i] = difference + ((difference >> 63) & modulus);
        }
        return out;
    }

    public long[] negate(long[] a) {
        return subtract(new long[a.length], a);
    }

    /** Every element times the same factor. */
    public long[] multiply(long[] a, long factor) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = multiply(a[i], factor);
        }
        return out;
    }

    /** Element by element. */
    public long[] multiply(long[] a, long[] b) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = multiply(a[i], b[i]);
        }
        return out;
    }

    public long[] reduce(long[] integers) {
        long[] out = new long[integers.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = reduce(integers[i]);
        }
        return out;
    }

    public long[] toSigned(long[] a) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = toSigned(a[i]);
        }
        return out;
    }

    /** The inner product. */
    public long dot(long[] a, long[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = add(sum, multiply(a[i], b[i]));
        }
        return sum;
    }

    /** Whether every one is an element: what comes from another party is looked at before it is computed with. */
    public boolean contains(long[] a) {
        for (long each : a) {
            if (!contains(each)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrimeField that && modulus == that.modulus;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(modulus);
    }

    @Override
    public String toString() {
        return "integers modulo " + modulus;
    }
}
