package org.siguard.mpc.simc;

import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * What stands between two activations: some products with integer weights, one after another, and a constant. Pooling by the mean is a sum here, whose divisor
 * is taken away when the next activation is truncated.
 *
 * <p>Field elements go through the kernels of the ring in two halves of their bits: as long as a half times all weights stays below
 * 2^63, sums modulo 2^64 are the true ones, and are reduced modulo p once.
 */
public record LinearLayer(List<Piece> pieces, long[] bias) {
    /**
     * One product.
     *
     * @param in the shape of what goes in, a batch of one
     */
    public record Piece(Bilinear map, Shape in, RingTensor weights) {
        int outputs() {
            return map.shape(in, weights.shape()).size();
        }

        long[] apply(long[] x) {
            return map.apply(RingTensor.of(in, x), weights).data();
        }

        /** The largest sum of magnitudes of the weights that go into one output. */
        private double norm() {
            long[] magnitudes = Arrays.stream(weights.data()).map(Math::abs).toArray();
            RingTensor ones = RingTensor.filled(in, 1);
            return Arrays.stream(map.apply(ones, RingTensor.of(weights.shape(), magnitudes)).data()).max().orElse(0);
        }
    }

    private static final int HALF_BITS = 25;

    public LinearLayer {
        pieces = List.copyOf(pieces);
        for (int i = 0; i < pieces.size(); i++) {
            if (i > 0 && pieces.get(i).in().size() != pieces.get(i - 1).outputs()) {
                throw new IllegalArgumentException("pieces of a linear layer do not fit");
            }
            if (pieces.get(i).norm() >= Math.scalb(1.0, Long.SIZE - 1 - HALF_BITS)) {
                throw new IllegalArgumentException("the weights of a linear layer are too large to be exact");
            }
        }
        if (pieces.isEmpty() || bias.length != pieces.getLast().outputs()) {
            throw new IllegalArgumentException("a linear layer wants one constant an output");
        }
    }

    public int inputs() {
        return pieces.getFirst().in().size();
    }

    public int outputs() {
        return bias.length;
    }

    /** W x mod p, without the constant. */
    long[] product(PrimeField field, long[] x) {
        long[] at = x;
        for (Piece piece : pieces) {
            long[] low = new long[at.length];
            long[] high = new long[at.length];
            for (int i = 0; i < at.length; i++) {
                low[i] = at[i] & ((1L << HALF_BITS) - 1);
                high[i] = at[i] >>> HALF_BITS;
            }
            low = piece.apply(low);
            high = piece.apply(high);
            long scale = field.reduce(1L << HALF_BITS);
            at = new long[low.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = field.add(field.multiply(field.reduce(high[i]), scale), field.reduce(low[i]));
            }
        }
        return at;
    }

    /** The constant, times a factor. */
    long[] constant(PrimeField field, long factor) {
        return field.multiply(field.reduce(bias), factor);
    }
}
