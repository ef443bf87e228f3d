package org.siguard.mpc.masked;

import java.util.Arrays;

/**
 * Masked bits as integers, and their products with masked values. With b = open ^ k, k the bits' mask,
 * b * x = open * x + (1 - 2 open) * k * x, and k * x = k * m + k * (l + r) for x = m + l + r.
 *
 * <p>Product (1 round, plus 1 if the bits are not masked; 4 words an element, 3 where k was dealt before):
 * <ol>
 * <li>ASSISTANT deals [k * (l + r)], and [k] where the evaluators do not have it from before.
 * <li>LEFT: u = open * (m + l) + (1 - 2 open) * ([k] m + [k (l + r)]); RIGHT: v = open * r + (1 - 2 open) * ([k] m + [k (l + r)]).
 * <li>u + v gets new masks ({@link Resharing}).
 * </ol>
 * Integers are the product with x = 1: [k] alone is dealt.
 */
final class BitProduct {
    private BitProduct() {
    }

    static MaskedShare select(Trio trio, MaskedBits bits, MaskedShare x) {
        MaskedBits.mask(trio, bits);
        int n = bits.count();
        if (trio.isAssistant()) {
            long[] k = bits.mask();
            long[] mask = x.mask().data();
            long[] products = new long[n];
            for (int i = 0; i < n; i++) {
                products[i] = -BitWords.get(k, i) & mask[i];
            }
            deal(trio, bits, products);
            return Resharing.ofTwo(trio, x.shape(), null);
        }
        long[] products = take(trio, bits, n);
        long[] k = bits.ringMask();
        long[] masked = x.masked().data();
        long[] own = x.ownMask().data();
        long left = trio.isLeft() ? -1 : 0;
        long[] part = new long[n];
        for (int i = 0; i < n; i++) {
            part[i] = opened(BitWords.get(bits.open(), i), k[i] * masked[i] + products[i], own[i] + (masked[i] & left));
        }
        return Resharing.ofTwo(trio, x.shape(), part);
    }

    static MaskedShare toRing(Trio trio, MaskedBits bits) {
        MaskedBits.mask(trio, bits);
        int n = bits.count();
        if (!bits.inRing() && trio.isAssistant()) {
            deal(trio, bits, new long[0]);
        } else if (!bits.inRing()) {
            take(trio, bits, 0);
        }
        if (trio.isAssistant()) {
            return Resharing.ofTwo(trio, bits.shape(), null);
        }
        long[] k = bits.ringMask();
        long one = trio.isLeft() ? 1 : 0;
        long[] part = new long[n];
        for (int i = 0; i < n; i++) {
            part[i] = opened(BitWords.get(bits.open(), i), k[i], one);
        }
        return Resharing.ofTwo(trio, bits.shape(), part);
    }

    /** Deals products, in one message with the mask itself where that was not dealt before. */
    private static void deal(Trio trio, MaskedBits bits, long[] products) {
        int n = bits.inRing() ? 0 : bits.count();
        long[] mask = bits.mask();
        long[] material = new long[n + products.length];
        for (int i = 0; i < n; i++) {
            material[i] = BitWords.get(mask, i);
        }
        System.arraycopy(products, 0, material, n, products.length);
        trio.dealSums(material, material.length);
        bits.keepRingMask(null);
    }

    /** Takes this evaluator's summands of so many products, and sees that the bits have theirs. */
    private static long[] take(Trio trio, MaskedBits bits, int products) {
        if (bits.inRing()) {
            return trio.dealSums(null, products);
        }
        int n = bits.count();
        long[] dealt = trio.dealSums(null, n + products);
        bits.keepRingMask(Arrays.copyOf(dealt, n));
        return Arrays.copyOfRange(dealt, n, n + products);
    }

    /** open * whole + (1 - 2 open) * masked, without a branch: the bit is random, and a wrong guess of the processor's costs more. */
    private static long opened(long open, long masked, long whole) {
        long all = -open;
        return (masked ^ all) - all + (whole & all);
    }
}
