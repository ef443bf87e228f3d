package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.Cancellation;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.Method;
import org.siguard.experiment.sweep.SavedSweep;
import org.siguard.experiment.sweep.Trial;
import org.siguard.guard.Siguard;
import org.siguard.report.Baseline;
import org.siguard.report.ChartTheme;
import org.siguard.report.ParallelCoordinates;
import org.siguard.report.ParetoPlane;
import org.siguard.report.SampleFigures;

/** Sweeps without a window; runs follow a simple law. */
class SweepViewModelTest {
    private final HandTime time = new HandTime();
    private final Threads threads = new Threads(Runnable::run, Runnable::run, time);
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NOTHING);
    private final List<String> told = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<Experiment> taken = new ArrayList<>();
    private final List<Experiment> ran = new ArrayList<>();
    private Runnable beforeRun = () -> {
    };
    private String failing = "";

    @TempDir
    private Path folder;

    private SweepViewModel model;

    @BeforeEach
    void open() {
        model = another();
    }

    private SweepViewModel another() {
        return new SweepViewModel(Laboratories.of(this::run, folder), threads, Experiment.standard(), selection,
                new SweepViewModel.Voice(told::add, (trouble, details) -> troubles.add(trouble), taken::add));
    }

    private RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        beforeRun.run();
        if (cancellation.requested()) {
            return null;
        }
        ran.add(experiment);
        if (experiment.get(Siguard.STEP).toString().equals(failing)) {
            listener.accept(new RunEvent.Failed("That step is beyond me.", false));
            return null;
        }
        Figures plain = SampleFigures.of(experiment, fidelity, 1);
        Estimate strongest = plain.attacks().stream().filter(figure -> figure.output() == Output.GUARDED)
                .map(Figures.AttackFigure::accuracy).max((one, other) -> Double.compare(one.value(), other.value())).orElseThrow();
        double moved = experiment.get(Siguard.STEP) * experiment.get(Siguard.INNER) / 10;
        Figures figures = new Figures(fidelity, plain.members(), plain.nonMembers(), plain.attacks(), plain.top1(), plain.gapFloor(),
                plain.latency(), List.of(new Figures.StrongestFigure(Output.GUARDED, "gap", strongest, 3)),
                new Figures.Change(new Estimate(moved, moved, moved), new Estimate(0, 0, 0.1), new Estimate(1, 1, 1)));
        return new RunResult(experiment, fidelity, figures, List.of());
    }

    private void runAll() {
        model.start();
        time.pass(1000);
    }

    @Test
    void whatIsPlannedIsSaidAndAMistakeIsToo() {
        assertThat(model.plan().wordsProperty().get()).startsWith("15 settings, 400 records each");
        model.plan().methodProperty().set(Method.SOBOL);
        assertThat(model.plan().wordsProperty().get()).startsWith("16 settings");
        model.plan().second().choose(Siguard.STEP);
        assertThat(model.plan().mistakeProperty().get()).contains("same");
        assertThat(model.plan().sweepProperty().get()).isNull();
        model.plan().second().choose(null);
        assertThat(model.plan().mistakeProperty().get()).isEmpty();
        model.plan().first().toProperty().set("a lot");
        assertThat(model.plan().mistakeProperty().get()).contains("'a lot' is no number");
        model.plan().first().choose(Experiment.GUARD);
        assertThat(model.plan().sweepProperty().get()).isNotNull();
        model.plan().first().ticked().clear();
        assertThat(model.plan().mistakeProperty().get()).contains("values to try");
        model.start();
        assertThat(troubles).hasSize(1);
        assertThat(ran).isEmpty();
    }

    @Test
    void everyParameterCanBeVaried() {
        for (var parameter : SweepPlanViewModel.parameters()) {
            model.plan().second().choose(null);
            model.plan().first().choose(parameter);
            model.plan().methodProperty().set(Method.RANDOM);
            assertThat(model.plan().mistakeProperty().get()).as(parameter.key()).isEmpty();
        }
        assertThat(SweepPlanViewModel.parameters()).containsExactlyInAnyOrderElementsOf(Experiment.PARAMETERS);
    }

    @Test
    void aRangeFollowsTheSlider() {
        AxisViewModel axis = model.plan().first();
        assertThat(axis.positions().orElseThrow()[0]).isBetween(0.0, axis.positions().orElseThrow()[1]);
        axis.slideTo(0, 1);
        assertThat(Double.parseDouble(axis.fromProperty().get())).isEqualTo(((Parameter.Real) Siguard.STEP).min());
        assertThat(Double.parseDouble(axis.toProperty().get())).isEqualTo(((Parameter.Real) Siguard.STEP).max());
        axis.choose(Experiment.SEED);
        assertThat(axis.positions()).as("too wide to slide over").isEmpty();
    }

    @Test
    void theFrontGrowsTrialByTrialAndIsKept() {
        List<Integer> sizes = new ArrayList<>();
        model.frontProperty().subscribe(front -> sizes.add(front == null ? 0 : front.points().size()));
        beforeRun = () -> time.pass(100);
        runAll();
        assertThat(sizes).contains(1, 2, 3, 15).isSorted();
        assertThat(model.run().runningProperty().get()).isFalse();
        assertThat(model.run().stillProperty().get()).isTrue();
        assertThat(model.resultProperty().get().complete()).hasSize(15);
        assertThat(told.getLast()).startsWith("Sweep done: 15 trials, kept in ");
        assertThat(model.linesProperty().get().lines()).hasSize(15);
        assertThat(troubles).isEmpty();
        model.costProperty().set(Aim.DISTORTION);
        assertThat(model.frontProperty().get().x().name()).contains("distortion");
    }

    @Test
    void aStoppedSweepGoesOnWhereItWasAlsoInAnotherWindow() {
        beforeRun = () -> {
            if (ran.size() == 4) {
                model.run().stop();
            }
        };
        runAll();
        assertThat(ran).hasSize(4);
        assertThat(told.getLast()).contains("stopped");
        assertThat(model.run().runningProperty().get()).isFalse();
        beforeRun = () -> {
        };
        model = another();
        model.refresh();
        SavedSweep begun = model.earlier().getFirst();
        assertThat(begun.finished()).isFalse();
        assertThat(begun.trials()).hasSize(4);
        model.open(begun);
        time.pass(1000);
        assertThat(ran).as("none is tried twice").hasSize(15);
        assertThat(model.resultProperty().get().complete()).hasSize(15);
        model = another();
        model.refresh();
        model.open(model.earlier().getFirst());
        assertThat(ran).hasSize(15);
        assertThat(model.frontProperty().get().points()).hasSize(15);
    }

    @Test
    void aClickedPointIsTakenAndLightsUp() {
        runAll();
        ParetoPlane front = model.frontProperty().get();
        assertThat(front.marked()).isNegative();
        JFreeChart chart = front.chart(ChartTheme.LIGHT);
        Rectangle2D area = new Rectangle2D.Double(50, 50, 400, 300);
        Point2D fourth = place(front, chart, area, 4);
        int place = front.nearest(chart, area, fourth).orElseThrow();
        model.pick(place);
        Trial picked = model.resultProperty().get().latest().get(place);
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().settings().asMap().get("guard.step")).hasToString(picked.settings().get("guard.step"));
        assertThat(selection.get().run().orElseThrow().experiment()).isEqualTo(taken.getFirst());
        assertThat(model.frontProperty().get().marked()).isEqualTo(place);
        assertThat(model.linesProperty().get().marked()).isEqualTo(place);
        selection.set(Selection.NOTHING);
        assertThat(model.frontProperty().get().marked()).isNegative();
        assertThat(front.nearest(chart, area, new Point2D.Double(-500, -500))).isEmpty();
    }

    @Test
    void aMarkedRangeLightsUpWhatLiesInItAndFadesTheRest() {
        runAll();
        ParetoPlane front = model.frontProperty().get();
        JFreeChart chart = front.chart(ChartTheme.LIGHT);
        Rectangle2D area = new Rectangle2D.Double(50, 50, 400, 300);
        double middle = front.points().stream().mapToDouble(point -> point.x().value()).sorted().skip(7).findFirst().orElseThrow();
        double x = chart.getXYPlot().getDomainAxis().valueToJava2D(middle, area, chart.getXYPlot().getDomainAxisEdge());
        model.markFront(front.brushed(chart, area, new Point2D.Double(51, 51), new Point2D.Double(x + 0.01, 349)));
        List<Trial> all = model.resultProperty().get().latest();
        assertThat(model.frontProperty().get().faded()).as("dearer than the middle").hasSizeBetween(1, 7)
                .allMatch(place -> all.get(place).value(Aim.LATENCY) > middle).isEqualTo(model.linesProperty().get().faded());
        assertThat(model.linesProperty().get().spans()).as("a bar on the axis of each of the two figures").hasSize(2);
        model.markNothing();
        assertThat(model.frontProperty().get().faded()).isEmpty();

        ParallelCoordinates lines = model.linesProperty().get();
        JFreeChart drawn = lines.chart(ChartTheme.DARK);
        double first = drawn.getXYPlot().getDomainAxis().valueToJava2D(0, area, drawn.getXYPlot().getDomainAxisEdge());
        double top = drawn.getXYPlot().getRangeAxis().valueToJava2D(1.01, area, drawn.getXYPlot().getRangeAxisEdge());
        double half = drawn.getXYPlot().getRangeAxis().valueToJava2D(0.99, area, drawn.getXYPlot().getRangeAxisEdge());
        model.markLines(lines.brushed(drawn, area, new Point2D.Double(first + 3, top), new Point2D.Double(first + 9, half)));
        String most = all.stream().map(trial -> trial.settings().get(Siguard.STEP.key()))
                .max(java.util.Comparator.comparingDouble(Double::parseDouble)).orElseThrow();
        assertThat(model.linesProperty().get().faded()).as("but for the longest steps").hasSize(12)
                .noneMatch(place -> all.get(place).settings().get(Siguard.STEP.key()).equals(most));
        model.mark(Aim.LATENCY.label() + " 0 to 100");
        assertThat(selection.get().brush().ranges()).as("one more range").hasSize(2);
        assertThat(model.frontProperty().get().faded()).hasSize(12);
        assertThatThrownBy(() -> model.mark("speed 0 to 1")).isInstanceOf(UserMistake.class).hasMessageContaining("latency");
        assertThatThrownBy(() -> model.mark("latency 0 to soon")).isInstanceOf(UserMistake.class)
                .hasMessageContaining("'soon' is no number");
    }

    @Test
    void theBaselineIsALineThroughAllAxes() {
        runAll();
        Experiment pinned = Experiment.standard().with(Siguard.STEP, 0.9);
        RunResult result = run(pinned, Fidelity.PREVIEW, event -> {
        }, new Cancellation());
        model.hold(Optional.of(new Baseline("pinned", result.figures(), pinned)));
        ParallelCoordinates lines = model.linesProperty().get();
        assertThat(lines.baseline().orElseThrow().values()).startsWith(0.9, 10.0).hasSize(5);
        XYPlot plot = lines.chart(ChartTheme.LIGHT).getXYPlot();
        assertThat(plot.getDataset().getSeriesCount()).isEqualTo(16);
        assertThat(plot.getRenderer().getToolTipGenerator(0, 0).generateToolTip(plot.getDataset(), 0, 0)).contains("(Δ ", "Δ: to pinned");
        model.hold(Optional.of(new Baseline("figures alone", result.figures())));
        assertThat(model.linesProperty().get().baseline()).isEmpty();
    }

    private static Point2D place(ParetoPlane front, JFreeChart chart, Rectangle2D area, int i) {
        var plot = chart.getXYPlot();
        return new Point2D.Double(
                plot.getDomainAxis().valueToJava2D(front.points().get(i).x().value(), area, plot.getDomainAxisEdge()) + 1,
                plot.getRangeAxis().valueToJava2D(100 * front.points().get(i).y().value(), area, plot.getRangeAxisEdge()));
    }

    @Test
    void theBestUnderLimitsIsRecommended() {
        assertThat(model.recommend().wordsProperty().get()).startsWith("Once a setting was tried");
        runAll();
        model.recommend().aimProperty().set(Aim.DISTORTION);
        Trial free = model.recommend().recommendationProperty().get().ranking().getFirst();
        model.recommend().limit(Aim.STRONGEST).set("66");
        Trial bound = model.recommend().recommendationProperty().get().ranking().getFirst();
        assertThat(bound.value(Aim.STRONGEST)).isLessThanOrEqualTo(0.66).isLessThan(free.value(Aim.STRONGEST));
        assertThat(bound.value(Aim.DISTORTION)).isGreaterThan(free.value(Aim.DISTORTION));
        assertThat(model.frontProperty().get().points().stream().filter(point -> point.chosen()).count()).isEqualTo(1);
        model.recommend().limit(Aim.LATENCY).set("0.0001");
        assertThat(model.recommend().wordsProperty().get())
                .startsWith("None of 15 settings keeps strongest at most 66.0 %, latency at most");
        assertThat(RecommendViewModel.listed(model.recommend().recommendationProperty().get())).isNotEmpty();
        model.recommend().limit(Aim.LATENCY).set("soon");
        assertThat(model.recommend().wordsProperty().get()).contains("must be a number of seconds");
        model.recommend().limit(Aim.LATENCY).set("");
        model.recommend().limit(Aim.TOP1).set("99 %");
        assertThat(model.recommend().wordsProperty().get()).contains("top-1 at least 99.0 %");
    }

    @Test
    void aFailedTrialIsSaidAndTheOthersStand() {
        failing = "0.05";
        runAll();
        assertThat(model.basisProperty().get()).contains("3 failed").contains("That step is beyond me.");
        assertThat(model.frontProperty().get().points()).hasSize(12);
    }

    @Test
    void whatStandsInTheWayIsSaid() {
        model.heed(() -> "A measurement is under way.");
        runAll();
        assertThat(troubles).containsExactly("A measurement is under way.");
        assertThat(ran).isEmpty();
    }
}
