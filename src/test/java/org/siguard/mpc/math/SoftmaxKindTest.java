package org.siguard.mpc.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** Every softmax, forwards and backwards, against double precision; with every engine and 8 to 24 fractional bits. */
class SoftmaxKindTest {
    private static final int[] WIDTHS = {2, 3, 10, 16, 17, 100};

    static Stream<Arguments> kinds() {
        List<Arguments> out = new ArrayList<>();
        for (SoftmaxKind kind : SoftmaxKind.values()) {
            Reals.all().forEach(reals -> out.add(Arguments.of(kind, reals.get()[0])));
        }
        return out.stream();
    }

    /** How far a probability may be off, in units in the last place. */
    private static double allowed(SoftmaxKind kind, Reals reals) {
        return switch (kind) {
            case EXACT, PIRANHA -> 2;
            case SECUREML -> 4;
            case AS19 -> 6;
            // Nine squarings with 30 fractional bits.
            case CRYPTEN -> 2 + Math.scalb(1.0, reals.fractionalBits() - 21);
        };
    }

    /** Rows of random logits of very different size, and rows that have gone wrong elsewhere. */
    private static List<double[]> rows(Reals reals, int width) {
        Random random = new Random(width);
        List<double[]> rows = new ArrayList<>();
        for (double size : new double[] {0.01, 1, 2, 5, 10, 30, 100, 1024}) {
            for (int i = 0; i < 6; i++) {
                rows.add(reals.rounded(random.doubles(width, -size, size).toArray()));
            }
        }
        double[] towers = new double[width];
        Arrays.setAll(towers, i -> i % 3 == 0 ? 1024 : i % 3 == 1 ? -1024 : 1024 - reals.unit());
        double[] steps = new double[width];
        Arrays.setAll(steps, i -> -i);
        double[] late = new double[width];
        Arrays.fill(late, -1024);
        late[width - 1] = 1024;
        double[] lone = new double[width];
        lone[width / 2] = reals.unit();
        for (double value : new double[] {0, 1, -1, 1024, -1024}) {
            double[] equal = new double[width];
            Arrays.fill(equal, value);
            rows.add(equal);
        }
        rows.addAll(List.of(towers, steps, late, lone));
        return rows;
    }

    private static double[] joined(List<double[]> rows) {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kinds")
    void probabilitiesAndWinners(SoftmaxKind kind, Reals reals) {
        for (int width : WIDTHS) {
            List<double[]> rows = rows(reals, width);
            Shape shape = Shape.of(rows.size(), width);
            double[] out = reals.run(joined(rows), shape, (e, in) -> {
                Softmax softmax = kind.of(e, in);
                return e.concat(Shape.of(2 * shape.size()), List.of(softmax.probabilities(), e.toRing(softmax.oneHot())));
            });
            for (int row = 0; row < rows.size(); row++) {
                double[] x = rows.get(row);
                double[] expected = PlainSoftmax.of(kind, x);
                int best = first(x);
                for (int i = 0; i < width; i++) {
                    double off = Math.abs(out[row * width + i] - expected[i]) / reals.unit();
                    assertThat(off).as("units off in row %d, %d of %d: %s for %s", row, i, width, out[row * width + i], expected[i])
                            .isLessThanOrEqualTo(allowed(kind, reals));
                    assertThat(out[shape.size() + row * width + i] / reals.unit()).as("winner of row %d", row).isEqualTo(i == best ? 1 : 0);
                }
            }
        }
    }

    private static int first(double[] x) {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = x[i] > x[best] ? i : best;
        }
        return best;
    }

    /** Away from the kinks, of which every rule but the exact one has some. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kinds")
    void backwardsIsTheDerivative(SoftmaxKind kind, Reals reals) {
        Random random = new Random(7);
        for (int width : new int[] {2, 10, 30}) {
            List<double[]> rows = new ArrayList<>();
            List<double[]> directions = new ArrayList<>();
            while (rows.size() < 30) {
                double[] x = reals.rounded(random.doubles(width, -3, 3).toArray());
                if (awayFromKinks(kind, x)) {
                    rows.add(x);
                    directions.add(reals.rounded(random.doubles(width, -4, 4).toArray()));
                }
            }
            double[] out = reals.run(List.of(joined(rows), joined(directions)), Shape.of(rows.size(), width),
                    (e, in) -> kind.of(e, in.get(0)).backward(in.get(1)));
            for (int row = 0; row < rows.size(); row++) {
                double[] expected = slopes(kind, rows.get(row), directions.get(row));
                for (int i = 0; i < width; i++) {
                    assertThat(Math.abs(out[row * width + i] - expected[i]) / reals.unit())
                            .as("units off in row %d, %d of %d: %s for %s", row, i, width, out[row * width + i], expected[i])
                            .isLessThanOrEqualTo(8 * Math.sqrt(width) + 1e-6 / reals.unit() + allowed(kind, reals) * 4 * width);
                }
            }
        }
    }

    private static final double STEP = Math.scalb(1.0, -13);

    /** Central differences of v . p. */
    private static double[] slopes(SoftmaxKind kind, double[] x, double[] v) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += STEP;
            down[i] -= STEP;
            double[] above = PlainSoftmax.of(kind, up);
            double[] below = PlainSoftmax.of(kind, down);
            for (int j = 0; j < out.length; j++) {
                out[i] += v[j] * (above[j] - below[j]) / (2 * STEP);
            }
        }
        return out;
    }

    private static boolean awayFromKinks(SoftmaxKind kind, double[] x) {
        double[] sorted = Arrays.stream(x).sorted().toArray();
        double max = sorted[x.length - 1];
        boolean loneMaximum = max - sorted[x.length - 2] > 2 * STEP;
        return loneMaximum && switch (kind) {
            case EXACT, AS19, CRYPTEN -> true;
            case SECUREML -> max > 0.5 && Arrays.stream(x).noneMatch(value -> Math.abs(value) < 2 * STEP);
            case PIRANHA -> Arrays.stream(x).noneMatch(value -> Math.abs(max - value - 2) < 4 * STEP);
        };
    }

    /** SecureML's rule is flat where nothing is above zero, and at zero itself. */
    @ParameterizedTest
    @MethodSource("org.siguard.mpc.math.Reals#all")
    void securemlIsFlatBelowZero(Reals reals) {
        double[] gradient = reals.run(List.of(new double[] {-1, -2, 0, 0, 2, -1}, new double[] {1, 2, 3, 8, 4, 6}), Shape.of(2, 3),
                (e, in) -> SoftmaxKind.SECUREML.of(e, in.get(0)).backward(in.get(1)));
        for (double slope : gradient) {
            assertThat(Math.abs(slope)).isLessThanOrEqualTo(4 * reals.unit());
        }
        assertThat(Arrays.copyOf(gradient, 3)).containsOnly(0);
    }

    /** At the kink of Piranha's rule, two below the maximum, the slope is that from inside: by hand, with v = (0, 1), p = (1, 0). */
    @ParameterizedTest
    @MethodSource("org.siguard.mpc.math.Reals#all")
    void piranhasKinkBelongsToTheInside(Reals reals) {
        double[] gradient = reals.run(List.of(new double[] {1, -1}, new double[] {0, 1}), Shape.of(1, 2),
                (e, in) -> SoftmaxKind.PIRANHA.of(e, in.get(0)).backward(in.get(1)));
        assertThat(gradient[0]).isCloseTo(-0.5, org.assertj.core.data.Offset.offset(4 * reals.unit()));
        assertThat(gradient[1]).isCloseTo(0.5, org.assertj.core.data.Offset.offset(4 * reals.unit()));
    }

    /** The rules by hand: SecureML (1, 3, 0) / 4; Piranha t = (-2, 0, -3): (0, 1, 0); CrypTen nearly e^t. */
    @Test
    void thePlainRulesAreTheirDefinitions() {
        double[] x = {1, 3, -1};
        assertThat(PlainSoftmax.of(SoftmaxKind.SECUREML, x)).containsExactly(0.25, 0.75, 0);
        assertThat(PlainSoftmax.of(SoftmaxKind.PIRANHA, new double[] {1, 3, 2})).containsExactly(0, 1 / 1.5, 0.5 / 1.5);
        assertThat(PlainSoftmax.of(SoftmaxKind.SECUREML, new double[] {-1, -2})).containsExactly(0.5, 0.5);
        double[] exact = PlainSoftmax.of(SoftmaxKind.EXACT, x);
        assertThat(exact[0] / exact[1]).isCloseTo(Math.exp(-2), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(PlainSoftmax.of(SoftmaxKind.AS19, x)).isEqualTo(exact);
        double[] limit = PlainSoftmax.of(SoftmaxKind.CRYPTEN, x);
        assertThat(limit[0] / limit[1]).isCloseTo(Math.pow(510.0 / 512, 512), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(PlainSoftmax.of(SoftmaxKind.CRYPTEN, new double[] {1024, -1024, 0})).containsExactly(1, 0, 0);
    }

    @Test
    void kindsAreFoundByName() {
        for (SoftmaxKind kind : SoftmaxKind.values()) {
            assertThat(SoftmaxKind.named(kind.label())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> SoftmaxKind.named("cripten")).isInstanceOf(UserMistake.class)
                .hasMessageContaining("did you mean 'crypten'");
    }
}
