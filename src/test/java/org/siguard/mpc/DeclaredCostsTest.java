package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.mpc.math.AbsoluteValue;
import org.siguard.mpc.math.Argmax;
import org.siguard.mpc.math.Exponential;
import org.siguard.mpc.math.InverseSquareRoot;
import org.siguard.mpc.math.Normalisation;
import org.siguard.mpc.math.Reciprocal;
import org.siguard.mpc.math.Relu;
import org.siguard.mpc.math.Sign;
import org.siguard.mpc.math.Softmax;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** What the clear twin says a program would cost, against what went over the wire: to the byte. */
class DeclaredCostsTest {
    private static final Shape SHAPE = Shape.of(9, 10);

    static Stream<Arguments> operations() {
        return Stream.of(operation("input and reveal", (e, x) -> x),
                operation("exact product", (e, x) -> e.product(Bilinear.ELEMENTWISE, x, x, 0)),
                operation("truncated product", (e, x) -> e.product(Bilinear.ELEMENTWISE, x, x, 16)),
                operation("matrix product", (e, x) -> e.product(Bilinear.MATRIX_TRANSPOSED, x, x, 16)),
                operation("truncate", (e, x) -> e.truncate(x, 5)),
                operation("compare", (e, x) -> e.toRing(e.negative(x))),
                operation("select", (e, x) -> e.select(e.negative(x), x)),
                operation("select twice", (e, x) -> {
                    Bits bits = e.negative(x);
                    return e.add(e.select(bits, x), e.select(e.not(bits), x));
                }),
                operation("select, gather and to ring", (e, x) -> {
                    Bits bits = e.negative(x);
                    Shared once = e.select(bits, x);
                    int[] backwards = java.util.stream.IntStream.range(0, 90).map(i -> 89 - i).toArray();
                    return e.add(once, e.toRing(e.not(e.gather(bits, backwards, x.shape()))));
                }),
                operation("and of one", (e, x) -> e.toRing(e.all(List.of(e.negative(x))))),
                operation("and of 9",
                        (e, x) -> e.toRing(e.all(java.util.Collections.nCopies(9, 0).stream().map(i -> e.negative(x)).toList()))),
                operation("exponential", (e, x) -> e.evaluate(new DecayingExponential(16), x)),
                operation("argmax", (e, x) -> e.toRing(Argmax.of(e, x).oneHot())),
                operation("normalise", Normalisation::of),
                operation("sign", Sign::of),
                operation("absolute value", (e, x) -> AbsoluteValue.of(e, x).value()),
                operation("relu", (e, x) -> {
                    Relu relu = Relu.of(e, x);
                    return e.add(relu.value(), relu.backward(e, x));
                }),
                operation("exponential of any sign", Exponential::of),
                operation("reciprocal", Reciprocal::of),
                operation("reciprocal of any sign", Reciprocal::ofSigned),
                operation("inverse square root", InverseSquareRoot::of),
                operation("normalise very long rows", (e, x) -> Normalisation.of(e, e.gather(x, new int[1 << 13], Shape.of(1, 1 << 13)))),
                softmax(SoftmaxKind.EXACT),
                softmax(SoftmaxKind.SECUREML),
                softmax(SoftmaxKind.PIRANHA),
                softmax(SoftmaxKind.AS19),
                softmax(SoftmaxKind.CRYPTEN));
    }

    /** Forwards and backwards. */
    private static Arguments softmax(SoftmaxKind kind) {
        return operation(kind + " softmax", (e, x) -> {
            Softmax softmax = kind.of(e, x);
            return e.add(softmax.backward(x), e.add(softmax.probabilities(), e.toRing(softmax.oneHot())));
        });
    }

    private static Arguments operation(String name, BiFunction<FullRing, Shared, Shared> program) {
        return Arguments.of(name, program);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void declarationsHold(String name, BiFunction<FullRing, Shared, Shared> program) {
        List<RingTensor> input = List.of(Trial.FIXED.encode(SHAPE, new java.util.Random(1).doubles(90, -4, 4).toArray()));
        for (Protocol engine : Trial.secureEngines()) {
            Prediction declared = Trial.run(Trial.clearFor(engine), input, (e, in) -> List.of(program.apply(e, in.get(0)))).costs()
                    .predicted("");
            Traffic wire = Trial.run(engine, input, (e, in) -> List.of(program.apply(e, in.get(0)))).costs().total();
            assertThat(wire.bytes()).as("%s: bytes", engine.name()).isEqualTo(declared.bytes());
            assertThat(wire.messages()).as("%s: messages", engine.name()).isEqualTo(declared.messages());
            assertThat(declared.rounds()).as("rounds").isPositive();
            assertThat(wire.rounds()).as("%s: rounds", engine.name()).isEqualTo(declared.rounds());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void nothingOnTheWireDependsOnTheSecret(String name, BiFunction<FullRing, Shared, Shared> program) {
        Trial.secureEngines().forEach(engine -> nothingDepends(engine, program));
    }

    private static void nothingDepends(Protocol engine, BiFunction<FullRing, Shared, Shared> program) {
        List<java.util.Map<org.siguard.net.Party, List<String>>> seen = new java.util.ArrayList<>();
        for (double[] secret : List.of(new double[90], new java.util.Random(2).doubles(90, -30, 30).toArray())) {
            Costs costs = Trial.run(engine, List.of(Trial.FIXED.encode(SHAPE, secret)),
                    (e, in) -> List.of(program.apply(e, in.get(0)))).costs();
            java.util.Map<org.siguard.net.Party, List<String>> shape = new java.util.LinkedHashMap<>();
            costs.byParty().forEach((party, operations) -> shape.put(party, operations.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue().messages() + " " + entry.getValue().bytes() + " "
                            + entry.getValue().rounds())
                    .toList()));
            seen.add(shape);
        }
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }
}
