package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.mpc.LinearRelu;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Recorder;
import org.siguard.net.Wiretap;
import org.siguard.ring.Seed;

/**
 * Every kind of tampering with every protocol that looks for it, many times: each run that differs from the honest one is ended, and before the server's share of the output is sent; each honest one is
 * accepted, with the right output. A guessed bit of Δ is the exception that belongs to the transfers: where the guess is right nothing differs, and half of such runs pass.
 */
class TamperingTest {
    private static final ReluNetwork NETWORK = Nets.small(true);
    /** The message with the server's share of the output: no other one of the server's is so long in this network. */
    private static final int OUTPUT_WORDS = 3;
    private static final int RUNS = 2000;

    /** What came of some runs. */
    private record Tally(int aborted, int right, int wrong, int outputShares) {
        Tally plus(Tally other) {
            return new Tally(aborted + other.aborted, right + other.right, wrong + other.wrong, outputShares + other.outputShares);
        }
    }

    private static BiFunction<Tampering, Wiretap, LinearRelu<ReluNetwork>> protocol(String name, Seed seed) {
        return switch (name) {
            case SimcProtocol.NAME -> (how, tap) -> new SimcProtocol(seed).tampered(how).tapped(tap);
            case PreparedProtocol.SIMC_PLUS -> (how, tap) -> PreparedProtocol.simcPlus(seed).tampered(how).tapped(tap);
            default -> (how, tap) -> PreparedProtocol.muse(seed).tampered(how).tapped(tap);
        };
    }

    private static Tally runs(String name, Tampering.Kind kind, int from, int to) {
        int aborted = 0;
        int right = 0;
        int wrong = 0;
        int outputShares = 0;
        int layer = kind.name().startsWith("LINEAR") ? 1 : 0;
        for (int i = from; i < to; i++) {
            long[] input = Nets.input(NETWORK, i, 2000);
            Recorder recorder = new Recorder();
            Tampering how = new Tampering(kind, layer, i, 1 + i * 7919L);
            try {
                long[] output = protocol(name, Seed.of(i)).apply(how, recorder)
                        .infer(NETWORK, input, NetworkProfile.IN_PROCESS, new Cancellation()).result();
                boolean same = Arrays.equals(output, NETWORK.plain(input));
                right += same ? 1 : 0;
                wrong += same ? 0 : 1;
            } catch (Abort e) {
                aborted++;
            }
            outputShares += (int) recorder.sentSizes(Encounter.SERVER).stream().filter(size -> size == OUTPUT_WORDS).count();
        }
        return new Tally(aborted, right, wrong, outputShares);
    }

    private static void check(String name, Tampering.Kind kind, Tally tally, int runs) {
        if (kind == Tampering.Kind.NONE) {
            assertThat(tally).as(name + " honest").isEqualTo(new Tally(0, runs, 0, runs));
        } else if (kind == Tampering.Kind.TRANSFER && !name.equals(PreparedProtocol.MUSE)) {
            assertThat(tally.wrong()).isZero();
            assertThat(tally.outputShares()).isEqualTo(tally.right());
            // Half of them, give or take six standard deviations.
            assertThat(Math.abs(tally.aborted() - runs / 2.0)).isLessThanOrEqualTo(6 * Math.sqrt(runs / 4.0));
        } else {
            assertThat(tally).as(name + " " + kind.label()).isEqualTo(new Tally(runs, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SimcProtocol.NAME, PreparedProtocol.SIMC_PLUS, PreparedProtocol.MUSE})
    void cheatsAreEndedBeforeTheOutputShareIsSent(String protocol) {
        for (Tampering.Kind kind : Tampering.Kind.values()) {
            check(protocol, kind, runs(protocol, kind, 0, 4), 4);
        }
    }

    /** All kinds and protocols by turns, fifty runs at a time: what was counted so far is told, for it takes half an hour of two processors. */
    @Tag("full")
    @Test
    void everyOneOfTwoThousand() {
        List<String> protocols = List.of(SimcProtocol.NAME, PreparedProtocol.SIMC_PLUS, PreparedProtocol.MUSE);
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (int runs = 50; runs <= RUNS; runs += 50) {
            for (String protocol : protocols) {
                for (Tampering.Kind kind : Tampering.Kind.values()) {
                    Tally tally = tallies.merge(protocol + ", " + kind.label(), runs(protocol, kind, runs - 50, runs), Tally::plus);
                    check(protocol, kind, tally, runs);
                }
            }
            System.out.println("after " + runs + " runs of each: " + tallies);
        }
    }
}
