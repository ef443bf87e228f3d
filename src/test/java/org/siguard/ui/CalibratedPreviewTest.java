package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;
import org.siguard.guard.Siguard;

/** On a machine whose speed nobody knows, figures come first; then it is measured, and the preview is done again, unless something else is wanted. */
class CalibratedPreviewTest {
    private final HandTime time = new HandTime();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(Laboratories.of(new Uncalibrated()), new Threads(Runnable::run, background::add, time));

    private final class Uncalibrated implements Runner {
        private final Runner runner = new SampleRunner(0);
        private boolean known;

        @Override
        public RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
            asked.add(fidelity.label() + " " + experiment.get(Siguard.STEP));
            return runner.run(experiment, fidelity, listener, cancellation);
        }

        @Override
        public void calibrate(Experiment experiment, Progress progress, Cancellation cancellation) {
            asked.add("calibrate");
            cancellation.check();
            known = true;
        }

        @Override
        public boolean calibrated(Experiment experiment) {
            return known;
        }
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
        time.pass(40);
    }

    @Test
    void figuresStandBeforeTheMachineIsMeasuredAndArePredictedAnewAfterwards() {
        model.open();
        work();
        assertThat(asked).containsExactly("preview 0.2");
        assertThat(model.charts().shownProperty().get().figures()).isNotNull();
        assertThat(model.run().runningProperty().get()).as("nothing runs that anyone waits for").isFalse();
        work();
        work();
        work();
        assertThat(asked).containsExactly("preview 0.2", "calibrate", "preview 0.2");
        assertThat(background).isEmpty();
    }

    @Test
    void whatIsChangedMeanwhileComesFirst() {
        model.open();
        work();
        model.experiment().setting(Siguard.STEP).set(0.7);
        work();
        assertThat(asked).containsExactly("preview 0.2", "calibrate");
        time.pass(300);
        work();
        assertThat(asked).as("cancelled, so not known").endsWith("preview 0.7");
        work();
        work();
        work();
        assertThat(asked).containsExactly("preview 0.2", "calibrate", "preview 0.7", "calibrate", "preview 0.7");
    }
}
