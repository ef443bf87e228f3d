package org.siguard.mpc.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.mpc.Bits;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Rehearsal;
import org.siguard.mpc.Shared;
import org.siguard.mpc.Trial;
import org.siguard.net.Prediction;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** What a search asks for hundreds of times: the softmax with a finer copy, steps of a given length, joined operations. */
class SearchMathTest {
    private static final int ROWS = 60;

    static List<Protocol> engines() {
        return Trial.engines();
    }

    private static double[] row(double[] all, int classes, int row) {
        return Arrays.copyOfRange(all, row * classes, (row + 1) * classes);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theFineSoftmaxIsThatOfDoublePrecisionTwice(Protocol engine) {
        for (int classes : new int[] {2, 10, 13, 40}) {
            double[] x = new Random(classes).doubles(ROWS * classes, -8, 8).toArray();
            Shape shape = Shape.of(ROWS, classes);
            List<RingTensor> out = Trial.run(engine, List.of(Trial.FIXED.encode(shape, x)), (e, in) -> {
                FineSoftmax softmax = FineSoftmax.of(e, in.get(0));
                return List.of(softmax.probabilities(), softmax.fine(), softmax.place(), softmax.remainder(e));
            }).result();
            for (int row = 0; row < ROWS; row++) {
                double[] exact = PlainSoftmax.of(SoftmaxKind.EXACT, row(x, classes, row));
                for (int i = 0; i < classes; i++) {
                    int at = row * classes + i;
                    assertThat(Trial.FIXED.decode(out.get(0).data()[at])).isCloseTo(exact[i], within(4.0 / 65536));
                    // Of the finer copy the relative error is that of the reciprocal.
                    assertThat(Math.scalb((double) out.get(1).data()[at], -FineSoftmax.FINE_BITS)).isCloseTo(exact[i],
                            within(Math.scalb(2.0, -FineSoftmax.FINE_BITS) + 3e-5 * exact[i]));
                    assertThat(out.get(2).data()[at]).isEqualTo(exact[i] == Arrays.stream(exact).max().getAsDouble() ? 1 : 0);
                }
                assertThat(out.get(3).data()[row]).as("what is lacking")
                        .isEqualTo(
                                (1L << FineSoftmax.FINE_BITS) - Arrays.stream(out.get(1).data(), row * classes, (row + 1) * classes).sum());
            }
        }
    }

    /** Up to its reach it is exact; beyond, some distribution. */
    @ParameterizedTest
    @MethodSource("engines")
    void beyondItsReachTheFineSoftmaxIsStillADistribution(Protocol engine) {
        double[] x = {59.9, 0, 30, -400, 0, 300, 5, 5, -70};
        double[] p = Trial.run(engine, x, Shape.of(3, 3), (e, in) -> FineSoftmax.of(e, in).probabilities());
        assertThat(row(p, 3, 0)).containsExactly(new double[] {1, 0, 0}, within(2.0 / 65536));
        for (int row = 0; row < 3; row++) {
            assertThat(Arrays.stream(row(p, 3, row)).sum()).isCloseTo(1, within(4.0 / 65536));
            assertThat(Arrays.stream(row(p, 3, row)).min().getAsDouble()).isNotNegative();
        }
    }

    @ParameterizedTest
    @EnumSource(Stride.class)
    void aStrideHasTheStatedLengthAndDirection(Stride stride) {
        for (Protocol engine : Trial.engines()) {
            for (int bits : new int[] {2, 8, 16, 28}) {
                double[] g = new Random(bits).doubles(ROWS * 10, -1, 1).map(v -> Math.rint(Math.scalb(v, bits))).toArray();
                long[] units = Arrays.stream(g).mapToLong(v -> (long) v).toArray();
                double[] steps = new Random(9).doubles(ROWS, 0.05, 0.3).map(v -> Math.rint(v * 65536) / 65536).toArray();
                List<RingTensor> in = List.of(RingTensor.of(Shape.of(ROWS, 10), units), Trial.FIXED.encode(Shape.of(ROWS, 1), steps));
                double[] out = Trial.FIXED.decode(
                        Trial.run(engine, in, (e, shared) -> List.of(stride.of(e, shared.get(0), shared.get(1), 0.3))).result().get(0));
                for (int row = 0; row < ROWS; row++) {
                    double[] wanted = row(g, 10, row);
                    double norm = stride == Stride.EUCLIDEAN
                            ? Math.sqrt(Arrays.stream(wanted).map(v -> v * v).sum())
                            : Arrays.stream(wanted).map(Math::abs).max().getAsDouble();
                    for (int i = 0; i < 10; i++) {
                        assertThat(out[row * 10 + i]).isCloseTo(steps[row] * wanted[i] / norm, within(4.0 / 65536));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aRowOfZerosStaysWhereItIs(Protocol engine) {
        List<RingTensor> in = List.of(RingTensor.zeros(Shape.of(1, 4)), Trial.FIXED.encode(Shape.of(1, 1), new double[] {0.2}));
        for (Stride stride : Stride.values()) {
            assertThat(
                    Trial.run(engine, in, (e, shared) -> List.of(stride.of(e, shared.get(0), shared.get(1), 0.2))).result().get(0).data())
                    .containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatIsJoinedIsWhatStandsAlone(Protocol engine) {
        RingTensor a = RingTensor.of(Shape.of(2, 3), new long[] {1, -2, 3, -4, 5, -6});
        RingTensor b = RingTensor.of(Shape.of(2, 1), new long[] {-7, 8});
        List<RingTensor> out = Trial.run(engine, List.of(a, b), (e, in) -> {
            Shared x = in.get(0);
            Shared y = in.get(1);
            List<Shared> products = Jointly.product(e, 0, List.of(new Jointly.Factors(Bilinear.ROW_SCALE, x, y),
                    new Jointly.Factors(Bilinear.MATRIX_TRANSPOSED, x, x), new Jointly.Factors(Bilinear.ROW_DOT, x, x)));
            var negative = Jointly.negative(e, List.of(x, y));
            List<Shared> selected = Jointly.select(e, negative, List.of(x, y));
            var both = Jointly.all(e, List.of(List.of(negative.get(0), negative.get(0)), List.of(negative.get(1), e.not(negative.get(1)))));
            return List.of(products.get(0), products.get(1), products.get(2), selected.get(0), selected.get(1), e.toRing(both.get(0)),
                    e.toRing(both.get(1)));
        }).result();
        assertThat(out.get(0)).isEqualTo(RingTensor.of(Shape.of(2, 3), new long[] {-7, 14, -21, -32, 40, -48}));
        assertThat(out.get(1)).isEqualTo(RingTensor.of(Shape.of(2, 2), new long[] {14, -32, -32, 77}));
        assertThat(out.get(2)).isEqualTo(RingTensor.of(Shape.of(2, 1), new long[] {14, 77}));
        assertThat(out.get(3)).isEqualTo(RingTensor.of(Shape.of(2, 3), new long[] {0, -2, 0, -4, 0, -6}));
        assertThat(out.get(4)).isEqualTo(RingTensor.of(Shape.of(2, 1), new long[] {-7, 0}));
        assertThat(out.get(5)).isEqualTo(RingTensor.of(Shape.of(2, 3), new long[] {0, 1, 0, 1, 0, 1}));
        assertThat(out.get(6).data()).containsOnly(0);
    }

    /** The twin does it piece by piece, and a rehearsal joins as the engines do. */
    @ParameterizedTest
    @MethodSource("org.siguard.mpc.Trial#secureEngines")
    void theTwinChargesForWhatIsJoinedAsTheEnginesDo(Protocol engine) {
        RingTensor a = RingTensor.zeros(Shape.of(2, 3));
        RingTensor b = RingTensor.zeros(Shape.of(2, 1));
        Rehearsal stage = new Rehearsal(Trial.FIXED, engine.costs());
        joined(stage, List.of(stage.constant(a), stage.constant(b)));
        Map<String, Prediction> twin = Trial.run(Trial.clearFor(engine), List.of(a, b), SearchMathTest::joined).costs().predictions();
        stage.meter().predictions().forEach((path, prediction) -> assertThat(twin).as(path).containsEntry(path, prediction));
        assertThat(twin.keySet()).filteredOn(path -> path.startsWith("joined")).hasSameSizeAs(stage.meter().predictions().keySet());
    }

    /** Bits that are fresh, that are ready, and that are both. */
    private static List<Shared> joined(FullRing engine, List<Shared> in) {
        return engine.meter().in("joined", () -> {
            Shared x = in.get(0);
            Shared y = in.get(1);
            List<Bits> fresh = engine.meter().in("first", () -> Jointly.negative(engine, List.of(x, y)));
            List<Shared> first = engine.meter().in("second", () -> Jointly.select(engine, fresh, List.of(x, y)));
            engine.select(fresh.get(0), x);
            engine.meter().in("third", () -> Jointly.select(engine, fresh, List.of(x, y)));
            engine.meter().in("fourth", () -> Jointly.select(engine, List.of(fresh.get(0), fresh.get(0)), List.of(x, x)));
            engine.meter().in("fifth", () -> Jointly.product(engine, 4, List.of(new Jointly.Factors(Bilinear.ROW_SCALE, x, y),
                    new Jointly.Factors(Bilinear.MATRIX_TRANSPOSED, x, x))));
            return first;
        });
    }
}
