package org.siguard.mpc.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Shared;
import org.siguard.mpc.Trial;
import org.siguard.ring.Shape;

/** The rounds that the functions state for ten classes and 16 fractional bits. On a network, these are the latency. */
class RoundsTest {
    static Stream<Arguments> functions() {
        return Stream.of(function(4, "sign", Sign::of),
                function(4, "absolute value", (e, x) -> AbsoluteValue.of(e, x).value()),
                function(4, "relu", (e, x) -> Relu.of(e, x).value()),
                function(5, "relu and its derivative", (e, x) -> {
                    Relu relu = Relu.of(e, x);
                    return e.add(relu.value(), relu.backward(e, x));
                }),
                function(6, "maximum", (e, x) -> Argmax.of(e, x).maximum()),
                function(7, "exponential", Exponential::of),
                function(10, "reciprocal", Reciprocal::of),
                function(10, "reciprocal of any sign", Reciprocal::ofSigned),
                function(10, "inverse square root", InverseSquareRoot::of),
                function(12, "normalise", Normalisation::of),
                function(11, "stride", (e, x) -> Stride.EUCLIDEAN.of(e, x, e.sumLast(x), 1)),
                function(21, "stride by the largest", (e, x) -> Stride.LARGEST.of(e, x, e.sumLast(x), 1)),
                function(12, "fine softmax", (e, x) -> FineSoftmax.of(e, x).probabilities()),
                softmax(16, SoftmaxKind.EXACT),
                softmax(18, SoftmaxKind.SECUREML),
                softmax(14, SoftmaxKind.PIRANHA),
                softmax(28, SoftmaxKind.AS19),
                softmax(32, SoftmaxKind.CRYPTEN),
                backward(4, SoftmaxKind.EXACT),
                backward(7, SoftmaxKind.SECUREML),
                backward(6, SoftmaxKind.PIRANHA),
                backward(4, SoftmaxKind.AS19),
                backward(9, SoftmaxKind.CRYPTEN));
    }

    private static Arguments function(int rounds, String name, BiFunction<FullRing, Shared, Shared> program) {
        return Arguments.of(rounds, name, program);
    }

    private static Arguments softmax(int rounds, SoftmaxKind kind) {
        return function(rounds, kind + " softmax", (e, x) -> kind.of(e, x).probabilities());
    }

    /** What the backward pass adds. */
    private static Arguments backward(int rounds, SoftmaxKind kind) {
        return function(rounds + forward(kind), kind + " softmax and backwards", (e, x) -> kind.of(e, x).backward(x));
    }

    private static int forward(SoftmaxKind kind) {
        return rounds(Trial.secure(), 16, (e, x) -> kind.of(e, x).probabilities()) - around(Trial.secure());
    }

    /** Sharing the input and revealing the result. */
    private static int around(Protocol protocol) {
        return rounds(protocol, 16, (e, x) -> x);
    }

    private static int rounds(Protocol protocol, int f, BiFunction<FullRing, Shared, Shared> program) {
        Reals reals = new Reals(protocol, f);
        return Trial.run(reals.computation(), List.of(reals.fixedPoint().encode(Shape.of(1, 10), new double[10])),
                (e, in) -> List.of(program.apply(e, in.get(0)))).costs().total().rounds();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("functions")
    void areAsStated(int rounds, String name, BiFunction<FullRing, Shared, Shared> program) {
        assertThat(rounds(Trial.secure(), 16, program) - around(Trial.secure())).isEqualTo(rounds);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("functions")
    void otherEnginesNeedNoMore(int rounds, String name, BiFunction<FullRing, Shared, Shared> program) {
        for (Protocol engine : Trial.secureEngines()) {
            assertThat(rounds(engine, 16, program) - around(engine)).as(engine.name()).isLessThanOrEqualTo(rounds);
        }
    }
}
