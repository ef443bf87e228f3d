package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.base.Cancellation;
import org.siguard.net.Fault;
import org.siguard.net.Fault.Kind;
import org.siguard.net.Party;
import org.siguard.net.Wiretap;
import org.siguard.ring.Bilinear;
import org.siguard.ring.RingTensor;
import org.siguard.ring.Shape;

/** Every fault, in every party, at every message of a small program, on every engine. */
@Timeout(120)
class FaultsTest {
    private static final Shape SHAPE = Shape.of(2, 3);
    private static final RingTensor INPUT = Trial.FIXED.encode(SHAPE, new double[] {1, -2, 3, -4, 5, -6});
    private static final RingTensor WEIGHTS = Trial.FIXED.encode(SHAPE, new double[] {2, 3, 4, 5, 6, 7});
    private static final List<Double> RESULT = List.of(2.0, 0.0, 12.0, 0.0, 30.0, 0.0);

    /** Far longer than this program computes between two messages, even beside others on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** ReLU of the product of the client's and the owner's tensors. */
    private static final class Small implements SecureProgram<RingTensor> {
        @Override
        public void own(Outsider owner) {
            owner.share(WEIGHTS);
        }

        @Override
        public RingTensor ask(Outsider client) {
            client.share(INPUT);
            return client.receive(SHAPE);
        }

        @Override
        public void serve(FullRing engine) {
            Shared weights = engine.input(Outside.OWNER, SHAPE);
            Shared x = engine.input(Outside.CLIENT, SHAPE);
            Shared product = engine.product(Bilinear.ELEMENTWISE, x, weights, 16);
            engine.reveal(engine.select(engine.not(engine.negative(product)), product), Outside.CLIENT);
        }
    }

    /** How one run with a fault ended, and how long after the fault. */
    private record Ending(Party party, Kind kind, int at, RingTensor result, PartyFailure failure, Duration after) {
        @Override
        public String toString() {
            return party + " " + kind + " at " + at + ": " + (failure == null ? "result " + result : failure.getMessage());
        }
    }

    static Stream<Arguments> engines() {
        return Trial.engines().stream().flatMap(engine -> Stream.of(Kind.values()).map(kind -> Arguments.of(engine.name(), kind, engine)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("engines")
    void everyFaultIsOneErrorThatNamesItsParty(String name, Kind kind, Protocol engine) throws Exception {
        List<Ending> endings = everywhere(engine, kind);
        assertThat(endings).hasSizeGreaterThanOrEqualTo(3);
        Duration longest = endings.stream().map(Ending::after).max(Duration::compareTo).orElseThrow();
        System.out.printf("%s, %s: %d places, at most %d ms from the fault to the end of the computation%n", name, kind, endings.size(),
                longest.toMillis());
        if (kind == Kind.GARBAGE || kind == Kind.FLIP) {
            // Words of the right number cannot be told from honest ones where servers are taken to follow the protocol: the result
            // is wrong, and that is all.
            assertThat(endings).allSatisfy(ending -> assertThat(ending.failure()).isNull());
            assertThat(endings).anySatisfy(ending -> assertThat(reals(ending.result())).isNotEqualTo(RESULT));
            return;
        }
        boolean patient = kind == Kind.STALLS || kind == Kind.COMPUTES;
        // Patience is counted in the watchdog's own looks: on a machine too busy to let it look, it lasts longer.
        assertThat(longest).isLessThan(patient ? PATIENCE.plusSeconds(3) : Duration.ofSeconds(1));
        assertThat(endings).allSatisfy(ending -> {
            assertThat(ending.failure()).as("%s", ending).isNotNull();
            assertThat(ending.failure().party()).as("%s", ending).isEqualTo(ending.party());
            assertThat(ending.failure().getMessage()).startsWith("The " + ending.party() + " failed").endsWith("stopped for all parties.");
        });
    }

    private static List<Ending> everywhere(Protocol engine, Kind kind) throws InterruptedException, ExecutionException {
        List<Future<Ending>> endings = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(kind == Kind.STALLS ? 16 : 1)) {
            for (Party party : parties(engine)) {
                int places = places(engine, party, kind);
                // An endless loop keeps a processor busy until it is given up: one place for each party.
                IntStream.range(kind == Kind.COMPUTES ? places / 2 : 0, kind == Kind.COMPUTES ? places / 2 + 1 : places)
                        .forEach(at -> endings.add(threads.submit(() -> broken(engine, new Fault(party, kind, at), party, kind, at))));
            }
        }
        List<Ending> out = new ArrayList<>();
        for (Future<Ending> ending : endings) {
            out.add(ending.get());
        }
        return out;
    }

    private static List<Party> parties(Protocol engine) {
        List<Party> parties = new ArrayList<>(engine.servers());
        Stream.of(Outside.values()).map(Outside::party).forEach(parties::add);
        return parties;
    }

    private static int places(Protocol engine, Party party, Kind kind) {
        Fault never = new Fault(party, kind, Integer.MAX_VALUE);
        assertThat(reals(run(engine, never))).isEqualTo(RESULT);
        return never.places();
    }

    private static Ending broken(Protocol engine, Fault fault, Party party, Kind kind, int at) {
        RingTensor result = null;
        PartyFailure failure = null;
        try {
            result = run(engine, fault);
        } catch (PartyFailure e) {
            failure = e;
        }
        Duration after = Duration.ofNanos(System.nanoTime() - fault.struckAt());
        fault.release();
        return new Ending(party, kind, at, result, failure, after);
    }

    private static RingTensor run(Protocol engine, Wiretap wiretap) {
        return Trial.computation(engine, 1).withPatience(PATIENCE).withWiretap(wiretap).run(new Small(), Cancellation.never()).result();
    }

    private static List<Double> reals(RingTensor result) {
        return java.util.Arrays.stream(Trial.FIXED.decode(result)).mapToObj(x -> (double) Math.round(x * 1000) / 1000).toList();
    }

    @Test
    void aPartyThatIsMissedIsNamedWithWhoWaitsAndWhere() {
        Protocol engine = Trial.secure();
        assertThatThrownBy(() -> run(engine, new Fault(Outside.CLIENT.party(), Kind.NOTHING, 0))).isInstanceOf(PartyFailure.class)
                .hasMessageContaining("The client failed during input: nobody can go on")
                .hasMessageContaining("the server 0 waits during input for the client")
                .hasMessageContaining("the client waits during receive for the server 0")
                .hasMessageContaining("the server 2 has done its part");
    }

    @Test
    void aMessageOfAnotherLengthIsToldWithWhatWasExpected() {
        Protocol engine = Trial.secure();
        assertThatThrownBy(() -> run(engine, new Fault(Outside.CLIENT.party(), Kind.SHORT, 0))).isInstanceOf(PartyFailure.class)
                .hasMessage(
                        "The client failed during input: the server 0 expected a tensor of shape [2, 3], which is 6 words, from the client "
                                + "and got 5. The computation was stopped for all parties.");
    }

    /** It cannot be killed: it is left behind, the error says so, and when it ends at last nothing of it remains. */
    @Test
    void aPartyThatComputesForEverIsLeftBehind() throws InterruptedException {
        Fault fault = new Fault(new Party("server 1"), Kind.COMPUTES, 5);
        assertThatThrownBy(() -> run(Trial.secure(), fault)).isInstanceOf(PartyFailure.class)
                .hasMessageStartingWith("The server 1 failed during ").hasMessageContaining("it has computed for 0.5")
                .hasMessageContaining("without a message or a new operation, while the server 0 waits during ")
                .hasMessageContaining("Its thread cannot be stopped from outside: it was left behind");
        assertThat(Carriers.lent()).isPositive();
        assertThat(reals(run(Trial.secure(), Wiretap.NONE))).isEqualTo(RESULT);
        fault.release();
        for (int i = 0; i < 100 && Carriers.lent() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(Carriers.lent()).isZero();
    }

    @Test
    void aPartyThatSleepsIsToldFromOneThatComputes() {
        assertThatThrownBy(() -> run(Trial.secure(), new Fault(new Party("server 1"), Kind.STALLS, 5))).isInstanceOf(PartyFailure.class)
                .hasMessageContaining("it has stood still outside of any channel for 0.5").hasMessageNotContaining("left behind");
    }
}
