package org.siguard.mpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.PiecewisePolynomial;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/**
 * A straight-line program made up from a seed, on whatever engine: the same operations everywhere. For every value it keeps a bound
 * of its magnitude, so that nothing leaves the safe range, and how far two engines may differ there by rounding.
 */
final class RandomProgram {
    static final Shape WIDE = Shape.of(4, 5);
    static final Shape COLUMN = Shape.of(4, 1);
    static final Shape SQUARE = Shape.of(5, 5);
    static final List<Shape> INPUTS = List.of(WIDE, WIDE, SQUARE, COLUMN);
    private static final int OPERATIONS = 30;
    private static final double PRODUCT_BOUND = Math.scalb(1.0, 61);
    private static final double VALUE_BOUND = Math.scalb(1.0, 60);
    private static final PiecewisePolynomial RECIPROCAL =
            PiecewisePolynomial.of("reciprocal", v -> 1 / v, Trial.FIXED.fractionalBits(), 1, 4, 6, 5);

    private final FullRing engine;
    private final Random random;
    private final List<Value> values = new ArrayList<>();
    private final Map<Shape, List<Bits>> bits = new HashMap<>();
    private final StringBuilder listing = new StringBuilder();

    /**
     * @param bound      magnitudes are at most this, in ring elements
     * @param difference two engines' values differ by at most this
     */
    record Value(Shared shared, double bound, double difference) {
    }

    private RandomProgram(FullRing engine, long seed) {
        this.engine = engine;
        this.random = new Random(seed);
    }

    /** Inputs of {@link #INPUTS}' shapes. */
    static List<RingTensor> inputs(long seed) {
        Random random = new Random(seed);
        return INPUTS.stream().map(shape -> Trial.FIXED.encode(shape, random.doubles(shape.size(), -6, 6).toArray())).toList();
    }

    static RandomProgram run(FullRing engine, long seed, List<Shared> inputs) {
        RandomProgram program = new RandomProgram(engine, seed);
        inputs.forEach(input -> program.keep("input", input, 6 * Trial.FIXED.one(), 0));
        for (int i = 0; i < OPERATIONS; i++) {
            program.step();
        }
        return program;
    }

    /** Everything that was computed, bits as integers. */
    List<Value> values() {
        List<Value> out = new ArrayList<>(values);
        for (Shape shape : List.of(WIDE, COLUMN, SQUARE)) {
            bits.getOrDefault(shape, List.of()).forEach(b -> out.add(new Value(engine.toRing(b), 1, 0)));
        }
        return List.copyOf(out);
    }

    /** The operations, for a failure's message. */
    String listing() {
        return listing.toString();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0 -> sum();
            case 1 -> linear();
            case 2 -> moved();
            case 3 -> rowSum();
            case 4, 5, 6 -> product();
            case 7 -> truncated();
            case 8 -> compared();
            case 9 -> joinedBits();
            case 10 -> selected();
            default -> evaluated();
        }
    }

    private void keep(String name, Shared shared, double bound, double difference) {
        listing.append(values.size()).append(' ').append(name).append(' ').append(shared.shape()).append('\n');
        if (bound < VALUE_BOUND) {
            values.add(new Value(shared, bound, difference));
        }
    }

    private Value any() {
        return values.get(random.nextInt(values.size()));
    }

    private Value any(Shape shape) {
        List<Value> fitting = values.stream().filter(value -> value.shared.shape().equals(shape)).toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private void sum() {
        Value a = any();
        Value b = any(a.shared.shape());
        boolean plus = random.nextBoolean();
        keep(plus ? "add" : "subtract", plus ? engine.add(a.shared, b.shared) : engine.subtract(a.shared, b.shared), a.bound + b.bound,
                a.difference + b.difference);
    }

    private void linear() {
        Value a = any();
        long factor = random.nextInt(-9, 10);
        RingTensor known = Trial.FIXED.encode(a.shared.shape(), random.doubles(a.shared.shape().size(), -9, 9).toArray());
        keep("scale and add", engine.add(engine.scale(a.shared, factor), known), Math.abs(factor) * a.bound + 9.0 * Trial.FIXED.one(),
                Math.abs(factor) * a.difference);
    }

    private int[] places(int size, int count) {
        return random.ints(count, 0, size).toArray();
    }

    private void moved() {
        Value a = any();
        Value b = any();
        int all = a.shared.shape().size() + b.shared.shape().size();
        Shared joined = engine.reshape(engine.concat(Shape.of(all), List.of(a.shared, b.shared)), Shape.of(1, all));
        Shape shape = INPUTS.get(random.nextInt(INPUTS.size()));
        keep("concat and gather", engine.gather(joined, places(all, shape.size()), shape), Math.max(a.bound, b.bound),
                Math.max(a.difference, b.difference));
    }

    private void rowSum() {
        Value a = any(WIDE);
        keep("sum", engine.sumLast(a.shared), 5 * a.bound, 5 * a.difference);
    }

    private void product() {
        int kind = random.nextInt(5);
        Bilinear map = List.of(Bilinear.ELEMENTWISE, Bilinear.ROW_SCALE, Bilinear.ROW_DOT, Bilinear.MATRIX, Bilinear.MATRIX_TRANSPOSED)
                .get(kind);
        Value a = kind == 0 ? any() : any(WIDE);
        Value b = any(List.of(a.shared.shape(), COLUMN, WIDE, SQUARE, SQUARE).get(kind));
        int terms = kind < 2 ? 1 : 5;
        double bound = terms * (a.bound + a.difference) * (b.bound + b.difference);
        double difference = terms * ((a.bound + a.difference) * b.difference + (b.bound + b.difference) * a.difference);
        int shift = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 40);
        if (bound < PRODUCT_BOUND) {
            keep("product " + map + " / 2^" + shift, engine.product(map, a.shared, b.shared, shift), Math.scalb(bound, -shift) + 1,
                    Math.scalb(difference, -shift) + (shift > 0 ? 1 : 0));
        }
    }

    private void truncated() {
        Value a = any();
        int shift = random.nextInt(1, 62);
        keep("truncate " + shift, engine.truncate(a.shared, shift), Math.scalb(a.bound, -shift) + 1, Math.scalb(a.difference, -shift) + 1);
    }

    /** Only of values that are exact: next to zero the others may have either sign. */
    private void compared() {
        Value a = any();
        if (a.difference == 0) {
            listing.append("compare ").append(a.shared.shape()).append('\n');
            bits.computeIfAbsent(a.shared.shape(), shape -> new ArrayList<>()).add(engine.negative(a.shared));
        }
    }

    private List<Bits> bitsOf(Shape shape) {
        return bits.computeIfAbsent(shape,
                any -> new ArrayList<>(List.of(engine.negative(values.get(INPUTS.indexOf(shape)).shared))));
    }

    private void joinedBits() {
        Shape shape = INPUTS.get(random.nextInt(INPUTS.size()));
        List<Bits> known = bitsOf(shape);
        List<Bits> factors = random.ints(random.nextInt(1, 7), 0, known.size()).mapToObj(known::get).toList();
        Bits all = engine.all(factors);
        Bits twisted = engine.xor(engine.not(all), known.get(random.nextInt(known.size())));
        Bits both = engine.concatBits(Shape.of(2 * shape.size()), List.of(all, twisted));
        listing.append("bits of ").append(factors.size()).append(' ').append(shape).append('\n');
        known.add(engine.gather(both, places(2 * shape.size(), shape.size()), shape));
    }

    private void selected() {
        Value a = any();
        List<Bits> known = bitsOf(a.shared.shape());
        Bits chosen = known.get(random.nextInt(known.size()));
        boolean twice = random.nextBoolean();
        Shared once = engine.select(chosen, a.shared);
        keep("select", twice ? engine.add(once, engine.select(engine.not(chosen), engine.scale(a.shared, 2))) : once, 2 * a.bound,
                2 * a.difference);
    }

    /** A function of a value that was moved to the middle of its domain. */
    private void evaluated() {
        Value a = any();
        double one = Trial.FIXED.one();
        boolean exponential = random.nextBoolean();
        SmoothFunction function = exponential ? new DecayingExponential(Trial.FIXED.fractionalBits()) : RECIPROCAL;
        double middle = exponential ? 14 : 8;
        if (a.bound + a.difference < 6.5 * one) {
            RingTensor shift = RingTensor.filled(a.shared.shape(), Math.round(middle * one));
            keep(function.name(), engine.evaluate(function, engine.add(a.shared, shift)), one, a.difference + 2);
        }
    }
}
