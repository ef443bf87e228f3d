package org.siguard.ring;

import java.util.Arrays;
import java.util.List;

/**
 * Several bilinear maps that have nothing to do with each other, as one: (a1, a2), (b1, b2) to (B1(a1, b1), B2(a2, b2)), all in a row.
 * A secure product pays its rounds once for them all.
 */
public record SideBySide(List<Part> parts) implements Bilinear {
    public SideBySide {
        parts = List.copyOf(parts);
    }

    /** One of the maps, with the shapes of its arguments. */
    public record Part(Bilinear map, Shape a, Shape b) {
        public Shape result() {
            return map.shape(a, b);
        }
    }

    public static SideBySide of(Part... parts) {
        return new SideBySide(List.of(parts));
    }

    @Override
    public Shape shape(Shape a, Shape b) {
        int first = parts.stream().mapToInt(part -> part.a.size()).sum();
        int second = parts.stream().mapToInt(part -> part.b.size()).sum();
        if (a.size() != first || b.size() != second) {
            throw new IllegalArgumentException("maps side by side want " + first + " and " + second + " elements: " + a + " and " + b);
        }
        return Shape.of(parts.stream().mapToInt(part -> part.result().size()).sum());
    }

    @Override
    public RingTensor apply(RingTensor a, RingTensor b) {
        Shape shape = shape(a.shape(), b.shape());
        RingTensor[] results = new RingTensor[parts.size()];
        int fromA = 0;
        int fromB = 0;
        for (int i = 0; i < results.length; i++) {
            Part part = parts.get(i);
            results[i] = part.map.apply(slice(a, fromA, part.a), slice(b, fromB, part.b));
            fromA += part.a.size();
            fromB += part.b.size();
        }
        return RingTensor.concat(shape, results);
    }

    private static RingTensor slice(RingTensor x, int from, Shape shape) {
        return RingTensor.of(shape, Arrays.copyOfRange(x.data(), from, from + shape.size()));
    }

    @Override
    public long multiplications(Shape a, Shape b) {
        return parts.stream().mapToLong(part -> part.map.multiplications(part.a, part.b)).sum();
    }
}
