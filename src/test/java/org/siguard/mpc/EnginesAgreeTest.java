package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.ring.Bilinear;
import org.siguard.ring.Convolution;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.PiecewisePolynomial;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Every operation of the secure engines against the clear twin. */
class EnginesAgreeTest {
    private static final Shape SHAPE = Shape.of(7, 11);

    private static RingTensor random(Shape shape, long seed, double size) {
        Random random = new Random(seed);
        double[] values = random.doubles(shape.size(), -size, size).toArray();
        return Trial.FIXED.encode(shape, values);
    }

    /** The largest difference of an engine from the clear twin, in units of the last place. */
    private static long difference(List<RingTensor> inputs, BiFunction<FullRing, List<Shared>, Shared> program) {
        RingTensor clear = Trial.run(Trial.clear(), inputs, (e, in) -> List.of(program.apply(e, in))).result().get(0);
        long most = 0;
        for (Protocol engine : Trial.secureEngines()) {
            RingTensor secure = Trial.run(engine, inputs, (e, in) -> List.of(program.apply(e, in))).result().get(0);
            assertThat(secure.shape()).isEqualTo(clear.shape());
            most = Math.max(most, LongStream.range(0, clear.size()).map(i -> Math.abs(clear.data()[(int) i] - secure.data()[(int) i])).max()
                    .orElseThrow());
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void linearOperationsAreExact(long seed) {
        List<RingTensor> inputs = List.of(random(SHAPE, seed, 1000), random(SHAPE, seed + 100, 1000));
        assertThat(difference(inputs, (e, in) -> e.subtract(e.scale(e.add(in.get(0), in.get(1)), 5), in.get(0)))).isZero();
        assertThat(difference(inputs, (e, in) -> e.sumLast(e.add(in.get(0), RingTensor.filled(SHAPE, 3))))).isZero();
        assertThat(difference(inputs, (e, in) -> e.gather(e.concat(Shape.of(154), in), new int[] {150, 0, 77, 77}, Shape.of(2, 2))))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 30, 47})
    void productsAreTruncatedToANeighbour(int shift) {
        double size = Math.scalb(1.0, 15);
        List<RingTensor> inputs = List.of(random(SHAPE, 4, size / 2), random(SHAPE, 5, size / 2));
        assertThat(difference(inputs, (e, in) -> e.product(Bilinear.ELEMENTWISE, in.get(0), in.get(1), shift))).isLessThanOrEqualTo(1);
    }

    @Test
    void productsWithoutTruncationAreExact() {
        RingTensor a = random(SHAPE, 6, 1000);
        assertThat(difference(List.of(a, random(SHAPE, 7, 1000)), (e, in) -> e.product(Bilinear.ELEMENTWISE, in.get(0), in.get(1), 0)))
                .isZero();
        assertThat(difference(List.of(a, random(SHAPE, 8, 9)), (e, in) -> e.product(Bilinear.ROW_DOT, in.get(0), in.get(1), 0))).isZero();
        assertThat(difference(List.of(a, random(Shape.of(7, 1), 9, 9)), (e, in) -> e.product(Bilinear.ROW_SCALE, in.get(0), in.get(1), 0)))
                .isZero();
        assertThat(difference(List.of(a, random(Shape.of(11, 5), 10, 9)), (e, in) -> e.product(Bilinear.MATRIX, in.get(0), in.get(1), 0)))
                .isZero();
        assertThat(difference(List.of(a, random(Shape.of(5, 11), 11, 9)),
                (e, in) -> e.product(Bilinear.MATRIX_TRANSPOSED, in.get(0), in.get(1), 0))).isZero();
    }

    @Test
    void convolutionsAreTruncatedToANeighbour() {
        Convolution convolution = new Convolution(2, 1, 2);
        List<RingTensor> inputs = List.of(random(Shape.of(2, 4, 7, 6), 8, 30), random(Shape.of(6, 2, 3, 3), 9, 3));
        assertThat(difference(inputs, (e, in) -> e.product(convolution, in.get(0), in.get(1), 16))).isLessThanOrEqualTo(1);
        assertThat(difference(inputs, (e, in) -> e.product(convolution, in.get(0), in.get(1), 0))).isZero();
    }

    /** A million of them. Local truncation and pairs without wrap correction fail here with a chance of about one half for each value. */
    @Test
    void truncationIsSoundUpToTheBound() {
        Random random = new Random(12);
        long bound = 1L << 62;
        long[] values = LongStream.generate(() -> random.nextBoolean() ? bound - 1 - random.nextLong(1 << 20)
                : random.nextBoolean() ? -bound + random.nextLong(1 << 20) : random.nextLong(-bound, bound)).limit(125_000).toArray();
        RingTensor input = RingTensor.vector(values);
        for (Protocol engine : Trial.secureEngines()) {
            for (int shift : new int[] {1, 16, 40, 61}) {
                RingTensor result = Trial.run(engine, List.of(input), (e, in) -> List.of(e.truncate(in.get(0), shift))).result().get(0);
                int wrong = 0;
                for (int i = 0; i < values.length; i++) {
                    long off = result.data()[i] - (values[i] >> shift);
                    wrong += off == 0 || off == 1 ? 0 : 1;
                }
                assertThat(wrong).as("%s, shift %d", engine.name(), shift).isZero();
            }
        }
    }

    @Test
    void comparisonIsExactForEveryRingElement() {
        List<Long> values = new ArrayList<>(List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 15L, 16L, -16L));
        for (int bit = 0; bit < 64; bit++) {
            values.addAll(List.of(1L << bit, (1L << bit) - 1, -(1L << bit)));
        }
        new Random(13).longs(5_000).forEach(values::add);
        RingTensor input = RingTensor.vector(values.stream().mapToLong(Long::longValue).toArray());
        RingTensor result = Trial.run(Trial.secure(), List.of(input), (e, in) -> List.of(e.toRing(e.negative(in.get(0))))).result().get(0);
        for (int i = 0; i < result.size(); i++) {
            assertThat(result.data()[i]).as("of %d", input.data()[i]).isEqualTo(input.data()[i] < 0 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 17})
    void bitsAreExact(int factors) {
        List<RingTensor> inputs = new ArrayList<>();
        for (int i = 0; i < factors; i++) {
            inputs.add(random(SHAPE, 20 + i, 1).plus(RingTensor.filled(SHAPE, -Trial.FIXED.one() / 2)));
        }
        assertThat(difference(inputs, (e, in) -> {
            List<Bits> bits = in.stream().map(e::negative).toList();
            Bits all = e.all(bits);
            Bits twisted = e.xor(e.not(bits.get(0)), all);
            Bits joined = e.concatBits(Shape.of(154), List.of(all, twisted));
            int[] backwards = java.util.stream.IntStream.range(0, 154).map(i -> 153 - i).toArray();
            Shared once = e.select(e.gather(joined, backwards, Shape.of(154)), e.concat(Shape.of(154), List.of(in.get(0), in.get(0))));
            return e.add(once, e.concat(Shape.of(154), List.of(e.toRing(all), e.select(all, in.get(0)))));
        })).isZero();
    }

    /** The same vector twice is masked once. By hand: a and a and b is a and b. */
    @Test
    void aVectorMayStandTwiceInAConjunction() {
        RingTensor a = RingTensor.vector(-1, -1, 1, 1);
        RingTensor b = RingTensor.vector(-1, 1, -1, 1);
        for (Protocol engine : Trial.engines()) {
            RingTensor result = Trial.run(engine, List.of(a, b), (e, in) -> {
                Bits p = e.negative(in.get(0));
                Bits q = e.negative(in.get(1));
                return List.of(e.concat(Shape.of(8), List.of(e.toRing(e.all(List.of(p, p, q))), e.toRing(q))));
            }).result().get(0);
            assertThat(result.data()).as(engine.name()).containsExactly(1, 0, 0, 0, 1, 0, 1, 0);
        }
    }

    @Test
    void nothingAtAllIsNothing() {
        for (Protocol engine : Trial.engines()) {
            RingTensor result =
                    Trial.run(engine, List.of(RingTensor.vector()), (e, in) -> List.of(e.select(e.negative(in.get(0)), in.get(0))))
                            .result().get(0);
            assertThat(result.size()).as(engine.name()).isZero();
        }
    }

    @Test
    void smoothFunctionsAreExactToTwoUnits() {
        double[] values = new Random(30).doubles(2_000, 0, 14.99).toArray();
        RingTensor input = Trial.FIXED.encode(Shape.of(2_000), values);
        assertThat(difference(List.of(input), (e, in) -> e.evaluate(new DecayingExponential(16), in.get(0)))).isLessThanOrEqualTo(2);
        PiecewisePolynomial reciprocal = PiecewisePolynomial.of("reciprocal", v -> 1 / v, 16, 1, 4, 6, 5);
        assertThat(difference(List.of(input.plus(RingTensor.filled(input.shape(), Trial.FIXED.one()))),
                (e, in) -> e.evaluate(reciprocal, in.get(0)))).isLessThanOrEqualTo(2);
    }
}
