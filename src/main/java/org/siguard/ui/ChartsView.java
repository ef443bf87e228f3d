package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.siguard.experiment.Figures;
import org.siguard.report.AttackChart;
import org.siguard.report.Beside;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;
import org.siguard.report.FiguresDrawing;
import org.siguard.report.Latencies;
import org.siguard.report.LatencyChart;
import org.siguard.report.Top1Chart;

/** What the figures mean in words, and the three charts. */
final class ChartsView extends VBox {
    private final ObservableValue<ChartTheme> theme;
    private final ChartPane attacks = new ChartPane("chart-attacks", "Attack accuracy");
    private final ChartPane top1 = new ChartPane("chart-top1", "Top-1 accuracy");
    private final ChartPane latency = new ChartPane("chart-latency", "Latency");
    private final Label kind = new Label();
    private final Label sentence = new Label();
    private final Label basis = new Label();
    private final Label delta = new Label();
    private final Label pointedAt = new Label();
    private final RunsViewModel runs;
    private final ObservableValue<Optional<RunBeside>> chosen;

    /**
     * @param runs   of which one may be pinned, to hold figures against
     * @param chosen the run that a person has chosen, on whichever page
     * @param verdicts what attackers say of the record that is pointed at; empty for none
     * @param export makes what a right click on a chart offers
     */
    ChartsView(ChartsViewModel model, ObservableValue<ChartTheme> theme, RunsViewModel runs,
            ObservableValue<Optional<RunBeside>> chosen, ObservableValue<String> verdicts, Function<Supplier<Drawing>, Export> export) {
        this.theme = theme;
        this.runs = runs;
        this.chosen = chosen;
        pointedAt.setId("pointed-at");
        pointedAt.textProperty().bind(verdicts);
        pointedAt.visibleProperty().bind(pointedAt.textProperty().isNotEmpty());
        pointedAt.managedProperty().bind(pointedAt.visibleProperty());
        pointedAt.setWrapText(true);
        pointedAt.getStyleClass().add(Styles.TEXT_SMALL);
        export.apply(() -> model.shownProperty().get().figures() == null ? null
                : new FiguresDrawing.Attacks(model.shownProperty().get().figures()))
                .on(attacks.viewer());
        export.apply(
                () -> model.shownProperty().get().figures() == null ? null : new FiguresDrawing.Top1(model.shownProperty().get().figures()))
                .on(top1.viewer());
        export.apply(() -> latency(model.shownProperty().get())).on(latency.viewer());
        runs.baselineProperty().addListener(any -> show(model.shownProperty().get()));
        chosen.addListener(any -> show(model.shownProperty().get()));
        getStyleClass().add("charts");
        GridPane grid = grid();
        VBox.setVgrow(grid, Priority.ALWAYS);
        getChildren().addAll(words(), grid);
        model.shownProperty().subscribe(this::show);
        theme.subscribe(now -> show(model.shownProperty().get()));
    }

    private static Drawing latency(ChartsViewModel.Shown shown) {
        Figures figures = shown.measured() == null ? shown.predicted() : shown.measured();
        return figures == null || figures.latency() == null ? null : Latencies.of(figures.latency());
    }

    private void showDelta(Figures figures) {
        delta.setText(runs.delta(figures));
        delta.setVisible(!delta.getText().isEmpty());
        delta.setManaged(!delta.getText().isEmpty());
    }

    private Region words() {
        kind.setId("kind");
        kind.getStyleClass().add("kind");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        sentence.setId("sentence");
        sentence.getStyleClass().add("sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        basis.setId("basis");
        basis.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        basis.setWrapText(true);
        HBox line = new HBox(8, kind, basis);
        line.setAlignment(Pos.CENTER_LEFT);
        delta.setId("delta");
        delta.getStyleClass().add(Styles.TEXT_BOLD);
        delta.setWrapText(true);
        VBox words = new VBox(6, sentence, line, delta, pointedAt);
        words.getStyleClass().add("words");
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("chart-grid");
        grid.add(attacks, 0, 0, 1, 2);
        grid.add(top1, 1, 0);
        grid.add(latency, 1, 1);
        for (double share : new double[] {58, 42}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            grid.getColumnConstraints().add(column);
        }
        for (double share : new double[] {52, 48}) {
            RowConstraints row = new RowConstraints();
            row.setPercentHeight(share);
            grid.getRowConstraints().add(row);
        }
        return grid;
    }

    private void show(ChartsViewModel.Shown shown) {
        ChartTheme now = theme.getValue();
        Beside beside = new Beside(Optional.ofNullable(runs.baselineProperty().get()).map(RunBeside::of).map(RunBeside::baseline),
                chosen.getValue().filter(run -> !run.isOf(shown.figures())).map(RunBeside::baseline));
        attacks.show(() -> AttackChart.of(shown.figures(), beside, now));
        top1.show(() -> Top1Chart.of(shown.figures(), beside, now));
        latency.show(() -> LatencyChart.of(shown.predicted(), shown.measurement(), beside, now));
        attacks.viewer().setAccessibleHelp(shown.sentence());
        showDelta(shown.figures());
        sentence.setText(shown.sentence());
        basis.setText(shown.basis());
        kind.setText(shown.kind().toUpperCase(Locale.ROOT));
        kind.setVisible(!shown.kind().isEmpty());
        kind.setManaged(!shown.kind().isEmpty());
        kind.pseudoClassStateChanged(Styles.STATE_ACCENT, !shown.kind().equals("Preview"));
    }
}
