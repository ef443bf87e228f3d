package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.threshold.ConfidenceAttack;
import org.siguard.attack.threshold.Thresholds;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Output;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.RunResult;
import org.siguard.report.ChartTheme;
import org.siguard.report.ConfidenceHistogram;
import org.siguard.report.Confidences;
import org.siguard.report.RocCurves;
import org.siguard.report.SampleFigures;

/** What is pointed at on one page lights up on the others. */
class LinkedSelectionTest {
    private static final boolean[] MEMBER = {true, false, true, false};
    private static final double[] BEFORE = {0.97, 0.30, 0.99, 0.96};
    private static final double[] BEHIND = {0.81, 0.31, 0.96, 0.82};

    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NOTHING);
    private final CurvesViewModel model = new CurvesViewModel(new Threads(Runnable::run, Runnable::run, new HandTime()), selection);

    @BeforeEach
    void run() {
        String confidence = new ConfidenceAttack(Thresholds.GLOBAL).name();
        RecordScores scores = new RecordScores(new int[] {7, 8, 9, 10}, MEMBER,
                List.of(new RecordScores.Trial(confidence, Output.SECURE, true, new AttackTrial(BEFORE, 0.9, MEMBER)),
                        new RecordScores.Trial(confidence, Output.GUARDED, true, new AttackTrial(BEHIND, 0.9, MEMBER))),
                new boolean[4], new double[4]);
        Experiment experiment = Experiment.standard();
        model.mayWork(true);
        model.look(true, true);
        model.show(
                new RunResult(experiment, Fidelity.PREVIEW, SampleFigures.of(experiment, Fidelity.PREVIEW, 1), List.of(), scores, List.of(),
                        null, List.of()));
    }

    private Confidences confidences() {
        return (Confidences) model.confidencesProperty().get();
    }

    @Test
    void aBarPicksItsRecordsInEveryHistogram() {
        model.pick(19);
        assertThat(model.pickedProperty().get()).as("0.95 to 1 before the guard").isEqualTo(Set.of(0, 2, 3));
        assertThat(confidences().picked()).hasSize(2);
        ConfidenceHistogram behind = confidences().picked().get(1);
        assertThat(behind.members().get(16)).as("0.80 to 0.85: where the guard has moved record 1").isEqualTo(1);
        assertThat(behind.nonMembers().get(16)).isEqualTo(1);
        assertThat(behind.members().get(19)).isEqualTo(1);
        model.pick(ConfidenceHistogram.BINS + 16);
        assertThat(model.pickedProperty().get()).as("0.80 to 0.85 behind it").isEqualTo(Set.of(0, 3));
        model.pick(ConfidenceHistogram.BINS + 16);
        assertThat(model.pickedProperty().get()).as("the same bar again lets go").isEmpty();
        assertThat(confidences().picked()).isEmpty();
    }

    @Test
    void aRecordIsALineARingAndASentence() {
        selection.set(selection.get().withRecord(0));
        assertThat(confidences().marks()).containsExactly(0.97, 0.81);
        RocCurves roc = (RocCurves) model.rocProperty().get();
        // By hand: with the threshold at 0.97 two of two members and none of two others are called members; at 0.81 one other is.
        assertThat(roc.curves().get(0).marks()).containsExactly(new RocCurves.Point(0, 1));
        assertThat(roc.curves().get(1).marks()).containsExactly(new RocCurves.Point(0.5, 1));
        assertThat(((XYPlot) roc.chart(ChartTheme.DARK).getPlot()).getAnnotations()).as("two rings, guessing and its word").hasSize(4);
        assertThat(model.verdictsProperty().get())
                .isEqualTo("Record 1, a member: called a member by 1 of 1 attacks without the guard, by 0 of 1 attacks behind it.");
        selection.set(selection.get().withRecord(99));
        assertThat(model.verdictsProperty().get()).as("of another population").isEmpty();
        assertThat(confidences().marks()).containsOnly(Double.NaN);
    }

    @Test
    void aSelectionHoldsEachKindByItself() {
        Selection all = Selection.NOTHING.withRecord(3).with(new Selection.Run("x", Experiment.standard()))
                .with(new Selection.Range(Output.GUARDED, 0.5, 0.55));
        assertThat(all.inWords()).isEqualTo("run x, record 4, confidences 0.50 to 0.55 behind the guard");
        assertThat(all.with((Selection.Range) null).range()).isEmpty();
        assertThat(all.with((Selection.Run) null).record()).isEqualTo(OptionalInt.of(3));
        assertThat(new Selection.Range(Output.GUARDED, 0.95, 1).holds(1)).isTrue();
        assertThat(new Selection.Range(Output.GUARDED, 0.5, 0.55).holds(0.55)).isFalse();
        assertThat(Optional.of(all)).isEqualTo(Optional.of(all.withRecord(3)));
    }
}
