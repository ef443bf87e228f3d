package org.siguard.mpc.masked;

import org.siguard.ring.Shape;

/**
 * Masked bits as integers, and their products with masked values. With b = open ^ k, k the bits' mask,
 * b * x = open * x + (1 - 2 open) * k * x, and k * x = k * m + k * (l + r) for x = m + l + r.
 *
 * <p>Product (1 round, plus 1 if the bits are not masked; 4 words an element):
 * <ol>
 * <li>ASSISTANT deals [k] and [k * (l + r)].
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
            long[] material = new long[2 * n];
            for (int i = 0; i < n; i++) {
                long bit = BitWords.get(k, i);
                material[i] = bit;
                material[n + i] = -bit & mask[i];
            }
            trio.dealSums(material, 2 * n);
            return Resharing.ofTwo(trio, x.shape(), null);
        }
        long[] dealt = trio.dealSums(null, 2 * n);
        long[] masked = x.masked().data();
        long[] own = x.ownMask().data();
        long left = trio.isLeft() ? -1 : 0;
        long[] part = new long[n];
        for (int i = 0; i < n; i++) {
            long product = dealt[i] * masked[i] + dealt[n + i];
            part[i] = opened(BitWords.get(bits.open(), i), product, own[i] + (masked[i] & left));
        }
        return Resharing.ofTwo(trio, x.shape(), part);
    }

    static MaskedShare toRing(Trio trio, MaskedBits bits) {
        MaskedBits.mask(trio, bits);
        int n = bits.count();
        Shape shape = bits.shape();
        if (trio.isAssistant()) {
            long[] k = bits.mask();
            long[] material = new long[n];
            for (int i = 0; i < n; i++) {
                material[i] = BitWords.get(k, i);
            }
            trio.dealSums(material, n);
            return Resharing.ofTwo(trio, shape, null);
        }
        long[] dealt = trio.dealSums(null, n);
        long one = trio.isLeft() ? 1 : 0;
        long[] part = new long[n];
        for (int i = 0; i < n; i++) {
            part[i] = opened(BitWords.get(bits.open(), i), dealt[i], one);
        }
        return Resharing.ofTwo(trio, shape, part);
    }

    /** open * whole + (1 - 2 open) * masked, without a branch: the bit is random, and a wrong guess of the processor's costs more. */
    private static long opened(long open, long masked, long whole) {
        long all = -open;
        return (masked ^ all) - all + (whole & all);
    }
}
