package org.siguard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.attack.Attack;
import org.siguard.attack.Evidence;
import org.siguard.attack.Release;
import org.siguard.attack.Shadow;
import org.siguard.attack.adaptive.AdaptedAttack;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.base.Largest;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentDesk;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.model.Model;
import org.siguard.model.PlainInference;
import org.siguard.mpc.Costs;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.mpc.clear.ClearProtocol;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.math.Relu;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;
import org.siguard.ring.RingTensor;
import org.siguard.train.sample.Sample;

/** The worked examples of CONTRIBUTING.md do what its text says. */
class WorkedExamplesTest {
    private static final ExperimentDesk DESK = ExperimentDesk.with(Path.of("sample-models"));
    private static final Sample SAMPLE = DESK.sample("clusters-10-mlp");
    private static final List<float[]> RECORDS = SAMPLE.data().records().subList(0, 12);
    private static final Experiment EXPERIMENT = Experiment.standard().with("queries", "200").with("guard", "none");

    /**
     * By hand: the second-largest of members are .1 and .3, of others .2 and .45. "Up to .3" is right about both members and one other, "up to .1"
     * about one member and both others; of equals the threshold that lets more through counts.
     */
    @Test
    void theAttackReadsTheSecondLargest() {
        Shadow shadow = new Shadow(new Release(new double[][] {{.9, .1, 0}, {.2, .3, .5}}, new int[] {0, 2}),
                new Release(new double[][] {{.2, .7, .1}, {.45, .45, .1}}, new int[] {1, 1}));
        Release target = new Release(new double[][] {{.05, .05, .9}, {.3, .4, .3}, {.4, .2, .4}}, new int[] {2, 1, 0});
        Attack.Scores scores = new RunnerUpAttack().score(Evidence.of(target, shadow));
        assertThat(scores.values()).containsExactly(-.05, -.3, -.4);
        assertThat(scores.threshold()).isEqualTo(-.3);
        assertThat(scores.saysMember(1)).isTrue();
        assertThat(scores.saysMember(2)).isFalse();
    }

    @Test
    void theAttackFindsMembersOfASample() {
        AttackFigures figures = DESK.attack(new RunnerUpAttack(), EXPERIMENT);
        assertThat(figures.accuracy().low()).isGreaterThan(0.5);
    }

    static Stream<Protocol> engines() {
        Protocol replicated = new ReplicatedProtocol();
        return Stream.of(new ClearProtocol(replicated.costs()), replicated, new DealerProtocol(), new KeylessProtocol());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theGuardMixes(Protocol engine) {
        double[][] released = DESK.ask(SAMPLE.target(), new UniformMixGuard(0.4), RECORDS, engine, NetworkProfile.IN_PROCESS).result();
        double[][] plain = new PlainInference(SAMPLE.target()).probabilities(RECORDS);
        for (int record = 0; record < released.length; record++) {
            int classes = plain[record].length;
            double[] wanted = Arrays.stream(plain[record]).map(p -> 0.6 * p + 0.4 / classes).toArray();
            // Logits in shares are off by some units, and the softmax hands that on.
            assertThat(released[record]).containsExactly(wanted, within(5e-4));
            assertThat(Largest.of(released[record])).isEqualTo(Largest.of(plain[record]));
            assertThat(Arrays.stream(released[record]).sum()).isEqualTo(1);
        }
    }

    /** Mixing moves the threshold, and whoever knows of it moves along: the guard stops the attack that was fitted without it, and no other. */
    @Test
    void theGuardStopsOnlyThoseWhoDoNotKnowOfIt() {
        OutputGuard guard = new UniformMixGuard(0.4);
        AttackFigures unaware = DESK.attack(new RunnerUpAttack(), EXPERIMENT, guard, guard);
        AttackFigures adapted = DESK.attack(new AdaptedAttack(new RunnerUpAttack()), EXPERIMENT, guard, guard);
        AttackFigures unguarded = DESK.attack(new RunnerUpAttack(), EXPERIMENT, new NoGuard(), new NoGuard());
        assertThat(adapted.accuracy().value()).isCloseTo(unguarded.accuracy().value(), within(0.02));
        assertThat(unaware.accuracy().value()).isLessThan(adapted.accuracy().value());
    }

    @Test
    void theEngineInfersAsTheOthersDo() {
        Model model = SAMPLE.target();
        double[][] keyless = DESK.infer(model, RECORDS, new KeylessProtocol(), NetworkProfile.LAN).result();
        double[][] plain = new PlainInference(model).logits(RECORDS);
        for (int record = 0; record < plain.length; record++) {
            assertThat(keyless[record]).containsExactly(plain[record], within(2e-3));
        }
    }

    /** To the byte: the sheet is what previews predict latency from. */
    @Test
    void theEngineCostsWhatItsSheetDeclares() {
        KeylessProtocol keyless = new KeylessProtocol();
        Prediction declared = compared(new ClearProtocol(keyless.costs())).predicted("");
        Traffic wire = compared(keyless).total();
        assertThat(wire.bytes()).isEqualTo(declared.bytes());
        assertThat(wire.messages()).isEqualTo(declared.messages());
        assertThat(wire.rounds()).isEqualTo(declared.rounds());
        assertThat(wire.bytes()).isGreaterThan(compared(new ReplicatedProtocol()).total().bytes());
    }

    /** What it costs to share twelve numbers, to cut off those below zero and to give them back. */
    private static Costs compared(Protocol engine) {
        return Trial.run(engine, List.of(RingTensor.vector(1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12)),
                (servers, in) -> List.of(Relu.of(servers, in.get(0)).value())).costs();
    }
}
