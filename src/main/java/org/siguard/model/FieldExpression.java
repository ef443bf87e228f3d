package org.siguard.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siguard.mpc.simc.LinearLayer;

/**
 * A value between two activations, as a sum of integer maps of what the activations before it gave.
 *
 * @param parts   what is added
 * @param bias    what else is added; null until there is a layer with weights in it
 * @param bits    fractional bits
 * @param divisor what the integers are to be divided by besides, which goes into the next weights
 */
record FieldExpression(List<Part> parts, long[] bias, int bits, double divisor) {
    /** Maps of one stretch of numbers; none where it is meant as it is. */
    record Part(FieldStretch of, List<LinearLayer.Piece> pieces) {
        Part then(LinearLayer.Piece piece) {
            List<LinearLayer.Piece> longer = new ArrayList<>(pieces);
            longer.add(piece);
            return new Part(of, longer);
        }
    }

    /** The numbers of a stretch themselves. */
    static FieldExpression of(FieldStretch stretch) {
        return new FieldExpression(List.of(new Part(stretch, List.of())), null, FieldNetwork.FRACTIONAL_BITS, 1);
    }

    /** The stretch that this is, and nothing else; null where it is more than one. */
    FieldStretch alone() {
        return bias == null && divisor == 1 && parts.size() == 1 && parts.getFirst().pieces().isEmpty() ? parts.getFirst().of() : null;
    }

    boolean reads(FieldStretch stretch) {
        return parts.stream().anyMatch(part -> part.of() == stretch);
    }

    boolean isWeighted() {
        return bias != null;
    }

    /** Through another map, which the constant goes through as well. */
    FieldExpression through(LinearLayer.Piece piece, int moreBits, double moreDivisor) {
        return new FieldExpression(parts.stream().map(part -> part.then(piece)).toList(), bias == null ? null : piece.apply(bias),
                bits + moreBits, divisor * moreDivisor);
    }

    /** Through a layer with weights that took the divisor up. */
    FieldExpression weighted(LinearLayer.Piece piece, long[] constant) {
        return new FieldExpression(parts.stream().map(part -> part.then(piece)).toList(), constant,
                bits + FieldNetwork.FRACTIONAL_BITS, 1);
    }

    /** The sum of two of as many numbers and one divisor. */
    FieldExpression plus(FieldExpression other, int size) {
        int common = Math.max(bits, other.bits);
        FieldExpression one = scaled(common - bits, size);
        FieldExpression two = other.scaled(common - other.bits, size);
        List<Part> all = new ArrayList<>(one.parts);
        all.addAll(two.parts);
        long[] sum = one.bias == null ? two.bias : one.bias.clone();
        for (int i = 0; one.bias != null && two.bias != null && i < size; i++) {
            sum[i] += two.bias[i];
        }
        return new FieldExpression(all, sum, common, divisor);
    }

    private FieldExpression scaled(int moreBits, int size) {
        return moreBits == 0 ? this : through(LinearLayer.Selection.scale(size, 1L << moreBits), moreBits, 1);
    }

    /** As parts of a layer that writes them from a place on. */
    List<LinearLayer.Part> laid(int to, int size) {
        return parts.stream().map(part -> new LinearLayer.Part(part.of().from(), to,
                part.pieces().isEmpty() ? List.of(LinearLayer.Selection.scale(size, 1)) : part.pieces())).toList();
    }

    long[] constant(int size) {
        return bias == null ? new long[size] : Arrays.copyOf(bias, size);
    }
}
