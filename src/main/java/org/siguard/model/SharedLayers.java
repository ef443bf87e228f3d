package org.siguard.model;

import java.util.List;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Shared;
import org.siguard.ring.Bilinear;
import org.siguard.ring.ChannelScale;
import org.siguard.ring.Convolution;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.WindowSum;

/** The layers of a network on shares, whole batches at a time: [n, …], pictures as [n, channels, height, width]. */
final class SharedLayers {
    private final FullRing engine;

    SharedLayers(FullRing engine) {
        this.engine = engine;
    }

    /** @param bias null where there is none */
    Shared linear(Shared x, Shared weight, Shared bias) {
        return shifted(product(Bilinear.MATRIX_TRANSPOSED, x, weight), bias);
    }

    /** The weights go first: engines add up the parts of the second factor, and there are fewer numbers in the values. */
    private Shared product(Bilinear map, Shared x, Shared weight) {
        return engine.product(map.flipped(), weight, x, fraction());
    }

    /** @param bias null where there is none */
    Shared convolution(Shared x, Layer.Conv2d conv, Shared weight, Shared bias) {
        return shifted(product(new Convolution(conv.stride(), conv.padding(), conv.groups()), x, weight), bias);
    }

    Shared affine(Shared x, Shared scale, Shared shift) {
        return shifted(engine.product(new ChannelScale(), x, scale, fraction()), shift);
    }

    /** Adds its number to every channel. */
    private Shared shifted(Shared x, Shared bias) {
        if (bias == null) {
            return x;
        }
        int channels = bias.shape().size();
        int each = x.shape().size() / x.shape().extent(0) / channels;
        int[] source = new int[x.shape().size()];
        for (int row = 0, i = 0; i < source.length; row++) {
            java.util.Arrays.fill(source, i, i + each, row % channels);
            i += each;
        }
        return engine.add(x, engine.gather(bias, source, x.shape()));
    }

    Shared relu(Shared x) {
        return engine.select(engine.not(engine.negative(x)), x);
    }

    /** x where it is 0 or more, minus x - 6 where that is 0 or more: two comparisons in one set of rounds. */
    Shared relu6(Shared x) {
        Shape shape = x.shape();
        Shared reduced = engine.add(x, RingTensor.filled(shape, -6 * engine.fixedPoint().one()));
        Shared both = engine.concat(Shape.of(2 * shape.size()), List.of(x, reduced));
        Shared kept = relu(both);
        return engine.subtract(half(kept, 0, shape), half(kept, 1, shape));
    }

    /** slope x + (1 - slope) relu(x): what a ReLU costs, and a truncation. What is above 0 comes out as it is. */
    Shared leakyRelu(Shared x, double slope) {
        long below = engine.fixedPoint().encode(slope);
        Shared above = engine.scale(relu(x), engine.fixedPoint().one() - below);
        return engine.truncate(engine.add(engine.scale(x, below), above), fraction());
    }

    /** relu(x) - d(|x|), d the small and smooth difference, taken as 0 from the curve's end on. */
    Shared curved(Shared x, Curve curve) {
        Shape shape = x.shape();
        long end = Math.round(curve.end() * engine.fixedPoint().one());
        Shared above = engine.add(x, RingTensor.filled(shape, -end));
        Shared below = engine.add(x, RingTensor.filled(shape, end));
        Bits signs = engine.negative(engine.concat(Shape.of(3 * shape.size()), List.of(x, above, below)));
        Shared positive = engine.select(engine.not(third(signs, 0, shape)), x);
        Bits inside = engine.all(List.of(third(signs, 1, shape), engine.not(third(signs, 2, shape))));
        Shared magnitude = engine.subtract(engine.scale(positive, 2), x);
        Shared difference = engine.evaluate(curve.difference(engine.fixedPoint()), magnitude);
        return engine.subtract(positive, engine.select(inside, difference));
    }

    /** The sum of every window, divided by how much it counts. */
    Shared avgPool(Shared x, Layer.AvgPool pool, Shape in, Shape out) {
        Windows windows = new Windows(in, out, pool);
        long[] counts = new long[out.extent(1) * out.extent(2)];
        for (int place = 0; place < counts.length; place++) {
            counts[place] = windows.divisor(pool, place);
        }
        Shape places = Shape.of(out.extent(1), out.extent(2));
        Shared sums = engine.product(new WindowSum(pool.kernel(), pool.stride(), pool.padding()), x, RingTensor.filled(places, 1));
        return new Mean(fraction(), places, counts).of(engine, sums);
    }

    Shared globalAvgPool(Shared x) {
        int rows = x.shape().extent(0) * x.shape().extent(1);
        int each = x.shape().extent(2) * x.shape().extent(3);
        Shared sums = engine.sumLast(engine.reshape(x, Shape.of(rows, each)));
        Shape shape = Shape.of(x.shape().extent(0), x.shape().extent(1), 1, 1);
        return new Mean(fraction(), Shape.of(1, 1), each).of(engine, engine.reshape(sums, shape));
    }

    Shared add(List<Shared> in) {
        return in.stream().reduce(engine::add).orElseThrow();
    }

    /** Record by record: the channels of all inputs, one input after another. */
    Shared concat(List<Shared> in, Shape record) {
        int rows = in.get(0).shape().extent(0);
        int total = in.stream().mapToInt(part -> part.shape().size()).sum();
        Shared joined = engine.concat(Shape.of(total), in);
        if (rows == 1) {
            return engine.reshape(joined, batch(rows, record));
        }
        int[] source = new int[total];
        for (int row = 0, at = 0; row < rows; row++) {
            int start = 0;
            for (Shared part : in) {
                int width = part.shape().size() / rows;
                for (int i = 0; i < width; i++) {
                    source[at++] = start + row * width + i;
                }
                start += part.shape().size();
            }
        }
        return engine.gather(joined, source, batch(rows, record));
    }

    Shared flatten(Shared x) {
        int rows = x.shape().extent(0);
        return engine.reshape(x, Shape.of(rows, x.shape().size() / rows));
    }

    /** The shape of a batch of records. */
    static Shape batch(int rows, Shape record) {
        int[] one = record.toArray();
        int[] all = new int[one.length + 1];
        all[0] = rows;
        System.arraycopy(one, 0, all, 1, one.length);
        return Shape.of(all);
    }

    private Shared half(Shared both, int which, Shape shape) {
        return engine.gather(both, range(which * shape.size(), shape.size()), shape);
    }

    private Bits third(Bits all, int which, Shape shape) {
        return engine.gather(all, range(which * shape.size(), shape.size()), shape);
    }

    private static int[] range(int from, int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = from + i;
        }
        return out;
    }

    private int fraction() {
        return engine.fixedPoint().fractionalBits();
    }
}
