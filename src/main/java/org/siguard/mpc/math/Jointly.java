package org.siguard.mpc.math;

import java.util.ArrayList;
import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Piecewise;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Shape;
import org.siguard.ring.SideBySide;

/** Operations that do not depend on each other, done at once: rounds are paid once for all of them. */
public final class Jointly {
    private Jointly() {
    }

    /** Where each is below zero. */
    public static List<Bits> negative(FullRing engine, List<Shared> values) {
        if (engine instanceof Piecewise pieces) {
            return pieces.negativeEach(values);
        }
        Bits all = engine.negative(join(engine, values));
        List<Bits> out = new ArrayList<>();
        int from = 0;
        for (Shared value : values) {
            out.add(engine.gather(all, range(from, value.shape().size()), value.shape()));
            from += value.shape().size();
        }
        return out;
    }

    /** Each value where its bits are 1, and zero elsewhere. */
    public static List<Shared> select(FullRing engine, List<Bits> bits, List<Shared> values) {
        if (engine instanceof Piecewise pieces) {
            return pieces.selectEach(bits, values);
        }
        Shared joined = join(engine, values);
        Shared all = engine.select(engine.concatBits(joined.shape(), bits), joined);
        return split(engine, all, values.stream().map(Shared::shape).toList());
    }

    /** Each vector's conjunction; all have as many factors, of whatever shape. */
    public static List<Bits> all(FullRing engine, List<List<Bits>> conjunctions) {
        List<Shape> shapes = conjunctions.stream().map(factors -> factors.get(0).shape()).toList();
        Shape flat = Shape.of(shapes.stream().mapToInt(Shape::size).sum());
        List<Bits> factors = new ArrayList<>();
        for (int i = 0; i < conjunctions.get(0).size(); i++) {
            int place = i;
            factors.add(engine.concatBits(flat, conjunctions.stream().map(of -> of.get(place)).toList()));
        }
        Bits all = engine.all(factors);
        List<Bits> out = new ArrayList<>();
        int from = 0;
        for (Shape shape : shapes) {
            out.add(engine.gather(all, range(from, shape.size()), shape));
            from += shape.size();
        }
        return out;
    }

    /** A pair to be multiplied. */
    public record Factors(Bilinear map, Shared a, Shared b) {
        private SideBySide.Part part() {
            return new SideBySide.Part(map, a.shape(), b.shape());
        }
    }

    /** Several products, divided by the same power of two. */
    public static List<Shared> product(FullRing engine, int shift, List<Factors> pairs) {
        SideBySide map = new SideBySide(pairs.stream().map(Factors::part).toList());
        List<Shared> left = pairs.stream().map(Factors::a).toList();
        List<Shared> right = pairs.stream().map(Factors::b).toList();
        if (engine instanceof Piecewise pieces) {
            return pieces.productEach(map, left, right, shift);
        }
        Shared all = engine.product(map, join(engine, left), join(engine, right), shift);
        return split(engine, all, map.parts().stream().map(SideBySide.Part::result).toList());
    }

    private static Shared join(FullRing engine, List<Shared> values) {
        return engine.concat(Shape.of(values.stream().mapToInt(value -> value.shape().size()).sum()), values);
    }

    private static List<Shared> split(FullRing engine, Shared all, List<Shape> shapes) {
        List<Shared> out = new ArrayList<>();
        int from = 0;
        for (Shape shape : shapes) {
            out.add(engine.slice(all, from, shape));
            from += shape.size();
        }
        return out;
    }

    private static int[] range(int from, int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = from + i;
        }
        return out;
    }
}
