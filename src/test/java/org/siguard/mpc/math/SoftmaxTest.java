package org.siguard.mpc.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Softmax, argmax and normalisation against double precision. */
class SoftmaxTest {
    static List<Protocol> engines() {
        return Trial.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void isAsGoodAsTheFixedPoint(Protocol engine) {
        for (int classes : new int[] {2, 3, 10, 12, 13, 40, 100}) {
            int rows = 200;
            double[] x = new Random(classes).doubles(rows * classes, -30, 30).toArray();
            double[] p = Trial.run(engine, x, Shape.of(rows, classes), (e, in) -> Softmax.of(e, in).probabilities());
            double mean = 0;
            double worst = 0;
            for (int row = 0; row < rows; row++) {
                double[] exact = PlainInference.softmax(Arrays.copyOfRange(x, row * classes, (row + 1) * classes));
                for (int i = 0; i < classes; i++) {
                    double error = Math.abs(p[row * classes + i] - exact[i]);
                    mean += error / (rows * classes);
                    worst = Math.max(worst, error);
                }
            }
            assertThat(mean).as("mean error, %d classes", classes).isLessThan(Math.scalb(3.0, -16));
            assertThat(worst).as("worst error, %d classes", classes).isLessThan(Math.scalb(1.0, -12));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void takesLogitsFarApart(Protocol engine) {
        double[] p = Trial.run(engine, new double[] {1024, -1024, 0, 1024, 1024, -1024}, Shape.of(2, 3),
                (e, in) -> Softmax.of(e, in).probabilities());
        assertThat(p).containsExactly(new double[] {1, 0, 0, 0.5, 0.5, 0}, org.assertj.core.data.Offset.offset(Math.scalb(2.0, -16)));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void ofEqualElementsTheFirstWins(Protocol engine) {
        for (int classes : new int[] {1, 2, 5, 12, 30}) {
            double[] x = new double[classes * 50];
            Random random = new Random(4);
            Arrays.setAll(x, i -> random.nextInt(3));
            RingTensor oneHot = Trial.run(engine, List.of(Trial.FIXED.encode(Shape.of(50, classes), x)),
                    (e, in) -> List.of(e.toRing(Argmax.of(e, in.get(0)).oneHot()))).result().get(0);
            for (int row = 0; row < 50; row++) {
                int best = 0;
                for (int i = 1; i < classes; i++) {
                    best = x[row * classes + i] > x[row * classes + best] ? i : best;
                }
                for (int i = 0; i < classes; i++) {
                    assertThat(oneHot.data()[row * classes + i]).isEqualTo(i == best ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void normalisesAnyLength(Protocol engine) {
        Random random = new Random(5);
        for (int exponent = -10; exponent <= 10; exponent++) {
            int rows = 20;
            int width = 10;
            double[] x = new double[rows * width];
            for (int row = 0; row < rows; row++) {
                double[] direction = random.doubles(width, -1, 1).toArray();
                double length = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
                for (int i = 0; i < width; i++) {
                    x[row * width + i] = Math.round(Math.scalb(direction[i] / length, exponent) * 65536) / 65536.0;
                }
            }
            double[] unit = Trial.run(engine, x, Shape.of(rows, width), Normalisation::of);
            for (int row = 0; row < rows; row++) {
                double square = 0;
                for (int i = 0; i < width; i++) {
                    square += unit[row * width + i] * unit[row * width + i];
                }
                assertThat(Math.sqrt(square)).as("length 2^%d", exponent).isBetween(1 - Math.scalb(1.0, -8), 1 + Math.scalb(1.0, -8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theZeroRowStaysZero(Protocol engine) {
        assertThat(Trial.run(engine, new double[8], Shape.of(2, 4), Normalisation::of)).containsOnly(0);
    }

    /** p_i (v_i - sum v_j p_j) at p = (1/2, 1/4, 1/4), v = (4, 0, 8): the mean is 4, so (0, -1, 1). By hand. */
    @ParameterizedTest
    @MethodSource("engines")
    void backwardIsTheJacobianProduct(Protocol engine) {
        List<RingTensor> inputs = List.of(Trial.FIXED.encode(Shape.of(1, 3), new double[] {0.5, 0.25, 0.25}),
                Trial.FIXED.encode(Shape.of(1, 3), new double[] {4, 0, 8}));
        RingTensor result = Trial.run(engine, inputs, (e, in) -> List.of(Softmax.backward(e, in.get(0), in.get(1)))).result().get(0);
        assertThat(Trial.FIXED.decode(result)).containsExactly(new double[] {0, -1, 1}, org.assertj.core.data.Offset.offset(1e-4));
    }
}
