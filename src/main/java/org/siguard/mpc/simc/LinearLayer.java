package org.siguard.mpc.simc;

import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/**
 * What stands between two activations: a sum of parts, each some maps with integer weights, one after another, of a stretch of the input into a stretch of the output; and a constant. Pooling by the
 * mean is a sum here, whose divisor is taken away when the next activation is truncated.
 *
 * <p>Field elements go through the kernels of the ring in two halves of their bits: as long as a half times all weights stays below
 * 2^63, sums modulo 2^64 are the true ones, and are reduced modulo p once.
 */
public record LinearLayer(int inputs, List<Part> parts, long[] bias) {
    private static final int HALF_BITS = 25;

    /** A map with integer weights. */
    public sealed interface Piece {
        int inputs();

        int outputs();

        /** Of numbers below 2^25, modulo 2^64. */
        long[] apply(long[] x);

        /** The largest sum of magnitudes of the weights that go into one output. */
        double norm();
    }

    /**
     * A product, such as a convolution.
     *
     * @param in the shape of what goes in, a batch of one
     */
    public record Product(Bilinear map, Shape in, RingTensor weights) implements Piece {
        @Override
        public int inputs() {
            return in.size();
        }

        @Override
        public int outputs() {
            return map.shape(in, weights.shape()).size();
        }

        @Override
        public long[] apply(long[] x) {
            return map.apply(RingTensor.of(in, x), weights).data();
        }

        @Override
        public double norm() {
            long[] magnitudes = Arrays.stream(weights.data()).map(Math::abs).toArray();
            RingTensor ones = RingTensor.filled(in, 1);
            return Arrays.stream(map.apply(ones, RingTensor.of(weights.shape(), magnitudes)).data()).max().orElse(0);
        }
    }

    /**
     * Numbers from other places: each output is a sum of few inputs, each times a factor.
     *
     * @param from    for each term of the sum and each output the place of the input, or -1 for none
     * @param factors of the terms
     */
    public record Selection(int inputs, int[][] from, long[] factors) implements Piece {
        public Selection {
            for (int[] places : from) {
                if (places.length != from[0].length || Arrays.stream(places).anyMatch(place -> place >= inputs)) {
                    throw new IllegalArgumentException("a selection takes what is not there");
                }
            }
        }

        /** Every number times a factor. */
        public static Selection scale(int size, long factor) {
            int[] places = new int[size];
            Arrays.setAll(places, i -> i);
            return new Selection(size, new int[][] {places}, new long[] {factor});
        }

        @Override
        public int outputs() {
            return from[0].length;
        }

        @Override
        public long[] apply(long[] x) {
            long[] out = new long[outputs()];
            for (int term = 0; term < from.length; term++) {
                for (int i = 0; i < out.length; i++) {
                    int place = from[term][i];
                    out[i] += place < 0 ? 0 : factors[term] * x[place];
                }
            }
            return out;
        }

        @Override
        public double norm() {
            return Arrays.stream(factors).mapToDouble(Math::abs).sum();
        }
    }

    /**
     * One of the summands.
     *
     * @param from   where in the input its own begins
     * @param to     where in the output its own begins
     * @param pieces one after another; at least one
     */
    public record Part(int from, int to, List<Piece> pieces) {
        public Part {
            pieces = List.copyOf(pieces);
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0 && pieces.get(i).inputs() != pieces.get(i - 1).outputs()) {
                    throw new IllegalArgumentException("pieces of a linear layer do not fit");
                }
                if (pieces.get(i).norm() >= Math.scalb(1.0, Long.SIZE - 1 - HALF_BITS)) {
                    throw new IllegalArgumentException("the weights of a linear layer are too large to be exact");
                }
            }
        }

        private int endsIn() {
            return from + pieces.getFirst().inputs();
        }

        private int endsOut() {
            return to + pieces.getLast().outputs();
        }
    }

    public LinearLayer {
        parts = List.copyOf(parts);
        for (Part part : parts) {
            if (part.pieces().isEmpty() || part.from() < 0 || part.to() < 0 || part.endsIn() > inputs || part.endsOut() > bias.length) {
                throw new IllegalArgumentException("a part of a linear layer does not fit");
            }
        }
    }

    /** Maps of the whole input, one after another. */
    public static LinearLayer of(List<? extends Piece> pieces, long[] bias) {
        LinearLayer layer = new LinearLayer(pieces.getFirst().inputs(), List.of(new Part(0, 0, List.copyOf(pieces))), bias);
        if (layer.parts.getFirst().endsOut() != bias.length) {
            throw new IllegalArgumentException("a linear layer wants one constant an output");
        }
        return layer;
    }

    public int outputs() {
        return bias.length;
    }

    /** W x mod p, without the constant. */
    long[] product(PrimeField field, long[] x) {
        long[] out = new long[outputs()];
        for (Part part : parts) {
            long[] at = Arrays.copyOfRange(x, part.from(), part.endsIn());
            for (Piece piece : part.pieces()) {
                at = applied(field, piece, at);
            }
            for (int i = 0; i < at.length; i++) {
                out[part.to() + i] = field.add(out[part.to() + i], at[i]);
            }
        }
        return out;
    }

    private static long[] applied(PrimeField field, Piece piece, long[] x) {
        long[] low = new long[x.length];
        long[] high = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            low[i] = x[i] & ((1L << HALF_BITS) - 1);
            high[i] = x[i] >>> HALF_BITS;
        }
        low = piece.apply(low);
        high = piece.apply(high);
        long scale = field.reduce(1L << HALF_BITS);
        long[] out = new long[low.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = field.add(field.multiply(field.reduce(high[i]), scale), field.reduce(low[i]));
        }
        return out;
    }

    /** The constant, times a factor. */
    long[] constant(PrimeField field, long factor) {
        return field.multiply(field.reduce(bias), factor);
    }
}
