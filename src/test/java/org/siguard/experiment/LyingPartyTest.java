package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.GuardSecrets;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.model.Model;
import org.siguard.model.Zoo;
import org.siguard.mpc.Outside;
import org.siguard.mpc.PartyFailure;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.net.Fault;
import org.siguard.net.Fault.Kind;
import org.siguard.net.Party;
import org.siguard.net.Wiretap;

/**
 * One party of a guarded query lies in one message: at every position, in three ways. These engines hold against parties that look, not
 * against parties that lie (docs/threat-model.md): a message of the right length passes, and the answer may be wrong. What is promised is
 * that a message of the wrong length is told with who sent it, and that nothing hangs or falls over in any other way.
 */
class LyingPartyTest {
    private static final List<Kind> LIES = List.of(Kind.FLIP, Kind.GARBAGE, Kind.SHORT);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Model MODEL = Zoo.build("mlp-3-4-3", 1, 1);
    private static final OutputGuard GUARD = guard();

    /** What came of the lies of one kind. */
    private static final class Tally {
        private int positions;
        private int named;
        private int another;
        private int wrong;
        private int without;

        @Override
        public String toString() {
            return positions + " | " + named + " | " + another + " | " + wrong + " | " + without;
        }
    }

    private static OutputGuard guard() {
        double[][] templates = new double[3][3];
        for (int label = 0; label < 3; label++) {
            Arrays.fill(templates[label], 0.225);
            templates[label][label] = 0.55;
        }
        return new Siguard(Siguard.presetSettings(Siguard.BRIEF).with(Siguard.OUTER, 1).with(Siguard.INNER, 1),
                new GuardSecrets(Zoo.build("mlp-3-4-1", 1, 3), new ClassTemplates(templates)));
    }

    /** Positions far apart; every party and every kind of lie has its turn. */
    @Test
    @Timeout(120)
    void someLies() {
        lies(97);
    }

    @Test
    @Tag("full")
    @Timeout(14_400)
    void everyPosition() {
        lies(1);
    }

    private static void lies(int every) {
        for (Protocol engine : Trial.secureEngines()) {
            double[][] honest = run(engine, Wiretap.NONE);
            Map<String, Tally> tallies = new TreeMap<>();
            for (Party party : parties(engine)) {
                Fault never = new Fault(party, Kind.FLIP, Integer.MAX_VALUE);
                assertThat(run(engine, never)).isEqualTo(honest);
                for (int at = 0; at < never.places(); at += every) {
                    for (Kind kind : LIES) {
                        tell(engine, party, kind, at, honest, tallies.computeIfAbsent(party + " | " + kind, key -> new Tally()));
                    }
                }
            }
            tallies.forEach((key, tally) -> System.out.println("| " + engine.name() + " | " + key + " | " + tally + " |"));
            assertThat(tallies).allSatisfy((key, tally) -> assertThat(key.endsWith("SHORT") ? tally.wrong + tally.without : tally.named)
                    .as(key + ": " + tally).isZero());
        }
    }

    private static void tell(Protocol engine, Party party, Kind kind, int at, double[][] honest, Tally tally) {
        tally.positions++;
        try {
            double[][] released = run(engine, new Fault(party, kind, at));
            if (Arrays.deepEquals(released, honest)) {
                tally.without++;
            } else {
                tally.wrong++;
            }
        } catch (PartyFailure e) {
            assertThat(e.getMessage()).as("%s %s at %d", party, kind, at).doesNotContain("\n").endsWith("stopped for all parties.");
            if (e.party().equals(party)) {
                tally.named++;
            } else {
                tally.another++;
            }
        }
    }

    private static double[][] run(Protocol engine, Wiretap tap) {
        return Trial.computation(engine, 1).withPatience(PATIENCE).withWiretap(tap)
                .run(new GuardedInference(MODEL, GUARD, List.of(new float[] {0.5f, -1, 2}), Trial.FIXED), Cancellation.never()).result();
    }

    private static List<Party> parties(Protocol engine) {
        List<Party> parties = new ArrayList<>(engine.servers());
        Stream.of(Outside.values()).map(Outside::party).forEach(parties::add);
        return parties;
    }
}
