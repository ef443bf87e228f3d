package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.Settings;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Remembering;
import org.siguard.guard.Siguard;
import org.siguard.mpc.Computation;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Recorder;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Seed;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.Samples;

/** The sample's own model and classifier, from shared records to figures. */
class WholeLineTest {
    private static final Sample SAMPLE = Samples.find(Path.of("sample-models"), "clusters-10-mlp", Progress.none(), Cancellation.never());
    private static final Experiment SMALL = Experiment.standard().with(Experiment.QUERIES, 60).with(Experiment.BATCH, 20)
            .with(Siguard.OUTER, 2).with(Siguard.INNER, 4).with(Siguard.STEP, 1.0);

    private static List<float[]> records(int count) {
        return SAMPLE.data().rows(SAMPLE.splits().evaluationMembers()).records().subList(0, count);
    }

    private static double[][] ask(Protocol protocol, OutputGuard guard, int count) {
        return new Computation(protocol, FixedPoint.STANDARD, NetworkProfile.LAN, Seed.of(1))
                .run(new GuardedInference(SAMPLE.target(), guard, records(count), FixedPoint.STANDARD), Cancellation.never()).result();
    }

    /** Rounding in three layers can move a logit by some units; the softmax then by as many. */
    @Test
    void theClearTwinAndThePartiesAgreeOnABatch() {
        double[][] clear = ask(Trial.clear(), new NoGuard(), 100);
        for (Protocol engine : Trial.secureEngines()) {
            double[][] secure = ask(engine, new NoGuard(), 100);
            for (int i = 0; i < clear.length; i++) {
                for (int k = 0; k < clear[i].length; k++) {
                    assertThat(Math.abs(clear[i][k] - secure[i][k])).as("%s, record %d", engine.name(), i).isLessThan(40 / 65536.0);
                }
            }
        }
    }

    @Test
    void theClientIsToldTheReleasedVectorsAndNothingElse() {
        Recorder recorder = new Recorder();
        int count = 7;
        int classes = SAMPLE.target().spec().classes();
        new Computation(Trial.secure(), FixedPoint.STANDARD, NetworkProfile.LAN, Seed.of(1)).withWiretap(recorder).run(
                new GuardedInference(SAMPLE.target(), new Siguard(SMALL.settings(), SAMPLE.membership(SoftmaxKind.EXACT)), records(count),
                        FixedPoint.STANDARD),
                Cancellation.never());
        // From each of two servers: one word when they are ready, then one word a released number.
        assertThat(recorder.words(Outside.CLIENT.party())).hasSize(2 * (1 + count * classes));
        assertThat(recorder.words(Outside.OWNER.party())).isEmpty();
    }

    /** In another batch, beside other records, in a session of its own: an inference on shares rounds at random, the client sees none of it. */
    @ParameterizedTest
    @ValueSource(strings = {"replicated", "dealer"})
    void theSameRecordAskedAgainGetsTheSameBits(String engine) {
        Computation computation =
                new Computation(Engines.byName(engine), FixedPoint.STANDARD, NetworkProfile.IN_PROCESS, Seed.of(1));
        for (boolean remembers : new boolean[] {true, false}) {
            OutputGuard guard = Guards.of(Siguard.NAME, SMALL.settings().with(Remembering.QUERIES, remembers ? 100 : 0), SAMPLE::membership,
                    () -> null, Seed.of(1));
            double[][] first = ask(computation, guard, 0, 12);
            double[][] again = ask(computation, guard, 8, 16);
            int same = 0;
            for (int record = 8; record < 12; record++) {
                same += Arrays.equals(first[record], again[record - 8]) ? 1 : 0;
            }
            assertThat(same == 4).as("remembers: %s", remembers).isEqualTo(remembers);
        }
    }

    private static double[][] ask(Computation computation, OutputGuard guard, int from, int to) {
        return computation.run(new GuardedInference(SAMPLE.target(), guard, records(to).subList(from, to), FixedPoint.STANDARD),
                Cancellation.never()).result();
    }

    /** The presets that are meant to leave nothing undefended search with the augmented classifier, on both sides; the publication's does not. */
    @Test
    void aGuardTakesTheClassifierThatItsSettingsName() {
        Settings settings = SMALL.settings();
        for (String strong : List.of("siguard-strong", "siguard-fast", "siguard-brief")) {
            assertThat(Guards.classifier(strong, settings, SAMPLE::membership)).isEqualTo(SAMPLE.membership(SoftmaxKind.EXACT, true));
        }
        for (String plain : List.of("siguard-published", "siguard", "memguard", "order")) {
            assertThat(Guards.classifier(plain, settings, SAMPLE::membership)).isEqualTo(SAMPLE.membership(SoftmaxKind.EXACT, false));
        }
        Settings other = settings.with(Siguard.CLASSIFIER.key(), "augmented").with(Siguard.SOFTMAX.key(), "piranha");
        assertThat(Guards.classifier("siguard", other, SAMPLE::shadowMembership))
                .isEqualTo(SAMPLE.shadowMembership(SoftmaxKind.PIRANHA, true));
        assertThat(SAMPLE.membership(SoftmaxKind.EXACT, true)).isNotEqualTo(SAMPLE.membership(SoftmaxKind.EXACT, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicated", "dealer"})
    void aPreviewDeclaresWhatAMeasuredRunSends(String engine) {
        Experiment experiment = SMALL.with(Experiment.ENGINE, engine);
        RunResult preview = run(experiment, Fidelity.PREVIEW);
        RunResult measured = run(experiment, Fidelity.MEASURED);
        Figures.Latency declared = preview.figures().latency();
        Figures.Latency wire = measured.figures().latency();
        assertThat(wire.bytes()).isEqualTo(declared.bytes());
        assertThat(wire.rounds()).isEqualTo(declared.rounds());
        assertThat(declared.predicted()).isTrue();
        assertThat(wire.predicted()).isFalse();
        assertThat(plainAndSecure(measured)).isEqualTo(plainAndSecure(preview));
        assertThat(measured.figures().top1()).isEqualTo(preview.figures().top1());
    }

    private static Map<String, Double> plainAndSecure(RunResult result) {
        return result.figures().attacks().stream().filter(attack -> attack.output() != Output.GUARDED)
                .collect(Collectors.toMap(attack -> attack.attack() + attack.output(), attack -> attack.accuracy().value()));
    }

    /** On LAN a round takes 0.15 ms at least, and the guard has nearly all of them. */
    @Test
    void theGuardsShareOfTheWaitIsTheGuards() {
        Figures.Latency latency = run(SMALL, Fidelity.MEASURED).figures().latency();
        assertThat(latency.total()).isGreaterThan(latency.rounds() * 0.15e-3);
        assertThat(latency.guard()).isGreaterThan(latency.inference());
        assertThat(run(SMALL.with(Experiment.GUARD, "none"), Fidelity.MEASURED).figures().latency().guard()).isZero();
    }

    private static RunResult run(Experiment experiment, Fidelity fidelity) {
        return new LocalRunner((name, progress, cancellation) -> SAMPLE).run(experiment, fidelity, event -> {
        }, Cancellation.never());
    }
}
