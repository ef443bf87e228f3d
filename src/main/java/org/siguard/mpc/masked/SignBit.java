package org.siguard.mpc.masked;

import java.util.Arrays;
import org.siguard.ring.Shape;

/**
 * The top bit of a masked value: exact for every element of the ring (2 rounds; about 50 bytes an element).
 *
 * <p>With c the masked part and r minus the masks, x = c - r, and the top bit of x is that of c, plus that of r, plus the borrow
 * [c &lt; r] of the 63 bits below.
 * <ol>
 * <li>Cut the words into {@value #DIGITS} digits of {@value #DIGIT_BITS} bits. ASSISTANT deals for every digit of r the bits
 * [r &gt;= v], v = 1 to 15, and the top bit of r.
 * <li>The evaluators look them up at their digit of c: less = [r &gt;= c + 1], equal = [r &gt;= c] - less. No message.
 * <li>Four neighbouring digits are joined at a time: less = less_3 + equal_3 less_2 + equal_3 equal_2 less_1 + equal_3 equal_2
 * equal_1 less_0, equal = equal_3 equal_2 equal_1 equal_0, by {@link Conjunction} on masked bits: a round for the masking.
 * <li>The four groups are joined in the same way: another round.
 * </ol>
 * Everything is done on all digits of all elements at once, by words of 64 of them. They stand in an order in which those that
 * meet in a join are far apart: first the lowest digits of all four groups, then the next ones.
 */
final class SignBit {
    static final int DIGITS = 16;
    static final int GROUPS = 4;
    private static final int DIGIT_BITS = 4;
    /** The thresholds that a digit may reach; that it reaches 0 need not be dealt. */
    static final int THRESHOLDS = (1 << DIGIT_BITS) - 1;
    private static final int TOP_BIT = 63;

    // Inputs: equal_3, less_2, equal_2, less_1, equal_1, less_0, equal_0. The lone less_3 needs no product.
    private static final int[] LESS = {0b0000011, 0b0001101, 0b0110101};
    private static final int[] EQUAL = {0b1010101};
    static final Conjunction JOIN = new Conjunction(7, LESS, EQUAL);
    static final Conjunction LAST_JOIN = new Conjunction(6, LESS);

    private SignBit() {
    }

    static MaskedBits of(Trio trio, MaskedShare x) {
        int n = x.shape().size();
        Order order = trio.isAssistant() ? deal(trio, x.mask().negated().data()) : read(trio, x.masked().data());
        Order groups = join(trio, JOIN, order, GROUPS * n);
        Order whole = join(trio, LAST_JOIN, groups, n);
        return MaskedBits.ofTwo(x.shape(), trio.isAssistant() ? null : BitWords.xor(whole.less, order.top));
    }

    /**
     * One evaluator's part of how digits of c stand to those of r.
     *
     * @param less  [c &lt; r]
     * @param equal [c = r]
     * @param top   the top bit of x without the borrow, once an element
     */
    private record Order(long[] less, long[] equal, long[] top) {
        private static final Order UNKNOWN = new Order(null, null, null);
    }

    /** Joins four digits at a time: the result has so many. */
    private static Order join(Trio trio, Conjunction join, Order order, int count) {
        MaskedBits[] inputs = new MaskedBits[join.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            int digit = 3 - (i + 1) / 2;
            long[] bits = i % 2 == 0 ? order.equal : order.less;
            inputs[i] = MaskedBits.ofTwo(Shape.of(count), bits == null ? null : BitWords.slice(bits, digit * count, count));
        }
        MaskedBits.mask(trio, inputs);
        long[][] out = join.evaluate(trio, inputs);
        if (trio.isAssistant()) {
            return Order.UNKNOWN;
        }
        return new Order(BitWords.xor(out[0], BitWords.slice(order.less, 3 * count, count)), out.length > 1 ? out[1] : null, null);
    }

    private static Order deal(Trio trio, long[] r) {
        Digits digits = Digits.of(r);
        int words = digits.words();
        long[] material = new long[THRESHOLDS * words + digits.top.length];
        int known = 0;
        for (long[] bit : digits.bits) {
            // With one bit more, that bit is worth a threshold more than all before: 2^k + v is reached if it is 1 and v is.
            for (int v = 0; v < known; v++) {
                for (int w = 0; w < words; w++) {
                    long reached = material[v * words + w];
                    material[(known + 1 + v) * words + w] = bit[w] & reached;
                    material[v * words + w] = bit[w] | reached;
                }
            }
            System.arraycopy(bit, 0, material, known * words, words);
            known = 2 * known + 1;
        }
        System.arraycopy(digits.top, 0, material, THRESHOLDS * words, digits.top.length);
        trio.dealXors(material, material.length);
        return Order.UNKNOWN;
    }

    private static Order read(Trio trio, long[] c) {
        Digits digits = Digits.of(c);
        int words = digits.words();
        long[] dealt = trio.dealXors(null, THRESHOLDS * words + digits.top.length);
        long[][] reached = new long[THRESHOLDS + 2][];
        for (int v = 1; v <= THRESHOLDS; v++) {
            reached[v] = Arrays.copyOfRange(dealt, (v - 1) * words, v * words);
        }
        reached[0] = new long[words];
        Arrays.fill(reached[0], trio.isLeft() ? -1 : 0);
        reached[THRESHOLDS + 1] = new long[words];
        for (int bit = DIGIT_BITS - 1; bit >= 0; bit--) {
            int half = 1 << bit;
            for (int v = 0; v <= half; v++) {
                BitWords.replace(reached[v], reached[v + half], digits.bits[bit]);
            }
        }
        long[] top = Arrays.copyOfRange(dealt, THRESHOLDS * words, dealt.length);
        return new Order(reached[1], BitWords.xor(reached[0], reached[1]), trio.isLeft() ? BitWords.xor(top, digits.top) : top);
    }

    /**
     * Words cut into digits; the highest digit has the top bit 0, which stands apart.
     *
     * @param bits of every bit of a digit a vector of all digits, lowest bit first
     * @param top  the top bits
     */
    private record Digits(long[][] bits, long[] top) {
        static Digits of(long[] values) {
            int n = values.length;
            long[] planes = BitWords.planes(values);
            int words = BitWords.words(n);
            long[][] bits = new long[DIGIT_BITS][BitWords.words(DIGITS * n)];
            for (int place = 0; place < TOP_BIT; place++) {
                int digit = place / DIGIT_BITS;
                int at = (digit % GROUPS * GROUPS + digit / GROUPS) * n;
                BitWords.insert(planes, place * words, n, bits[place % DIGIT_BITS], at);
            }
            return new Digits(bits, Arrays.copyOfRange(planes, TOP_BIT * words, (TOP_BIT + 1) * words));
        }

        int words() {
            return bits[0].length;
        }
    }
}
