package org.siguard.ui;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** Progress with its phase, what went wrong in at most three lines, and the last things that happened. */
final class RunView extends VBox {
    private final RunViewModel model;

    RunView(RunViewModel model) {
        this.model = model;
        getStyleClass().add("run");
        ListView<String> log = new ListView<>(model.log());
        log.setId("log");
        log.getStyleClass().addAll(Styles.DENSE, "log");
        log.setAccessibleText("What happened, newest first");
        log.setPlaceholder(new Label("What happens is listed here."));
        log.setCellFactory(any -> new LogLine(log));
        log.setMinWidth(0);
        // Beside the log and not beside the phase, where an error needs all the room there is.
        HBox happened = new HBox(6, log, filter());
        happened.setPadding(new Insets(2, 14, 0, 0));
        HBox.setHgrow(log, Priority.ALWAYS);
        happened.setMinHeight(0);
        VBox.setVgrow(happened, Priority.ALWAYS);
        getChildren().addAll(status(), happened);
    }

    /** A line of the log, in as many rows as it takes: nothing of it lies outside. */
    private static final class LogLine extends ListCell<String> {
        private static final double SCROLL_BAR_AND_EDGES = 46;

        private final Text words = new Text();

        LogLine(ListView<String> log) {
            words.getStyleClass().add("log-words");
            words.wrappingWidthProperty().bind(log.widthProperty().subtract(SCROLL_BAR_AND_EDGES));
        }

        @Override
        protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            words.setText(line);
            setGraphic(empty ? null : words);
            setAccessibleText(line);
        }
    }

    private Node status() {
        ProgressBar bar = new ProgressBar();
        bar.setId("progress");
        bar.getStyleClass().add(Styles.MEDIUM);
        bar.setPrefWidth(180);
        bar.setMinWidth(Region.USE_PREF_SIZE);
        bar.setAccessibleText("Progress of the run");
        bar.progressProperty().bind(model.fractionProperty());
        Label phase = new Label();
        phase.setId("phase");
        phase.textProperty().bind(model.phaseProperty());
        phase.setMinWidth(Region.USE_PREF_SIZE);
        Label left = new Label();
        left.setId("left");
        left.getStyleClass().add(Styles.TEXT_MUTED);
        left.textProperty().bind(model.leftProperty());
        left.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(10, bar, phase, left, gap, error(), copy());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("status");
        line.setMinHeight(Region.USE_PREF_SIZE);
        return line;
    }

    private Node filter() {
        TextField filter = new TextField();
        filter.setId("log-filter");
        filter.getStyleClass().add(Styles.SMALL);
        filter.setPromptText("Filter what happened");
        filter.setAccessibleText("Filter what happened: lines with all of these words");
        filter.setPrefWidth(170);
        filter.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        filter.textProperty().bindBidirectional(model.filterProperty());
        return filter;
    }

    private Node error() {
        Label error = new Label();
        error.setId("error");
        error.getStyleClass().add("error");
        error.textProperty().bind(model.errorProperty());
        Tooltip whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(500);
        whole.textProperty().bind(model.errorProperty());
        error.setTooltip(whole);
        error.setMinWidth(0);
        error.setWrapText(true);
        visibleWithError(error);
        return error;
    }

    private Node copy() {
        Button copy = new Button("Copy details");
        copy.setId("copy-details");
        copy.getStyleClass().add(Styles.SMALL);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(model.details());
            Clipboard.getSystemClipboard().setContent(content);
        });
        visibleWithError(copy);
        return copy;
    }

    private void visibleWithError(Node node) {
        node.visibleProperty().bind(Bindings.isNotEmpty(model.errorProperty()));
        node.managedProperty().bind(node.visibleProperty());
    }
}
