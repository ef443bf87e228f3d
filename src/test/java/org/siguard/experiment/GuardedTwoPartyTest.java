package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.guard.ClassTemplates;
import org.siguard.guard.GuardSecrets;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.model.FieldNetwork;
import org.siguard.model.PlainInference;
import org.siguard.model.Zoo;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.mpc.simc.SimcProtocol;
import org.siguard.mpc.simc.Tampering;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;

/** SIMC up to its final check, the logits converted in shares, and a guard. */
class GuardedTwoPartyTest {
    private static final FieldNetwork NETWORK = FieldNetwork.of(Zoo.build("mlp-6-8-4", 1, 1));
    private static final float[] RECORD = {0.5f, -1, 0.25f, 2, -0.75f, 1};

    private static GuardedTwoParty run(SimcProtocol simc, OutputGuard guard, Protocol engine) {
        return GuardedTwoParty.of(NETWORK, simc, guard, engine, RECORD, NetworkProfile.IN_PROCESS, Seed.of(2), new Cancellation());
    }

    private static double[] plain() {
        return PlainInference.softmax(NETWORK.decode(NETWORK.network().plain(NETWORK.encode(RECORD))));
    }

    private static int top(double[] vector) {
        double most = Arrays.stream(vector).max().orElseThrow();
        return java.util.stream.IntStream.range(0, vector.length).filter(i -> vector[i] == most).findFirst().orElseThrow();
    }

    @Test
    void withoutAGuardThePredictionIsReleased() {
        for (Protocol engine : Trial.secureEngines()) {
            GuardedTwoParty answer = run(new SimcProtocol(Seed.of(1)), new NoGuard(), engine);
            for (int k = 0; k < 4; k++) {
                assertThat(answer.released()[k]).as(engine.name()).isCloseTo(plain()[k], within(0.002));
            }
            assertThat(answer.inference().of("release").bytes()).as("SIMC releases nothing").isZero();
            assertThat(answer.guard().of(GuardedTwoParty.CONVERSION).bytes()).isPositive();
        }
    }

    @Test
    void siguardKeepsTheLabelBehindSimc() {
        double[][] templates = new double[4][4];
        for (int label = 0; label < 4; label++) {
            Arrays.fill(templates[label], 0.15);
            templates[label][label] = 0.55;
        }
        GuardSecrets secrets = new GuardSecrets(Zoo.build("mlp-4-8-1", 1, 3), new ClassTemplates(templates));
        GuardedTwoParty answer = run(new SimcProtocol(Seed.of(1)), Siguard.preset(Siguard.BRIEF, secrets), Trial.secure());
        assertThat(top(answer.released())).isEqualTo(top(plain()));
        assertThat(Arrays.stream(answer.released()).sum()).isCloseTo(1, within(0.01));
    }

    @Test
    void aCheatingClientNeverComesToTheGuard() {
        SimcProtocol cheated = new SimcProtocol(Seed.of(1)).tampered(Tampering.of(Tampering.Kind.LINEAR_SHARE, 1, 2));
        assertThatThrownBy(() -> run(cheated, new NoGuard(), Trial.secure())).isInstanceOf(Abort.class);
    }
}
