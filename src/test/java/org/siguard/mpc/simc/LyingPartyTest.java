package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.mpc.LinearRelu;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.Fault;
import org.siguard.net.Fault.Kind;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.Standstill;
import org.siguard.net.Wiretap;
import org.siguard.ring.Seed;

/**
 * The server or the client lies in one message of an inference between two, at every position, in three ways: other than
 * {@code TamperingTest}, which knows the protocol, this knows nothing but the wire. A client's lie is found out by the protocols that check
 * (docs/threat-model.md); a server's may give a wrong answer; nothing hangs or falls over.
 */
class LyingPartyTest {
    private static final List<Kind> LIES = List.of(Kind.FLIP, Kind.GARBAGE, Kind.SHORT);
    private static final ReluNetwork NETWORK = Nets.small(true);
    private static final long[] INPUT = Nets.input(NETWORK, 5, 2000);

    /** What came of the lies of one kind. */
    private static final class Tally {
        private int positions;
        private int caught;
        private int failed;
        private final List<Integer> wrong = new ArrayList<>();
        private int without;

        @Override
        public String toString() {
            return positions + " | " + caught + " | " + failed + " | " + wrong.size() + " | " + without;
        }
    }

    @Test
    @Timeout(240)
    void everyPosition() {
        for (String name : TwoPartyProtocols.names()) {
            Map<String, Tally> tallies = new TreeMap<>();
            List<Integer> inputs = new ArrayList<>();
            for (Party party : List.of(Encounter.SERVER, Encounter.CLIENT)) {
                Fault never = new Fault(party, Kind.FLIP, Integer.MAX_VALUE);
                assertThat(run(name, never)).isEqualTo(NETWORK.plain(INPUT));
                if (party.equals(Encounter.CLIENT) && TwoPartyProtocols.hasPreparation(name)) {
                    // x - R, which with one layer of activations is followed by f(v) - R' and, where there is a check, by a hash of labels:
                    // another one there is another input, which every client may choose.
                    inputs.add(never.places() - (TwoPartyProtocols.isChecked(name) ? 3 : 2));
                }
                for (int at = 0; at < never.places(); at++) {
                    for (Kind kind : LIES) {
                        tell(name, party, kind, at, tallies.computeIfAbsent(party + " | " + kind, key -> new Tally()));
                    }
                }
            }
            tallies.forEach((key, tally) -> System.out.println("| " + name + " | " + key + " | " + tally + " |"));
            tallies.forEach((key, tally) -> {
                if (key.endsWith("SHORT")) {
                    assertThat(tally.failed).as(name + ", " + key + ": " + tally).isEqualTo(tally.positions);
                } else if (key.startsWith("client") && TwoPartyProtocols.isChecked(name)) {
                    assertThat(tally.wrong).as(name + ", " + key + ": " + tally).isSubsetOf(inputs);
                }
            });
        }
    }

    private static void tell(String name, Party party, Kind kind, int at, Tally tally) {
        tally.positions++;
        try {
            if (Arrays.equals(run(name, new Fault(party, kind, at)), NETWORK.plain(INPUT))) {
                tally.without++;
            } else {
                tally.wrong.add(at);
            }
        } catch (Abort e) {
            tally.caught++;
        } catch (PartyFailure | Standstill e) {
            assertThat(e.getMessage()).as("%s, %s %s at %d", name, party, kind, at).doesNotContain("\n");
            tally.failed++;
        }
    }

    private static long[] run(String name, Wiretap tap) {
        LinearRelu<ReluNetwork> protocol = switch (name) {
            case SimcProtocol.NAME -> new SimcProtocol(Seed.of(1)).tapped(tap);
            case PreparedProtocol.SIMC_PLUS -> PreparedProtocol.simcPlus(Seed.of(1)).tapped(tap);
            case PreparedProtocol.MUSE -> PreparedProtocol.muse(Seed.of(1)).tapped(tap);
            default -> PreparedProtocol.delphi(Seed.of(1)).tapped(tap);
        };
        return protocol.infer(NETWORK, INPUT, NetworkProfile.IN_PROCESS, new Cancellation()).result();
    }
}
