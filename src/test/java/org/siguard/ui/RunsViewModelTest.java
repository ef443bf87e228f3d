package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Output;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.experiment.saved.SavedRuns;
import org.siguard.guard.Siguard;
import org.siguard.report.Brush;
import org.siguard.report.ChartTheme;
import org.siguard.report.ComparedAttacks;
import org.siguard.report.Confidences;
import org.siguard.report.RocCurves;
import org.siguard.report.SampleFigures;

/** Saved runs and curves of a finished run, without a window. */
class RunsViewModelTest {
    private static final boolean[] MEMBER = {true, false, true, false, true, false};

    private static final String CONFIDENCE = "confidence, one threshold";

    @TempDir
    private Path folder;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Threads threads = new Threads(Runnable::run, background::add, Runnable::run, new HandTime());
    private final List<String> told = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    private static RunResult result(double step) {
        Experiment experiment = Experiment.standard().with(Siguard.STEP, step);
        double shift = step > 0.5 ? 0.3 : 0;
        RecordScores scores = new RecordScores(new int[] {4, 8, 15, 16, 23, 42}, MEMBER,
                List.of(trial("gap", Output.SECURE, 0), trial(CONFIDENCE, Output.SECURE, 0), trial("gap", Output.GUARDED, 0),
                        trial(CONFIDENCE, Output.GUARDED, shift), trial(CONFIDENCE + ", adapted", Output.GUARDED, shift)),
                new boolean[6], new double[6]);
        var figures = SampleFigures.of(experiment, Fidelity.PREVIEW, 1);
        return new RunResult(experiment, Fidelity.PREVIEW, figures, List.of(), scores,
                List.of(new RunResult.Repetition(1, figures)), null, List.of());
    }

    private static RecordScores.Trial trial(String attack, Output output, double shift) {
        double[] scores = {0.9, 0.2 + shift, 0.8, 0.3, 0.7 - shift, 0.6};
        return new RecordScores.Trial(attack, output, true, new AttackTrial(scores, 0.5, MEMBER));
    }

    private RunsViewModel runs() {
        return new RunsViewModel(Optional.of(SavedRuns.in(folder)), threads, told::add, troubles::add);
    }

    @Test
    void runsAreKeptFoundComparedPinnedAndDeleted() {
        RunsViewModel runs = runs();
        runs.refresh();
        assertThat(runs.shown()).isEmpty();
        runs.save(result(0.2), "short steps");
        runs.save(result(0.8), "long steps");
        assertThat(told).hasSize(2).allMatch(line -> line.startsWith("Kept as "));
        assertThat(runs.shown()).extracting(SavedRun::name).containsExactlyInAnyOrder("short steps", "long steps");
        runs.searchProperty().set("long");
        assertThat(runs.shown()).extracting(SavedRun::name).containsExactly("long steps");
        SavedRun longer = runs.shown().getFirst();
        runs.searchProperty().set("");
        SavedRun shorter = runs.shown().stream().filter(run -> !run.equals(longer)).findFirst().orElseThrow();
        assertThat(runs.delta(longer.result().figures())).isEmpty();
        runs.pin(shorter);
        assertThat(runs.baselineProperty().get()).isEqualTo(shorter);
        assertThat(runs.delta(shorter.result().figures())).isEqualTo(
                "Δ to short steps: strongest attack on guarded 0.0 points, top-1 0.0 points, latency +0.00 s.");
        runs.compare(List.of(longer));
        assertThat(runs.comparisonProperty().get().runs()).as("the baseline first").containsExactly(shorter, longer);
        assertThat(runs.comparisonProperty().get().settings()).containsKey(Siguard.STEP.key());
        runs.pin(shorter);
        assertThat(runs.baselineProperty().get()).as("let go").isNull();
        runs.compare(List.of(longer));
        assertThat(troubles).as("one run is no comparison").singleElement().asString().contains("Ctrl+click");
        runs.pin(longer);
        runs.delete(List.of(longer));
        assertThat(runs.shown()).containsExactly(shorter);
        assertThat(runs.baselineProperty().get()).isNull();
    }

    @Test
    void withoutAFolderThePersonIsToldSo() {
        RunsViewModel none = new RunsViewModel(Optional.empty(), threads, told::add, troubles::add);
        none.refresh();
        none.searchProperty().set("x");
        assertThat(none.canKeep()).isFalse();
        assertThat(none.noteProperty().get()).contains("without a folder");
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    @Test
    void curvesOfTheLatestRunAreMadeWhenSomebodyLooks() {
        CurvesViewModel curves = new CurvesViewModel(threads, new SimpleObjectProperty<>(Selection.NOTHING));
        curves.mayWork(true);
        curves.show(result(0.8));
        assertThat(background).as("nobody looks").isEmpty();
        assertThat(curves.choices()).containsExactly(CONFIDENCE + " on every output", "gap on every output",
                "the strongest on secure outputs",
                "the strongest on guarded outputs");
        curves.look(true, false);
        work();
        RocCurves roc = (RocCurves) curves.rocProperty().get();
        assertThat(roc.curves()).extracting(RocCurves.Curve::name).containsExactly("secure", "guarded", "guarded, adapted");
        curves.choiceProperty().set("the strongest on secure outputs");
        work();
        assertThat(((RocCurves) curves.rocProperty().get()).curves()).extracting(RocCurves.Curve::name)
                .containsExactlyInAnyOrder("gap", CONFIDENCE);
        curves.look(false, true);
        work();
        Confidences confidences = (Confidences) curves.confidencesProperty().get();
        assertThat(confidences.histograms()).hasSize(2);
        assertThat(confidences.histograms().getFirst().members().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
        assertThat(curves.basisProperty().get()).startsWith("Preview of clusters-10-mlp, guard siguard; 6 records.");
    }

    @Test
    void theChosenRunHasItsCurvesBesideTheLiveOnes() {
        ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NOTHING);
        RunsViewModel runs = runs();
        ChosenRun chosen = new ChosenRun(selection, runs);
        CurvesViewModel curves = new CurvesViewModel(threads, selection);
        chosen.runProperty().subscribe(run -> curves.hold(new CurvesViewModel.Others(Optional.empty(), run)));
        curves.mayWork(true);
        curves.look(true, true);
        runs.save(result(0.8), "long steps");
        curves.show(result(0.2));
        selection.set(selection.get().with(new Selection.Run("long steps", result(0.8).experiment())));
        work();
        assertThat(chosen.runProperty().get().orElseThrow().kept()).isPresent();
        assertThat(((RocCurves) curves.rocProperty().get()).curves()).extracting(RocCurves.Curve::name)
                .containsExactly("secure", "guarded", "guarded, adapted", "guarded in long steps (chosen)");
        Confidences confidences = (Confidences) curves.confidencesProperty().get();
        assertThat(confidences.histograms()).as("no panel of its own").hasSize(2);
        assertThat(confidences.chosen().orElseThrow().over()).isEqualTo(1);
        curves.show(result(0.8));
        work();
        assertThat(((RocCurves) curves.rocProperty().get()).curves()).as("drawn once where it is the live one").hasSize(3);
    }

    @Test
    void aTrialThatWasPickedKeepsWhatItsPreviewFound() {
        ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NOTHING);
        ChosenRun chosen = new ChosenRun(selection, runs());
        selection.set(selection.get().with(new Selection.Run("0.8 · 10", result(0.8).experiment())));
        assertThat(chosen.runProperty().get()).as("nothing is known of it yet").isEmpty();
        chosen.finished(result(0.8));
        chosen.finished(result(0.2));
        assertThat(chosen.runProperty().get().orElseThrow().experiment().get(Siguard.STEP)).isEqualTo(0.8);
        assertThat(chosen.runProperty().get().orElseThrow().name()).isEqualTo("0.8 · 10");
        selection.set(Selection.NOTHING);
        assertThat(chosen.runProperty().get()).isEmpty();
    }

    @Test
    void aRunIsToldByTheSameRangesAsATrial() {
        RunsViewModel runs = runs();
        runs.save(result(0.8), "long steps");
        Brush brush = Brush.NOTHING.with(Siguard.STEP.key(), Brush.Range.of(0.5, 1));
        assertThat(RunsViewModel.holds(brush, runs.shown().getFirst())).isTrue();
        assertThat(RunsViewModel.holds(brush.with("latency", Brush.Range.of(500, 600)), runs.shown().getFirst())).isFalse();
        assertThat(RunsViewModel.holds(Brush.NOTHING.with(Siguard.STEP.key(), Brush.Range.of(0.1, 0.5)), runs.shown().getFirst()))
                .isFalse();
        assertThat(RunsViewModel.holds(Brush.NOTHING.with(Experiment.GUARD.key(), Brush.Range.of(Set.of("siguard"))),
                runs.shown().getFirst())).isTrue();
    }

    @Test
    void comparedRunsAreAFigureToo() {
        RunsViewModel runs = runs();
        runs.save(result(0.2), "short steps");
        runs.save(result(0.8), "long steps");
        runs.compare(runs.shown());
        ComparedAttacks compared = runs.comparedProperty().get();
        assertThat(compared.runs()).containsExactlyElementsOf(runs.shown().stream().map(SavedRun::name).toList());
        assertThat(compared.rows()).isNotEmpty();
        assertThat(compared.rows().getFirst().spread()).isEqualTo(compared.rows().stream().mapToDouble(ComparedAttacks.Row::spread).max()
                .orElseThrow());
        assertThat(compared.data().rows()).hasSize(2 * compared.rows().size());
        assertThat(((XYPlot) compared.chart(ChartTheme.DARK).getPlot()).getDataset().getSeriesCount()).isEqualTo(2);
    }

    @Test
    void withoutTheConfidenceAttackThePageSaysWhatToTick() {
        CurvesViewModel curves = new CurvesViewModel(threads, new SimpleObjectProperty<>(Selection.NOTHING));
        curves.mayWork(true);
        RunResult all = result(0.2);
        RecordScores few =
                new RecordScores(all.scores().rows(), MEMBER, List.of(trial("gap", Output.SECURE, 0)), new boolean[6], new double[6]);
        curves.show(new RunResult(all.experiment(), Fidelity.PREVIEW, all.figures(), List.of(), few, all.repetitions(), null, List.of()));
        curves.look(false, true);
        work();
        assertThat(curves.confidencesProperty().get()).isNull();
        assertThat(curves.noteProperty().get()).startsWith("Tick the attack confidence");
    }
}
