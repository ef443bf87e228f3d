package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.Runner;
import org.siguard.guard.Siguard;
import org.siguard.report.Measurement;
import org.siguard.report.SampleFigures;

/** The window's behaviour, without a window: background work waits in a queue, and time is moved by hand. */
class WorkbenchViewModelTest {
    private final HandTime time = new HandTime();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Runner runner = new SampleRunner(0);
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(Laboratories.of(this::run), new Threads(Runnable::run, background::add, time));

    private RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        asked.add(fidelity.label() + " " + experiment.get(Siguard.STEP));
        return runner.run(experiment, fidelity, listener, cancellation);
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
        time.pass(40);
    }

    private void step(double value) {
        model.experiment().setting(Siguard.STEP).set(value);
    }

    private double shownStrongest() {
        return model.charts().shownProperty().get().figures().attacks().getLast().accuracy().value();
    }

    private String basis() {
        return model.charts().shownProperty().get().basis();
    }

    @Test
    void firstFiguresComeWithoutAClick() {
        assertThat(model.charts().shownProperty().get().figures()).isNull();
        model.open();
        work();
        ChartsViewModel.Shown shown = model.charts().shownProperty().get();
        assertThat(shown.kind()).isEqualTo("Preview");
        assertThat(shown.sentence()).contains("(plain)").contains("(guarded)").contains("guessing").contains("(secure, fixed-point twin)");
        assertThat(shown.basis()).endsWith("Latency predicted from declared costs and this machine's speed.");
        assertThat(shown.predicted().latency().predicted()).isTrue();
        assertThat(shown.measured()).isNull();
    }

    @Test
    void manyChangesInARowArePreviewedOnceWhenTheySettle() {
        model.open();
        work();
        for (int i = 1; i <= 5; i++) {
            step(0.2 + i / 10.0);
            time.pass(200);
        }
        assertThat(background).isEmpty();
        time.pass(50);
        work();
        assertThat(asked).containsExactly("preview 0.2", "preview 0.7");
        assertThat(model.charts().shownProperty().get().figures())
                .isEqualTo(SampleFigures.of(model.experiment().experiment(), Fidelity.PREVIEW, 1));
    }

    @Test
    void aSettingSetToTheValueItHasStartsNothing() {
        model.open();
        work();
        step(0.2);
        time.pass(1000);
        assertThat(background).isEmpty();
    }

    @Test
    void aChangeCancelsTheRunningPreviewAndItsStaleEventsAreDropped() {
        model.open();
        work();
        double before = shownStrongest();
        List<Cancellation> cancellations = new ArrayList<>();
        runner = (experiment, fidelity, listener, cancellation) -> {
            cancellations.add(cancellation);
            RunResult stubborn = new SampleRunner(0).run(experiment, fidelity, listener, Cancellation.never());
            if (experiment.get(Siguard.STEP) == 1.0) {
                step(0.5); // the person goes on while this run publishes
            }
            return stubborn;
        };
        step(1.0);
        time.pass(250);
        background.poll().run();
        time.pass(100);
        assertThat(cancellations.getFirst().requested()).isTrue();
        assertThat(shownStrongest()).as("nothing of the stale run is shown").isEqualTo(before);
        time.pass(250);
        work();
        assertThat(asked).containsExactly("preview 0.2", "preview 1.0", "preview 0.5");
        assertThat(model.charts().shownProperty().get().figures())
                .isEqualTo(SampleFigures.of(model.experiment().experiment(), Fidelity.PREVIEW, 1));
    }

    @Test
    void measuredFiguresStandBesideThePrediction() {
        model.open();
        work();
        model.measure();
        assertThat(model.measuringProperty().get()).isTrue();
        assertThat(model.charts().shownProperty().get().measurement()).isEqualTo(new Measurement(null, false, true));
        work();
        ChartsViewModel.Shown shown = model.charts().shownProperty().get();
        assertThat(model.measuringProperty().get()).isFalse();
        assertThat(shown.kind()).isEqualTo("Measured");
        assertThat(shown.predicted().latency().predicted()).isTrue();
        assertThat(shown.measured().latency().predicted()).isFalse();
        assertThat(shown.measurement().underWay()).isFalse();
        assertThat(shown.fits()).isTrue();
        step(0.4);
        time.pass(250);
        work();
        shown = model.charts().shownProperty().get();
        assertThat(shown.kind()).isEqualTo("Preview");
        assertThat(shown.fits()).as("the measurement belongs to other settings").isFalse();
        step(0.2);
        assertThat(model.charts().shownProperty().get().kind()).as("back at what was measured").isEqualTo("Measured");
    }

    @Test
    void aChangeWhileMeasuringWaitsForTheMeasurement() {
        model.open();
        work();
        model.measure();
        step(0.9);
        time.pass(1000);
        assertThat(background).as("only the measurement").hasSize(1);
        work();
        work();
        assertThat(asked).containsExactly("preview 0.2", "measured 0.2", "preview 0.9");
    }

    @Test
    void measureWhileAPreviewRunsWinsAndThePreviewIsMadeUpFor() {
        model.open();
        model.measure();
        work();
        work();
        assertThat(asked).as("the first preview was cancelled before it began").containsExactly("measured 0.2", "preview 0.2");
        assertThat(model.charts().shownProperty().get().predicted()).isNotNull();
        assertThat(model.charts().shownProperty().get().fits()).isTrue();
    }

    @Test
    void measuredFiguresWithoutAPreviewFitWhatIsChosen() {
        model.open();
        model.measure();
        assertThat(basis()).isEqualTo("The first figures come from the measurement under way.");
        work(); // the preview that makes up for the lost one waits
        ChartsViewModel.Shown shown = model.charts().shownProperty().get();
        assertThat(shown.kind()).isEqualTo("Measured");
        assertThat(shown.predicted()).isNull();
        assertThat(shown.fits()).as("nothing was changed").isTrue();
    }

    @Test
    void aFirstPreviewThatFailsIsNotSaidToBeUnderWay() {
        runner = (experiment, fidelity, listener, cancellation) -> {
            throw new UserMistake("The model file is empty.");
        };
        model.open();
        assertThat(basis()).isEqualTo("The first preview is under way.");
        work();
        assertThat(basis()).startsWith("The preview failed");
        runner = new SampleRunner(0);
        step(0.3);
        assertThat(basis()).isEqualTo("The first preview is under way.");
        time.pass(250);
        work();
        runner = (experiment, fidelity, listener, cancellation) -> {
            throw new UserMistake("The model file is empty.");
        };
        step(0.4);
        assertThat(basis()).endsWith("Updating to your change.");
        time.pass(250);
        work();
        assertThat(basis()).endsWith("The settings have changed since, and their preview failed.");
    }

    @Test
    void everyPhaseOfAPreviewIsShownAndStopEndsIt() {
        List<String> phases = new ArrayList<>();
        List<Boolean> running = new ArrayList<>();
        runner = (experiment, fidelity, listener, cancellation) -> {
            for (String phase : List.of("unpacking libtorch", "training clusters-10-mlp")) {
                listener.accept(new RunEvent.Advanced(phase, 0.1));
                time.pass(40);
                phases.add(model.run().phaseProperty().get());
                running.add(model.run().runningProperty().get());
            }
            listener.accept(new RunEvent.Measured(SampleFigures.of(experiment, fidelity, 1)));
            time.pass(40);
            assertThat(basis()).as("this machine's speed is not known yet").endsWith("Latency predicted from declared costs.");
            model.stop();
            assertThat(model.run().phaseProperty().get()).isEqualTo("Preview: stopping");
            cancellation.check();
            throw new AssertionError("was not stopped");
        };
        model.open();
        work();
        assertThat(phases).containsExactly("Preview: unpacking libtorch", "Preview: training clusters-10-mlp");
        assertThat(running).containsExactly(true, true);
        assertThat(model.run().runningProperty().get()).isFalse();
        assertThat(model.run().phaseProperty().get()).isEqualTo("Stopped");
        assertThat(model.run().errorProperty().get()).isEmpty();
        assertThat(basis()).as("a stopped preview claims no more").endsWith("Latency predicted from declared costs.");
    }

    @Test
    void helpIsOfWhatAPersonPointsAtElseOfWhereThePersonWent() {
        ExperimentViewModel experiment = model.experiment();
        SettingViewModel<Double> step = experiment.setting(Siguard.STEP);
        SettingViewModel<Integer> queries = experiment.setting(Experiment.QUERIES);
        String none = experiment.helpProperty().get();
        assertThat(none).startsWith("Point at a setting");
        experiment.goTo(step);
        experiment.point(queries, true);
        assertThat(experiment.helpProperty().get()).startsWith("Queries");
        experiment.point(step, false);
        assertThat(experiment.helpProperty().get()).startsWith("Queries");
        experiment.point(queries, false);
        assertThat(experiment.helpProperty().get()).startsWith("Step");
        experiment.goTo(null);
        assertThat(experiment.helpProperty().get()).isEqualTo(none);
    }

    @Test
    void stopEndsAMeasurementAndLeavesThePreview() {
        model.open();
        work();
        model.measure();
        model.stop();
        work();
        assertThat(model.measuringProperty().get()).isFalse();
        assertThat(model.run().runningProperty().get()).isFalse();
        assertThat(model.charts().shownProperty().get().kind()).isEqualTo("Preview");
        assertThat(model.run().log().getFirst()).endsWith("stopped.");
    }

    @Test
    void aFailureIsOneLineWithDetailsToCopy() {
        model.open();
        work();
        runner = (experiment, fidelity, listener, cancellation) -> {
            listener.accept(new RunEvent.Failed("Party 1 broke off: its channel was closed.", true));
            return null;
        };
        model.measure();
        work();
        assertThat(model.run().errorProperty().get()).isEqualTo("Party 1 broke off: its channel was closed.", true);
        assertThat(model.run().details()).contains("Party 1 broke off").contains("guard.step=0.2");
        runner = new SampleRunner(0);
        step(0.3);
        assertThat(model.run().errorProperty().get()).as("the person went on").isEmpty();
    }

    @Test
    void aFaultOfOursIsTooAndNoStackTraceIsShown() {
        runner = (experiment, fidelity, listener, cancellation) -> {
            throw new IllegalStateException("shares of different shapes\n    at the product");
        };
        model.open();
        work();
        assertThat(model.run().errorProperty().get()).contains("IllegalStateException: shares of different shapes").doesNotContain("\n");
        assertThat(model.run().details()).contains("at org.siguard.ui");
        assertThat(model.run().runningProperty().get()).isFalse();
        runner = (experiment, fidelity, listener, cancellation) -> {
            throw new UserMistake("The model file is empty.");
        };
        model.measure();
        work();
        assertThat(model.run().log()).anyMatch(line -> line.endsWith("The model file is empty."));
    }

    @Test
    void closingCancelsAndNothingFollows() {
        model.open();
        work();
        List<Boolean> requested = new ArrayList<>();
        runner = (experiment, fidelity, listener, cancellation) -> {
            model.close();
            requested.add(cancellation.requested());
            return new SampleRunner(0).run(experiment, fidelity, listener, cancellation);
        };
        model.measure();
        work();
        assertThat(requested).containsExactly(true);
        assertThat(model.charts().shownProperty().get().measured()).isNull();
        step(0.3);
        time.pass(1000);
        assertThat(background).isEmpty();
    }

    @Test
    void manyEventsReachTheChartsAtMostThirtyTimesASecond() {
        List<ChartsViewModel.Shown> drawn = new ArrayList<>();
        model.charts().shownProperty().addListener((property, old, now) -> drawn.add(now));
        runner = (experiment, fidelity, listener, cancellation) -> {
            for (int i = 0; i < 10_000; i++) {
                listener.accept(new RunEvent.Measured(SampleFigures.of(experiment, fidelity, i / 10_000.0)));
                if (i % 100 == 99) {
                    time.pass(10); // one second in all
                }
            }
            return new SampleRunner(0).run(experiment, fidelity, listener, cancellation);
        };
        model.open();
        work();
        assertThat(drawn).hasSizeBetween(10, 35);
    }
}
