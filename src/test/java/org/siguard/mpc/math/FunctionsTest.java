package org.siguard.mpc.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.ring.Shape;

/** The functions of one number against double precision, with every engine and 8 to 24 fractional bits. */
class FunctionsTest {
    private static final double[] EDGES = {0, 1, -1, 0.5, -0.5, 2, -2, 1024, -1024, 1e-9, -1e-9};

    static Stream<Arguments> reals() {
        return Reals.all();
    }

    /** Random numbers up to 2^10 in magnitude, of all sizes, and the edges, and one unit around zero. */
    private static double[] anyNumbers(Reals reals) {
        Random random = new Random(3);
        DoubleStream any =
                DoubleStream.generate(() -> (random.nextBoolean() ? 1 : -1) * Math.scalb(random.nextDouble(), random.nextInt(-8, 11)))
                        .limit(400);
        return reals
                .rounded(DoubleStream.concat(DoubleStream.concat(Arrays.stream(EDGES), any), DoubleStream.of(reals.unit(), -reals.unit()))
                        .toArray());
    }

    /** Positive numbers of all sizes between two powers of two, as far as they can be encoded, the powers and their neighbours. */
    private static double[] positives(Reals reals, int from, int to) {
        Random random = new Random(4);
        int least = Math.max(from, -reals.fractionalBits());
        DoubleStream.Builder out = DoubleStream.builder();
        int most = Math.min(to, 61 - 2 * reals.fractionalBits());
        for (int e = least; e <= most; e++) {
            out.add(Math.scalb(1.0, e));
            out.add(Math.max(Math.scalb(1.0, e) - reals.unit(), Math.scalb(1.0, least)));
            for (int i = 0; i < 12 && e < most; i++) {
                out.add(Math.scalb(1 + random.nextDouble(), e));
            }
        }
        return reals.rounded(out.build().toArray());
    }

    private static double[] evaluate(Reals reals, double[] x,
            java.util.function.BiFunction<org.siguard.mpc.FullRing, org.siguard.mpc.Shared, org.siguard.mpc.Shared> program) {
        return reals.run(x, Shape.of(x.length), program);
    }

    /** Off by at most so many units in the last place, and by so many units relative to the result. */
    private static void assertClose(Reals reals, double[] x, double[] actual, DoubleUnaryOperator expected, double absolute,
            double relative) {
        for (int i = 0; i < x.length; i++) {
            double y = expected.applyAsDouble(x[i]);
            assertThat(Math.abs(actual[i] - y) / reals.unit()).as("units off at %s: %s for %s", x[i], actual[i], y)
                    .isLessThanOrEqualTo(absolute + relative * Math.abs(y));
        }
    }

    @ParameterizedTest
    @MethodSource("reals")
    void signsAreExact(Reals reals) {
        double[] x = anyNumbers(reals);
        double[] signs = evaluate(reals, x, (e, in) -> e.scale(Sign.of(e, in), e.fixedPoint().one()));
        assertClose(reals, x, signs, Math::signum, 0, 0);
        assertClose(reals, x, evaluate(reals, x, (e, in) -> AbsoluteValue.of(e, in).value()), Math::abs, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("reals")
    void reluAndItsDerivativeAreExact(Reals reals) {
        double[] x = anyNumbers(reals);
        assertClose(reals, x, evaluate(reals, x, (e, in) -> Relu.of(e, in).value()), v -> Math.max(v, 0), 0, 0);
        double[] doubled = evaluate(reals, x, (e, in) -> {
            Relu relu = Relu.of(e, in);
            return e.add(relu.backward(e, in), e.scale(e.toRing(relu.active()), e.fixedPoint().one()));
        });
        assertClose(reals, x, doubled, v -> v > 0 ? v + 1 : 0, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("reals")
    void theExponentialIsGoodEverywhereAndSaturates(Reals reals) {
        double bound = reals.fixedPoint().valueBound();
        double top = Math.log(bound);
        double[] x = reals.rounded(DoubleStream.concat(Arrays.stream(anyNumbers(reals)),
                DoubleStream.concat(new Random(5).doubles(300, -35, 35), DoubleStream.of(top - 0.01, top + 0.01, -28.9, -29, -29.1)))
                .toArray());
        double[] y = evaluate(reals, x, Exponential::of);
        assertClose(reals, x, y, v -> v < top - reals.unit() ? Math.exp(v) : bound - reals.unit(), 2, 3);
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).isBetween(0.0, bound);
        }
    }

    @ParameterizedTest
    @MethodSource("reals")
    void theReciprocalIsGoodOverItsReach(Reals reals) {
        double[] x = positives(reals, -10, 20);
        assertClose(reals, x, evaluate(reals, x, Reciprocal::of), v -> 1 / v, 2, 3);
        double[] signed = DoubleStream.concat(Arrays.stream(x), Arrays.stream(x).map(v -> -v)).toArray();
        assertClose(reals, signed, evaluate(reals, signed, Reciprocal::ofSigned), v -> 1 / v, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("reals")
    void theReciprocalSaturatesBeyondItsReach(Reals reals) {
        double most = Math.scalb(1.0, Math.min(10, reals.fractionalBits()));
        double large = reals.fractionalBits() > 20 ? 16000 : Math.scalb(1.0, 21);
        double[] x = reals.rounded(0, -1, -1024, large);
        assertClose(reals, x, evaluate(reals, x, Reciprocal::of), v -> v <= 0 ? most : 1 / v, 9, 0);
        double[] around = {0, large, -large};
        assertClose(reals, around, evaluate(reals, around, Reciprocal::ofSigned), v -> v == 0 ? 0 : 1 / v, 9, 0);
        if (reals.fractionalBits() > 10) {
            double[] tiny = {reals.unit(), -reals.unit()};
            assertClose(reals, tiny, evaluate(reals, tiny, Reciprocal::ofSigned), v -> Math.signum(v) * most, 0, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("reals")
    void theInverseRootIsGoodOverItsReach(Reals reals) {
        int least = -Math.min(10, reals.fractionalBits() / 2 * 2);
        double[] x = positives(reals, least, 20);
        assertClose(reals, x, evaluate(reals, x, InverseSquareRoot::of), v -> 1 / Math.sqrt(v), 2, 3);
        double[] outside = {0, -1, -1024};
        assertClose(reals, outside, evaluate(reals, outside, InverseSquareRoot::of), v -> Math.scalb(1.0, -least / 2), 0, 0);
    }

    @ParameterizedTest
    @MethodSource("reals")
    void rowsOfAnyLengthAreNormalised(Reals reals) {
        Random random = new Random(6);
        for (int width : new int[] {2, 10, 100}) {
            int rows = 60;
            double[] x = new double[rows * width];
            for (int row = 0; row < rows; row++) {
                // Lengths from 2^-10, or 2^4 units in the last place, to rows full of 2^10.
                double size = Math.scalb(1.0, Math.max(row % 21 - 10, 4 - reals.fractionalBits()));
                double[] direction = random.doubles(width, -1, 1).toArray();
                double length = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
                for (int i = 0; i < width; i++) {
                    x[row * width + i] = row == 0 ? 1024 : row == 1 ? -1024 : row == 2 ? 0 : direction[i] / length * size;
                }
            }
            double[] exact = reals.rounded(x);
            double[] unit = reals.run(exact, Shape.of(rows, width), Normalisation::of);
            for (int row = 0; row < rows; row++) {
                double[] in = Arrays.copyOfRange(exact, row * width, (row + 1) * width);
                double length = Math.sqrt(Arrays.stream(in).map(v -> v * v).sum());
                for (int i = 0; i < width; i++) {
                    double expected = length == 0 ? 0 : in[i] / length;
                    assertThat(Math.abs(unit[row * width + i] - expected) / reals.unit()).as("row %d of %d, length %s", row, width, length)
                            .isLessThanOrEqualTo(length == 0 ? 0 : 2.5);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reals")
    void theLargestIsFoundAmongEdges(Reals reals) {
        double u = reals.unit();
        for (List<Double> row : List.of(List.of(1024.0, -1024.0, 1024.0), List.of(-1024.0, -1024.0, -1024.0), List.of(0.0, u, u),
                List.of(-u, 0.0, -1024.0), List.of(1024 - u, 1024.0, 1024 - u))) {
            double[] x = row.stream().mapToDouble(Double::doubleValue).toArray();
            double[] maximum = reals.run(x, Shape.of(1, 3), (e, in) -> Argmax.of(e, in).maximum());
            double[] place = reals.run(x, Shape.of(1, 3), (e, in) -> e.scale(e.toRing(Argmax.oneHot(e, in)), e.fixedPoint().one()));
            double largest = Arrays.stream(x).max().orElseThrow();
            assertThat(maximum).containsExactly(largest);
            for (int i = 0; i < 3; i++) {
                assertThat(place[i]).isEqualTo(i == row.indexOf(largest) ? 1 : 0);
            }
        }
    }
}
