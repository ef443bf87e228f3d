package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Cancellation;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.ring.Bilinear;
import org.siguard.ring.DecayingExponential;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;
import org.siguard.ring.SmoothFunction;

/** A mistake in a program ends in a message that says what was expected and what came. */
@Timeout(60)
class WrongUseTest {
    private static final Shape SHAPE = Shape.of(2, 3);
    private static final RingTensor INPUT = RingTensor.zeros(SHAPE);

    static Stream<Protocol> engines() {
        return Trial.engines().stream();
    }

    private static AbstractThrowableAssert<?, ?> failing(Protocol engine, BiFunction<FullRing, Shared, Shared> program) {
        return assertThatThrownBy(() -> Trial.run(engine, List.of(INPUT), (e, in) -> List.of(program.apply(e, in.get(0)))))
                .isInstanceOf(PartyFailure.class);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shapesThatDoNotFit(Protocol engine) {
        failing(engine, (e, x) -> e.add(x, e.constant(RingTensor.zeros(Shape.of(3, 2))))).hasMessageContaining("[2, 3] and [3, 2]");
        failing(engine, (e, x) -> e.add(x, RingTensor.zeros(Shape.of(6)))).hasMessageContaining("[2, 3] and [6]");
        failing(engine, (e, x) -> e.product(Bilinear.MATRIX, x, x, 16)).hasMessageContaining("the matrices do not fit: [2, 3] and [2, 3]");
        failing(engine, (e, x) -> e.reshape(x, Shape.of(7))).hasMessageContaining("shape [7] wants 7 elements, not 6");
        failing(engine, (e, x) -> e.concat(Shape.of(13), List.of(x, x)))
                .hasMessageContaining("joining parts into shape [13] expects 13 elements, and got 12 in parts of shapes [[2, 3], [2, 3]]");
        failing(engine, (e, x) -> e.select(e.negative(e.reshape(x, Shape.of(6))), x))
                .hasMessageContaining("select expects equal shapes, and got [6] and [2, 3]");
        failing(engine, (e, x) -> e.toRing(e.all(List.of(e.negative(x), e.negative(e.reshape(x, Shape.of(6)))))))
                .hasMessageContaining("and expects equal shapes, and got [2, 3] and [6]");
        failing(engine, (e, x) -> e.toRing(e.all(List.of()))).hasMessageContaining("and expects at least one vector of bits, and got none");
        failing(engine, (e, x) -> e.toRing(e.xor(e.negative(x), e.negative(e.reshape(x, Shape.of(6))))))
                .hasMessageContaining("xor expects equal shapes");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shiftsAndFractionalBitsOutOfRange(Protocol engine) {
        failing(engine, (e, x) -> e.truncate(x, 0)).hasMessageContaining("expects a shift of 1 to 62, and got 0");
        failing(engine, (e, x) -> e.product(Bilinear.ELEMENTWISE, x, x, 64)).hasMessageContaining("expects a shift of 0 to 62, and got 64");
        SmoothFunction coarse = new Coarse(new DecayingExponential(16));
        failing(engine, (e, x) -> e.evaluate(coarse, x))
                .hasMessageContaining("coarse is made for fewer than 12 fractional bits, and the engine has 16");
        assertThatThrownBy(() -> new FixedPoint(25)).hasMessage("fractional bits must be 8 to 24, not 25");
    }

    /** A function with fewer result bits than the engine keeps. */
    private record Coarse(SmoothFunction function) implements SmoothFunction {
        @Override
        public String name() {
            return "coarse";
        }

        @Override
        public double value(double x) {
            return function.value(x);
        }

        @Override
        public long origin() {
            return function.origin();
        }

        @Override
        public int inputBits() {
            return function.inputBits();
        }

        @Override
        public int segmentBits() {
            return function.segmentBits();
        }

        @Override
        public int terms() {
            return function.terms();
        }

        @Override
        public int resultBits() {
            return 12;
        }

        @Override
        public void coefficients(int segment, long maskLow, long[] out, int at) {
            function.coefficients(segment, maskLow, out, at);
        }

        @Override
        public void basis(long low, long[] out) {
            function.basis(low, out);
        }
    }

    /** Each party keeps its share of one run and brings it along to the next. */
    @ParameterizedTest
    @MethodSource("engines")
    void aShareOfAnotherRunIsRefused(Protocol engine) {
        Map<String, Shared> shares = new ConcurrentHashMap<>();
        Map<String, Bits> bits = new ConcurrentHashMap<>();
        Computation computation = Trial.computation(engine, 1);
        Trial.run(computation, List.of(INPUT), (e, in) -> {
            shares.put(Thread.currentThread().getName(), in.get(0));
            bits.put(Thread.currentThread().getName(), e.negative(in.get(0)));
            return in;
        });
        String expected = "of this run of the engine " + engine.name();
        assertThatThrownBy(() -> Trial.run(computation, List.of(INPUT),
                (e, in) -> List.of(e.add(in.get(0), shares.get(Thread.currentThread().getName())))))
                .isInstanceOf(PartyFailure.class).hasMessageContaining("expected share " + expected).hasMessageContaining("another run");
        assertThatThrownBy(() -> Trial.run(computation, List.of(INPUT),
                (e, in) -> List.of(e.select(bits.get(Thread.currentThread().getName()), in.get(0)))))
                .isInstanceOf(PartyFailure.class).hasMessageContaining("expected bits " + expected).hasMessageContaining("another run");
    }

    @Test
    void aShareOfAnotherEngineOrPartyIsRefused() {
        Map<String, Shared> shares = new ConcurrentHashMap<>();
        Trial.run(new DealerProtocol(), List.of(INPUT), (e, in) -> {
            shares.put(Thread.currentThread().getName(), in.get(0));
            return in;
        });
        failing(Trial.secure(), (e, x) -> e.add(x, shares.get("server 0")))
                .hasMessageContaining("expected share of this run of the engine replicated at the server")
                .hasMessageContaining("and got some made in another run, by another engine or at another party");
        failing(Trial.clear(), (e, x) -> e.add(x, shares.get("server 0")))
                .hasMessageContaining("expected share of this run of the engine clear, and got MaskedShare");
    }

    /** Three parts of a program, any of which may be at odds with the others. */
    private record Parts(java.util.function.Consumer<Outsider> owner, java.util.function.Consumer<Outsider> client,
            java.util.function.Consumer<FullRing> servers) implements SecureProgram<Void> {
        @Override
        public void own(Outsider outsider) {
            owner.accept(outsider);
        }

        @Override
        public Void ask(Outsider outsider) {
            client.accept(outsider);
            return null;
        }

        @Override
        public void serve(FullRing engine) {
            servers.accept(engine);
        }
    }

    private static AbstractThrowableAssert<?, ?> odd(Protocol engine, Parts parts) {
        return assertThatThrownBy(() -> Trial.computation(engine, 1).run(parts, Cancellation.never())).isInstanceOf(PartyFailure.class);
    }

    private static final java.util.function.Consumer<FullRing> ECHO = engine -> engine.reveal(engine.input(Outside.CLIENT, SHAPE),
            Outside.CLIENT);

    @ParameterizedTest
    @MethodSource("engines")
    void anInputOfAnotherShape(Protocol engine) {
        odd(engine, new Parts(owner -> {
        }, client -> {
            client.share(RingTensor.zeros(Shape.of(5)));
            client.receive(SHAPE);
        }, ECHO)).hasMessageStartingWith("The client failed during input: ")
                .hasMessageContaining("expected a tensor of shape [2, 3], which is 6 words, from the client and got 5");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anOutsiderThatSharesNothing(Protocol engine) {
        odd(engine, new Parts(owner -> {
        }, client -> client.receive(SHAPE), ECHO)).hasMessageStartingWith("The client failed during input: nobody can go on");
        odd(engine, new Parts(owner -> {
        }, client -> client.receive(SHAPE), e -> e.reveal(e.input(Outside.OWNER, SHAPE), Outside.CLIENT)))
                .hasMessageStartingWith("The model owner failed during input: nobody can go on");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anOutsiderThatSharesTooMuch(Protocol engine) {
        odd(engine, new Parts(owner -> {
        }, client -> {
            client.share(INPUT);
            client.share(INPUT);
            client.receive(SHAPE);
        }, ECHO)).hasMessageStartingWith("The client failed: ").hasMessageContaining("did not take 1 message that the client sent");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aResultForTheWrongOutsider(Protocol engine) {
        odd(engine, new Parts(owner -> {
        }, client -> {
            client.share(INPUT);
            client.receive(SHAPE);
        }, e -> e.reveal(e.input(Outside.CLIENT, SHAPE), Outside.OWNER)))
                .hasMessageContaining("server").hasMessageContaining("failed during receive: nobody can go on")
                .hasMessageContaining("the model owner did not take 1 message that the ");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aResultOfAnotherShape(Protocol engine) {
        odd(engine, new Parts(owner -> {
        }, client -> {
            client.share(INPUT);
            client.receive(Shape.of(4));
        }, ECHO)).hasMessageContaining("the client expected a tensor of shape [4], which is 4 words, from the ")
                .hasMessageContaining("got 6");
    }

    @Test
    void aFailedRunDoesNotSpoilTheNext() {
        Computation computation = Trial.computation(Trial.secure(), 1);
        assertThatThrownBy(() -> Trial.run(computation, List.of(INPUT), (e, in) -> {
            throw new IllegalStateException("no");
        })).isInstanceOf(PartyFailure.class);
        assertThat(Trial.run(computation, List.of(INPUT), (e, in) -> in).result()).containsExactly(INPUT);
    }
}
