package org.siguard.mpc.simc;

import java.util.Arrays;
import org.siguard.mpc.simc.field.Authenticated;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Offset;

/**
 * MUSE's conditional disclosure of secrets: the client gets the labels of the bits of its numbers c and R, if they are those of which it has authenticated shares, and nothing at all otherwise.
 * In {@link AuthenticatedArithmetic}:
 * <ol>
 * <li>The server gives both labels L⁰ and L¹ of every wire, each in K = ⌈128 / (κ - 1)⌉ elements, that a label's bits fit in.
 * <li>The client gives every bit b.
 * <li>L⁰ + b (L¹ - L⁰), and b (b - 1): K + 1 products a wire.
 * <li>To be zero: b (b - 1); Σ 2^i b_i less the number, of which both have a tag from the linear layer, for the key is the same.
 * <li>Only when all tags add up, the server opens the labels to the client.
 * </ol>
 * For κ = 44 an activation has 88 wires, so 88 random numbers, 528 elements dealt by the server, and 352 triples.
 */
final class LabelDisclosure {
    private static final int LABEL_BITS = 128;

    private final PrimeField field;
    private final BitOrder order;

    /** @param order of activations with the bits of c, and behind them those of R */
    LabelDisclosure(PrimeField field, BitOrder order) {
        this.field = field;
        this.order = order;
    }

    /** The elements of a label. */
    static int elements(int bits) {
        return (LABEL_BITS + bits - 2) / (bits - 1);
    }

    /** The bytes that both parties send. */
    static long bytes(int bits, int activations) {
        int wires = 2 * bits * activations;
        int each = elements(bits);
        long words = Packing.words(4L * each * wires, bits) + 2L * Packing.words(wires, bits)
                + AuthenticatedArithmetic.wordsOfProducts((each + 1) * wires, bits) + FinalCheck.WORDS
                + Packing.words((long) each * wires, bits);
        return Long.BYTES * words;
    }

    /** What ciphertexts take: one up and two down for random numbers, two up and six down for triples. */
    static long modelledBytes(int bits, int activations) {
        int wires = 2 * bits * activations;
        return 3 * IdealLinear.modelledBytes(wires) + 8 * IdealLinear.modelledBytes((elements(bits) + 1L) * wires);
    }

    /**
     * The server's part.
     *
     * @param zeros    the labels of 0, two words each, in order
     * @param shareTag the server's shares of αc
     * @param maskTag  and of αR
     */
    void disclose(AuthenticatedArithmetic.Server arithmetic, long[] zeros, Offset delta, long[] shareTag, long[] maskTag) {
        long[] ones = zeros.clone();
        long[] all = new long[order.size()];
        Arrays.fill(all, 1);
        delta.addWhere(all, ones);
        int n = elements(field.bits()) * order.size();
        Authenticated labels = arithmetic.give(joined(embed(zeros), embed(ones)));
        Authenticated bits = arithmetic.take(order.size());
        Authenticated chosen = choose(arithmetic, labels.part(0, n), labels.part(n, 2 * n), bits, shareTag, maskTag);
        arithmetic.verify();
        arithmetic.tell(chosen);
    }

    /**
     * The client's part; returns its labels.
     *
     * @param bits of its c and R, in order
     */
    long[] receive(AuthenticatedArithmetic.Client arithmetic, long[] bits, long[] shareTag, long[] maskTag) {
        int n = elements(field.bits()) * order.size();
        Authenticated labels = arithmetic.take(2 * n);
        Authenticated given = arithmetic.give(bits);
        Authenticated chosen = choose(arithmetic, labels.part(0, n), labels.part(n, 2 * n), given, shareTag, maskTag);
        arithmetic.answer();
        return extract(arithmetic.hear(chosen));
    }

    /** Steps 3 and 4, which are the same for both. */
    private Authenticated choose(AuthenticatedArithmetic arithmetic, Authenticated zeros, Authenticated ones, Authenticated bits,
            long[] shareTag, long[] maskTag) {
        long[] minusOne = new long[order.size()];
        Arrays.fill(minusOne, field.negate(1));
        Authenticated factors = bits;
        for (int i = 1; i < elements(field.bits()); i++) {
            factors = factors.then(bits);
        }
        Authenticated products = arithmetic.multiply(arithmetic.minus(ones, zeros).then(bits),
                factors.then(arithmetic.plus(bits, minusOne)));
        arithmetic.expectZero(products.part(zeros.size(), products.size()));
        int half = order.wires() / 2;
        arithmetic.check.expectZero(field.subtract(composed(bits.tag(), 0, half), shareTag));
        arithmetic.check.expectZero(field.subtract(composed(bits.tag(), half, half), maskTag));
        return arithmetic.plus(zeros, products.part(0, zeros.size()));
    }

    /** Σ 2^i of some wires, for every activation. */
    private long[] composed(long[] values, int first, int wires) {
        long[] out = new long[order.n()];
        for (int k = 0; k < out.length; k++) {
            for (int i = wires - 1; i >= 0; i--) {
                out[k] = field.add(field.add(out[k], out[k]), values[order.at(k, first + i)]);
            }
        }
        return out;
    }

    /** The bits of numbers, in order. */
    static long[] bits(BitOrder order, long[] shares, long[] masks) {
        long[] out = new long[order.size()];
        int half = order.wires() / 2;
        for (int k = 0; k < order.n(); k++) {
            for (int i = 0; i < half; i++) {
                out[order.at(k, i)] = shares[k] >>> i & 1;
                out[order.at(k, half + i)] = masks[k] >>> i & 1;
            }
        }
        return out;
    }

    /** All first elements, then all second ones, and so on. */
    private long[] embed(long[] labels) {
        int width = field.bits() - 1;
        int count = labels.length / 2;
        long[] out = new long[elements(field.bits()) * count];
        for (int i = 0; i < out.length; i++) {
            int from = i / count * width;
            long low = labels[2 * (i % count)];
            long high = labels[2 * (i % count) + 1];
            long shifted = from >= Long.SIZE ? high >>> from - Long.SIZE : low >>> from | (from == 0 ? 0 : high << Long.SIZE - from);
            out[i] = shifted & -1L >>> Long.SIZE - width;
        }
        return out;
    }

    private long[] extract(long[] elements) {
        int width = field.bits() - 1;
        int count = elements.length / elements(field.bits());
        long[] out = new long[2 * count];
        for (int i = 0; i < elements.length; i++) {
            int from = i / count * width;
            int at = 2 * (i % count);
            if (from < Long.SIZE) {
                out[at] |= elements[i] << from;
                out[at + 1] |= from == 0 ? 0 : elements[i] >>> Long.SIZE - from;
            } else {
                out[at + 1] |= elements[i] << from - Long.SIZE;
            }
        }
        return out;
    }

    private static long[] joined(long[] one, long[] other) {
        long[] out = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, out, one.length, other.length);
        return out;
    }
}
