package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Traffic;
import org.siguard.ring.Seed;

@Timeout(120)
class InferenceSessionTest {
    private final Model model = Zoo.build("lenet", 0.5, 1);

    @Test
    void weightsAreSharedOnceAndUsedForEveryBatch() {
        for (Protocol engine : Trial.secureEngines()) {
            try (InferenceSession session = open(engine, NetworkProfile.IN_PROCESS)) {
                assertThat(session.sharing().of(SessionProgram.WEIGHTS).bytes()).isEqualTo(session.plan(1).weights().bytes());
                for (int batch : new int[] {3, 1, 5}) {
                    List<float[]> records = records(batch);
                    double[][] plain = new PlainInference(model).logits(records);
                    Outcome<double[][]> outcome = session.infer(records, Progress.none(), Cancellation.never());
                    for (int i = 0; i < batch; i++) {
                        assertThat(outcome.result()[i]).containsExactly(plain[i], within(0.01));
                    }
                    assertThat(outcome.costs().of(SessionProgram.WEIGHTS)).isEqualTo(Traffic.NONE);
                    assertThat(outcome.costs().total().bytes()).as(engine.name()).isEqualTo(session.plan(batch).total().bytes());
                    assertThat(outcome.costs().latencyNanos()).isPositive();
                }
            }
        }
    }

    @Test
    void everyBatchTakesThePlannedRounds() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.WAN)) {
            for (int i = 0; i < 3; i++) {
                Outcome<double[][]> outcome = session.infer(records(2), Progress.none(), Cancellation.never());
                InferencePlan plan = session.plan(2);
                for (InferencePlan.Step layer : plan.layers()) {
                    assertThat(outcome.costs().of(layer.path()).rounds()).isEqualTo(layer.rounds());
                }
                assertThat(outcome.costs().of(SessionProgram.INPUT).rounds()).isEqualTo(plan.input().rounds());
                assertThat(outcome.costs().latencyNanos()).isGreaterThan(plan.total().rounds() * NetworkProfile.WAN.latencyNanos());
            }
        }
    }

    @Test
    void progressNamesEveryLayer() {
        List<String> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            session.infer(records(1), (phase, fraction) -> seen.add(phase), Cancellation.never());
            assertThat(seen).startsWith("conv1").endsWith("fc3");
        }
    }

    @Test
    void cancellingABatchEndsTheSession() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            Cancellation cancellation = new Cancellation();
            Progress cancel = (phase, fraction) -> {
                if (phase.equals("conv2")) {
                    cancellation.request();
                }
            };
            assertThatThrownBy(() -> session.infer(records(4), cancel, cancellation)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> session.infer(records(4), Progress.none(), Cancellation.never()))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheSessionGoesOn() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            assertThatThrownBy(() -> session.infer(List.of(new float[3]), Progress.none(), Cancellation.never()))
                    .isInstanceOf(UserMistake.class).hasMessageContaining("784");
            assertThatThrownBy(() -> session.infer(List.of(), Progress.none(), Cancellation.never())).isInstanceOf(UserMistake.class);
            assertThat(session.infer(records(1), Progress.none(), Cancellation.never()).result()).hasDimensions(1, 10);
        }
    }

    @Test
    void aModelThatCannotBeSharedIsToldWhenTheSessionOpens() {
        float[] huge = new float[12];
        huge[0] = 1e20f;
        Model broken = new Model(new ModelSpec("huge", org.siguard.ring.Shape.of(4),
                List.of(new ModelSpec.Node("fc", new Layer.Linear(4, 3, false), List.of("input")))),
                java.util.Map.of("fc.weight", new Tensor(org.siguard.ring.Shape.of(3, 4), huge)));
        assertThatThrownBy(() -> InferenceSession.open(broken, Trial.secure(), Trial.FIXED, NetworkProfile.IN_PROCESS, Seed.of(1),
                Cancellation.never())).isInstanceOf(UserMistake.class).hasMessageContaining("fc.weight");
    }

    @Test
    void aRecordThatCannotBeEncodedIsRefusedAndTheSessionGoesOn() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -2e9f}) {
                List<float[]> records = records(2);
                records.get(1)[7] = wrong;
                assertThatThrownBy(() -> session.infer(records, Progress.none(), Cancellation.never()))
                        .isInstanceOf(UserMistake.class).hasMessageContainingAll("Record 1", "place 7");
            }
            assertThat(session.infer(records(1), Progress.none(), Cancellation.never()).result()).hasDimensions(1, 10);
        }
    }

    @Test
    void aBatchThatNoArrayHoldsIsToldWithTheLayerAndTheLargest() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            for (int batch : new int[] {0, -1, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> session.plan(batch)).isInstanceOf(UserMistake.class).hasMessageContaining("layer ");
            }
        }
        ModelSpec large = Zoo.spec("resnet50-imagenet", 1);
        assertThatThrownBy(() -> InferencePlan.of(large, 4096, Trial.secure().costs(), Trial.FIXED)).isInstanceOf(UserMistake.class)
                .hasMessageContainingAll("layer ", "167 records", "4096");
    }

    @Test
    void whatTheProgressThrowsIsNoServersFault() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            IllegalStateException broken = new IllegalStateException("the one who was told fell over");
            assertThatThrownBy(() -> session.infer(records(1), (phase, fraction) -> {
                throw broken;
            }, Cancellation.never())).isSameAs(broken);
        }
    }

    @Test
    void anInterruptedOrCancelledOpeningLeavesNoThreads() throws InterruptedException {
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        assertThatThrownBy(
                () -> InferenceSession.open(model, Trial.secure(), Trial.FIXED, NetworkProfile.IN_PROCESS, Seed.of(1), cancelled))
                .isInstanceOf(CancellationException.class).hasMessage("cancelled");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> open(Trial.secure(), NetworkProfile.IN_PROCESS)).isInstanceOf(CancellationException.class)
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sessions()).isZero();
    }

    @Test
    void anInterruptedBatchEndsTheSession() {
        try (InferenceSession session = open(Trial.secure(), NetworkProfile.IN_PROCESS)) {
            Thread asking = Thread.currentThread();
            // The servers wait for whoever is told of progress, so the batch cannot be over before the interruption is noticed.
            assertThatThrownBy(() -> session.infer(records(4), (phase, fraction) -> {
                asking.interrupt();
                LockSupport.parkNanos(100_000_000);
            }, Cancellation.never()))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(() -> session.infer(records(1), Progress.none(), Cancellation.never()))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(sessions()).isZero();
    }

    private static long sessions() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("inference session")).count();
    }

    @Test
    void layersMayHaveAnyNames() {
        String[] names = {"a/b", "a", "weights", "release", "a~1b", "input/share"};
        List<ModelSpec.Node> nodes = new ArrayList<>();
        String last = "input";
        for (String name : names) {
            nodes.add(new ModelSpec.Node(name, new Layer.Relu(), List.of(last)));
            last = name;
        }
        Model odd = new Model(new ModelSpec("odd", org.siguard.ring.Shape.of(3), nodes), java.util.Map.of());
        try (InferenceSession session = InferenceSession.open(odd, Trial.secure(), Trial.FIXED, NetworkProfile.IN_PROCESS, Seed.of(1),
                Cancellation.never())) {
            Outcome<double[][]> outcome = session.infer(List.of(new float[3]), Progress.none(), Cancellation.never());
            for (InferencePlan.Step step : session.plan(1).steps()) {
                assertThat(outcome.costs().of(step.path()).bytes()).as(step.name()).isEqualTo(step.bytes());
            }
        }
    }

    private InferenceSession open(Protocol engine, NetworkProfile profile) {
        return InferenceSession.open(model, engine, Trial.FIXED, profile, Seed.of(1), Cancellation.never());
    }

    private List<float[]> records(int count) {
        List<float[]> out = new ArrayList<>();
        for (double[] record : SecureRuns.records(model.spec(), count, 4)) {
            float[] narrow = new float[record.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) record[i];
            }
            out.add(narrow);
        }
        return out;
    }
}
