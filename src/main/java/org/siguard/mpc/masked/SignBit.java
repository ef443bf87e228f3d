package org.siguard.mpc.masked;

import java.util.Arrays;
import org.siguard.ring.Shape;

/**
 * The top bit of a masked value: exact for every element of the ring (2 rounds; about 100 bytes an element).
 *
 * <p>With c the masked part and r minus the masks, x = c - r, and the top bit of x is that of c, plus that of r, plus the borrow
 * [c &lt; r] of the 63 bits below.
 * <ol>
 * <li>Cut the words into 16 digits of 4 bits. ASSISTANT deals for every digit of r a table of 16 bits with a 1 at that digit.
 * <li>The evaluators read the table at their digit of c: equal_j is the entry there, less_j the sum of all entries above. No
 * message.
 * <li>Four neighbouring digits are joined at a time: less = less_3 + equal_3 less_2 + equal_3 equal_2 less_1 + equal_3 equal_2
 * equal_1 less_0, equal = equal_3 equal_2 equal_1 equal_0, by {@link Conjunction} on masked bits: a round for the masking.
 * <li>The four groups are joined in the same way: another round.
 * </ol>
 * The top digit has 3 bits; the fourth of r is dealt in the otherwise unused last bit of its table.
 */
final class SignBit {
    private static final int DIGITS = 16;
    static final int GROUPS = 4;
    private static final int TOP_BIT = 15;

    // Inputs: equal_3, less_2, equal_2, less_1, equal_1, less_0, equal_0. The lone less_3 needs no product.
    private static final int[] LESS = {0b0000011, 0b0001101, 0b0110101};
    private static final int[] EQUAL = {0b1010101};
    static final Conjunction JOIN = new Conjunction(7, LESS, EQUAL);
    static final Conjunction LAST_JOIN = new Conjunction(6, LESS);

    private SignBit() {
    }

    static MaskedBits of(Trio trio, MaskedShare x) {
        int n = x.shape().size();
        Digits digits = trio.isAssistant() ? deal(trio, x.mask().negated().data()) : read(trio, x.masked().data());
        int words = BitWords.words(n);
        MaskedBits[] groups = join(trio, JOIN, digits.less, digits.equal, GROUPS, words);
        long[][] less = new long[GROUPS][];
        long[][] equal = new long[GROUPS][];
        for (int g = 0; g < GROUPS && !trio.isAssistant(); g++) {
            less[g] = groups[0].slice(g * words, words);
            equal[g] = groups[1].slice(g * words, words);
        }
        MaskedBits borrow = join(trio, LAST_JOIN, less, equal, 1, words)[0];
        if (trio.isAssistant()) {
            return MaskedBits.ofTwo(x.shape(), null);
        }
        return MaskedBits.ofTwo(x.shape(), BitWords.clip(BitWords.xor(borrow.slice(0, words), digits.top), n));
    }

    /** Joins digits 4g to 4g + 3 for every group g, all groups in one vector. */
    private static MaskedBits[] join(Trio trio, Conjunction join, long[][] less, long[][] equal, int groups, int words) {
        Shape shape = Shape.of(groups * words * 64);
        MaskedBits[] inputs = new MaskedBits[7];
        for (int i = 0; i < inputs.length; i++) {
            int digit = 3 - (i + 1) / 2;
            inputs[i] = MaskedBits.ofTwo(shape, trio.isAssistant() ? null : every(i % 2 == 0 ? equal : less, digit, groups, words));
        }
        MaskedBits[] used = join == JOIN ? inputs : Arrays.copyOf(inputs, 6);
        MaskedBits.mask(trio, used);
        long[][] out = join.evaluate(trio, used);
        if (trio.isAssistant()) {
            return new MaskedBits[] {MaskedBits.ofTwo(shape, null), MaskedBits.ofTwo(shape, null)};
        }
        out[0] = BitWords.xor(out[0], every(less, 3, groups, words));
        return Arrays.stream(out).map(part -> MaskedBits.ofTwo(shape, part)).toArray(MaskedBits[]::new);
    }

    /** The vector of one digit of every group. */
    private static long[] every(long[][] planes, int digit, int groups, int words) {
        long[] out = new long[groups * words];
        for (int g = 0; g < groups; g++) {
            System.arraycopy(planes[4 * g + digit], 0, out, g * words, words);
        }
        return out;
    }

    /** Bit vectors by digit, lowest digit first, and the top bit of x without the borrow. */
    private record Digits(long[][] less, long[][] equal, long[] top) {
    }

    private static Digits deal(Trio trio, long[] r) {
        long[] tables = new long[4 * r.length];
        for (int i = 0; i < r.length; i++) {
            for (int word = 0; word < 4; word++) {
                long four = r[i] >>> 16 * word;
                tables[4 * i + word] = 1L << (four & 15) | 1L << 16 + (four >>> 4 & 15) | 1L << 32 + (four >>> 8 & 15);
                int top = (int) (four >>> 12 & 15);
                tables[4 * i + word] |= word < 3 ? 1L << 48 + top : 1L << 48 + (top & 7) | (long) (top >>> 3) << 48 + TOP_BIT;
            }
        }
        trio.dealXors(tables, tables.length);
        return new Digits(null, null, null);
    }

    private static Digits read(Trio trio, long[] c) {
        int n = c.length;
        long[] tables = trio.dealXors(null, 4 * n);
        int words = BitWords.words(n);
        Digits digits = new Digits(new long[DIGITS][words], new long[DIGITS][words], new long[words]);
        for (int i = 0; i < n; i++) {
            int at = i >>> 6;
            for (int digit = 0; digit < DIGITS; digit++) {
                int table = (int) (tables[4 * i + (digit >>> 2)] >>> 16 * (digit & 3)) & 0xFFFF;
                int value = (int) (c[i] >>> 4 * digit) & 15;
                if (digit == DIGITS - 1) {
                    int top = table >>> TOP_BIT ^ (trio.isLeft() ? value >>> 3 : 0);
                    digits.top[at] |= (long) top << i;
                    table &= 0xFF;
                    value &= 7;
                }
                digits.equal[digit][at] |= (long) (table >>> value & 1) << i;
                digits.less[digit][at] |= (long) (Integer.bitCount(table >>> value + 1) & 1) << i;
            }
        }
        return digits;
    }
}
