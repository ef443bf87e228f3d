package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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
                    assertThat(outcome.costs().of(layer.name()).rounds()).isEqualTo(layer.rounds());
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
