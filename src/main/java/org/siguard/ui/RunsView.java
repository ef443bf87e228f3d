package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.siguard.base.Parameter;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.saved.Comparison;
import org.siguard.experiment.saved.SavedRun;

/** The saved runs in a table, what can be done with them, and below them the comparison of those that were chosen. */
final class RunsView extends BorderPane {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final RunsViewModel model;
    private final ObjectProperty<Selection> selection;
    private final TableView<SavedRun> table = new TableView<>();
    private final TableView<List<String>> compared = new TableView<>();
    private final Label notes = new Label();

    /**
     * @param selection what the person points at, on whichever page
     * @param chart of the runs that were compared
     * @param keep  asks for a name and keeps the latest run
     * @param take  takes a run's settings
     * @param open  opens a run's report
     * @param close asks before runs are deleted
     */
    RunsView(RunsViewModel model, ObjectProperty<Selection> selection, Node chart, Runnable keep, Consumer<SavedRun> take,
            Consumer<SavedRun> open,
            Consumer<List<SavedRun>> close) {
        this.model = model;
        this.selection = selection;
        getStyleClass().add("runs");
        HBox actions = new HBox(6,
                action("runs-keep", "Keep the latest run", "Saves the run that was finished last, with its settings and scores",
                        keep),
                chosen("runs-take", "Take its settings", "Sets on the left what this run had", 1, 1, runs -> take.accept(runs.getFirst())),
                chosen("runs-compare", "Compare", "Two runs or more side by side; one, with the baseline", 1, 99, model::compare),
                chosen("runs-pin", "Pin as baseline", "Other figures are held against this run; again to let it go", 1, 1,
                        runs -> model.pin(runs.getFirst())),
                chosen("runs-open", "Open its report", "Writes the report and opens it in the browser", 1, 1,
                        runs -> open.accept(runs.getFirst())),
                chosen("runs-delete", "Delete", "Takes the runs away, with their files", 1, 99, close));
        actions.setAlignment(Pos.CENTER_LEFT);
        TextField search = new TextField();
        search.setId("runs-search");
        search.setPromptText("Search by name, note or setting");
        search.setPrefWidth(270);
        search.setAccessibleText("Search runs");
        search.textProperty().bindBidirectional(model.searchProperty());
        Label baseline = new Label();
        baseline.setId("runs-baseline");
        baseline.textProperty().bind(model.baselineProperty().map(run -> "Baseline: " + run.name()).orElse("No baseline pinned"));
        baseline.getStyleClass().add(Styles.TEXT_MUTED);
        baseline.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox second = new HBox(8, search, noteField(), gap, baseline);
        second.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(search, Priority.SOMETIMES);
        Label note = new Label();
        note.textProperty().bind(model.noteProperty());
        note.visibleProperty().bind(Bindings.isNotEmpty(note.textProperty()));
        note.managedProperty().bind(note.visibleProperty());
        note.setWrapText(true);
        note.getStyleClass().add(Styles.TEXT_SMALL);
        VBox head = new VBox(6, actions, second, note);
        head.getStyleClass().add("words");
        SplitPane all = new SplitPane(table(), comparison(chart));
        all.setOrientation(Orientation.VERTICAL);
        all.setDividerPositions(0.33);
        setTop(head);
        setCenter(all);
        model.comparisonProperty().subscribe(this::show);
    }

    private Node table() {
        table.setId("runs-table");
        table.setItems(model.shown());
        table.setAccessibleText("Saved runs, newest first");
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setPlaceholder(new Label("No saved runs. Measure, then press Keep the latest run; siguard run --save keeps runs here too."));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("name",
                run -> (isMarked(run) ? "◆ " : "") + (run.equals(model.baselineProperty().get()) ? "▶ " : "") + run.name(), 168));
        table.getColumns().add(column("kept", run -> WHEN.format(run.saved()), 130));
        table.getColumns().add(column("kind", run -> run.result().fidelity().label(), 74));
        table.getColumns().add(column("model, guard", RunsViewModel::about, 170));
        table.getColumns().add(column("strongest", run -> percent(RunsViewModel.strongest(run.result().figures())), 82));
        table.getColumns().add(column("top-1", run -> percent(RunsViewModel.top1(run.result().figures())), 64));
        table.getColumns()
                .add(column("latency", run -> run.result().figures().latency() == null ? "" : String.format(Locale.ROOT, "%.2f s %s",
                        run.result().figures().latency().total(), run.result().figures().latency().predicted() ? "(predicted)" : ""), 132));
        table.getColumns().add(column("note", SavedRun::note, 100));
        table.setRowFactory(any -> new FadingRow<>(run -> RunsViewModel.holds(selection.get().brush(), run)));
        model.baselineProperty().subscribe(any -> table.refresh());
        selection.map(Selection::brush).subscribe(any -> table.refresh());
        table.getSelectionModel().selectedItemProperty().subscribe(run -> {
            if (run != null) {
                selection.set(selection.get().with(new Selection.Run(run.name(), run.result().experiment())));
            }
        });
        // A trial that was picked elsewhere is looked for here: the same settings are the same run.
        selection.subscribe(now -> now.run().ifPresent(picked -> {
            SavedRun chosen = table.getSelectionModel().getSelectedItem();
            if (chosen == null || !chosen.result().experiment().equals(picked.experiment())) {
                model.shown().stream().filter(run -> run.result().experiment().equals(picked.experiment())).findFirst()
                        .ifPresent(run -> table.getSelectionModel().clearAndSelect(model.shown().indexOf(run)));
            }
        }));
        return table;
    }

    private boolean isMarked(SavedRun run) {
        return !selection.get().brush().isEmpty() && RunsViewModel.holds(selection.get().brush(), run);
    }

    /** Written with Enter, or by going elsewhere. */
    private Node noteField() {
        TextField field = new TextField();
        field.setId("runs-note");
        field.setPromptText("Note on the chosen run");
        field.setAccessibleText("Note on the chosen run");
        field.setPrefWidth(230);
        field.setDisable(true);
        SavedRun[] of = new SavedRun[1];
        Runnable keep = () -> {
            if (of[0] != null) {
                model.note(of[0], field.getText());
            }
        };
        field.setOnAction(event -> keep.run());
        field.focusedProperty().subscribe(has -> {
            if (!has) {
                keep.run();
            }
        });
        table.getSelectionModel().selectedItemProperty().subscribe(run -> {
            of[0] = run;
            field.setDisable(run == null || !model.canKeep());
            field.setText(run == null ? "" : run.note());
        });
        return field;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static TableColumn<SavedRun, String> column(String name, Function<SavedRun, String> text, double width) {
        TableColumn<SavedRun, String> column = new TableColumn<>(name);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(54);
        return column;
    }

    private Node comparison(Node chart) {
        compared.setId("runs-compared");
        compared.setAccessibleText("The runs that were compared, side by side");
        compared.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        Label empty = new Label("Choose two runs or more (Ctrl+click) and press Compare.");
        empty.setWrapText(true);
        empty.setPadding(new Insets(12));
        notes.setId("runs-notes");
        notes.setWrapText(true);
        notes.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        notes.visibleProperty().bind(Bindings.isNotEmpty(notes.textProperty()));
        notes.managedProperty().bind(notes.visibleProperty());
        VBox.setVgrow(compared, Priority.ALWAYS);
        VBox box = new VBox(4, notes, compared);
        box.getStyleClass().add("verdicts");
        SplitPane both = new SplitPane(box, chart);
        both.setDividerPositions(0.5);
        // A table and a chart take the window a tenth of a second to style, and most who open the page compare nothing: they come when there is something to show.
        StackPane place = new StackPane(empty);
        place.getStyleClass().add("verdicts");
        model.comparisonProperty().subscribe(now -> {
            if (now != null) {
                place.getChildren().setAll(both);
            }
        });
        return place;
    }

    /** Settings and figures a line each, a column a run; then the paired tests. */
    private void show(Comparison now) {
        compared.getColumns().clear();
        compared.getItems().clear();
        if (now == null) {
            notes.setText("");
            return;
        }
        add("", 0);
        for (int i = 0; i < now.runs().size(); i++) {
            add(now.runs().get(i).name(), i + 1);
        }
        now.settings().forEach((key, values) -> line(inWords(key), values));
        for (Map.Entry<String, List<String>> figure : now.figures().entrySet()) {
            line(figure.getKey(), figure.getValue());
        }
        StringBuilder words = new StringBuilder(String.join(" ", now.notes()));
        for (Comparison.Test test : now.tests()) {
            if (test.difference().significant()) {
                words.append(
                        String.format(Locale.ROOT, "%s on %s outputs: %+.1f points in %s, p = %.3g. ", test.attack(), test.output().label(),
                                100 * test.difference().value(), test.later().name(), test.difference().p()));
            }
        }
        if (now.tests().stream().noneMatch(test -> test.difference().significant()) && !now.tests().isEmpty()) {
            words.append("No attack does better or worse by the paired test (").append(now.tests().size()).append(" tested).");
        }
        notes.setText(words.toString().strip());
    }

    /** A setting by the name that it has on the left. */
    private static String inWords(String key) {
        return Experiment.PARAMETERS.stream().filter(parameter -> parameter.key().equals(key)).map(Parameter::label).findFirst()
                .orElse(key);
    }

    private void line(String name, List<String> values) {
        List<String> line = new ArrayList<>(values.stream().map(RunsView::legible).toList());
        line.addFirst(name);
        compared.getItems().add(line);
    }

    /** Numbers with no more places than a person reads; the file of the run has them all. */
    private static String legible(String value) {
        return value.matches("-?\\d+\\.\\d{5,}(E-?\\d+)?") ? String.format(Locale.ROOT, "%.4g", Double.parseDouble(value)) : value;
    }

    private void add(String name, int place) {
        TableColumn<List<String>, String> column = new TableColumn<>(name.isEmpty() ? "setting or figure" : name);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue().get(place)));
        column.setSortable(false);
        column.setPrefWidth(place == 0 ? 160 : 128);
        compared.getColumns().add(column);
    }

    private Button chosen(String id, String text, String help, int least, int most, Consumer<List<SavedRun>> action) {
        Button button = action(id, text, help, () -> action.accept(List.copyOf(table.getSelectionModel().getSelectedItems())));
        button.disableProperty().bind(Bindings.createBooleanBinding(() -> {
            int count = table.getSelectionModel().getSelectedItems().size();
            return count < least || count > most;
        }, table.getSelectionModel().getSelectedItems()));
        return button;
    }

    private static Button action(String id, String text, String help, Runnable action) {
        Button button = Buttons.of(id, text, help, action);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }
}
