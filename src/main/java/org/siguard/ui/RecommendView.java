package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.Recommendation;
import org.siguard.experiment.sweep.Trial;
import org.siguard.report.Brush;

/** What is wanted and which limits are kept, the answer in words, and the best settings in a table. */
final class RecommendView extends VBox {
    private final RecommendViewModel model;
    private final TableView<Trial> table = new TableView<>();

    private final ObservableValue<Selection> selection;

    /**
     * @param take      takes a setting, when its line is chosen
     * @param selection what is pointed at, on whichever page
     */
    RecommendView(RecommendViewModel model, Consumer<Trial> take, ObservableValue<Selection> selection) {
        super(4);
        this.model = model;
        this.selection = selection;
        getStyleClass().addAll("verdicts", "recommend");
        Label words = new Label();
        words.setId("recommend-words");
        words.textProperty().bind(model.wordsProperty());
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(wanted(), words, table(take));
        model.recommendationProperty().subscribe(this::show);
        selection.subscribe(any -> table.refresh());
    }

    private Node wanted() {
        ComboBox<Aim> aim = new ComboBox<>();
        aim.setId("recommend-aim");
        aim.setAccessibleText("What is wanted of the best setting");
        aim.setTooltip(new Tooltip("The best setting is the one with the least of this (top-1: the most) that keeps the limits"));
        aim.getItems().setAll(Aim.values());
        aim.setConverter(new StringConverter<>() {
            @Override
            public String toString(Aim value) {
                return value == null ? "" : value == Aim.TOP1 ? "most top-1" : "least " + name(value);
            }

            @Override
            public Aim fromString(String text) {
                return null;
            }
        });
        aim.valueProperty().bindBidirectional(model.aimProperty());
        FlowPane line = new FlowPane(6, 3, aim);
        line.setAlignment(Pos.CENTER_LEFT);
        for (Aim each : List.of(Aim.LATENCY, Aim.DISTORTION, Aim.UNDEFENDED, Aim.STRONGEST, Aim.TOP1)) {
            line.getChildren().add(limit(each));
        }
        return line;
    }

    private Node limit(Aim of) {
        TextField field = new TextField();
        field.setId("limit-" + of.label());
        field.setPromptText("any");
        field.setPrefWidth(44);
        field.getStyleClass().add("limit");
        String name = name(of) + (of == Aim.TOP1 ? " ≥" : " ≤");
        field.setAccessibleText("Limit: " + name);
        field.textProperty().bindBidirectional(model.limit(of));
        field.setTooltip(new Tooltip(help(of)));
        HBox box = new HBox(3, word(name), field, word(RecommendViewModel.isShare(of) ? "%" : of == Aim.LATENCY ? "s" : ""));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static String help(Aim of) {
        return switch (of) {
            case STRONGEST -> "Balanced accuracy of the strongest attack behind the guard; 50 % is guessing";
            case DISTORTION -> "How far an answer is moved, summed over its classes, on average";
            case UNDEFENDED -> "Share of answers that leave as they came";
            case TOP1 -> "How often the label is right on records that the model never saw";
            case LATENCY -> "Seconds that a batch takes";
        };
    }

    private static String name(Aim of) {
        return of == Aim.STRONGEST ? "attack" : of.label();
    }

    private static Label word(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Node table(Consumer<Trial> take) {
        table.setId("recommend-table");
        table.setAccessibleText("The best settings, best first");
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        table.setPlaceholder(new Label("No setting yet."));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .add(column("setting", trial -> (isMarked(trial) ? "◆ " : "") + String.join(" · ", trial.settings().values()), 120));
        for (Aim aim : Aim.values()) {
            table.getColumns().add(column(name(aim), trial -> words(aim, trial.figures().get(aim)), 142));
        }
        table.setRowFactory(any -> new FadingRow<>(trial -> selection.getValue().brush().holds(trial)));
        table.getColumns().add(column("sure", this::chosen, 60));
        table.setOnMouseClicked(event -> take(take));
        table.setOnKeyPressed(event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ENTER) {
                take(take);
            }
        });
        return table;
    }

    private boolean isMarked(Trial trial) {
        Brush brush = selection.getValue().brush();
        return !brush.isEmpty() && brush.holds(trial);
    }

    private void take(Consumer<Trial> take) {
        Trial chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            take.accept(chosen);
        }
    }

    private static String words(Aim aim, Estimate figure) {
        return aim.shown(figure.value()) + " [" + bare(aim, figure.low()) + ", " + bare(aim, figure.high()) + "]";
    }

    private static String bare(Aim aim, double value) {
        String shown = aim.shown(value);
        return shown.contains(" ") ? shown.substring(0, shown.indexOf(' ')) : shown;
    }

    /** In how many of the resamples the choice falls on it. */
    private String chosen(Trial trial) {
        Recommendation now = model.recommendationProperty().get();
        return now == null || now.certain().isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%",
                100 * now.certain().getOrDefault(trial.number(), 0.0));
    }

    private static TableColumn<Trial, String> column(String name, Function<Trial, String> text, double width) {
        TableColumn<Trial, String> column = new TableColumn<>(name);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        return column;
    }

    private void show(Recommendation now) {
        List<Trial> listed = RecommendViewModel.listed(now);
        table.getItems().setAll(listed);
        if (!listed.isEmpty()) {
            table.getColumns().getFirst().setText(String.join(" · ", listed.getFirst().settings().keySet().stream()
                    .map(key -> key.substring(key.indexOf('.') + 1)).toList()));
        }
    }
}
