package org.siguard.ui;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The command palette: a line to write in, and the commands that fit. */
final class PaletteView extends VBox {
    private final PaletteViewModel model;
    private final TextField text = new TextField();
    private final ListView<Command> list;
    private final Runnable close;

    /** @param close called before a command is carried out */
    PaletteView(PaletteViewModel model, Runnable close) {
        this.model = model;
        this.close = close;
        setId("palette");
        getStyleClass().addAll("overlay-card", "palette");
        text.setId("palette-text");
        text.setPromptText("What would you like to do?");
        text.setAccessibleText("Command");
        text.textProperty().subscribe(model::search);
        list = new ListView<>(model.found());
        list.setId("palette-list");
        list.setAccessibleText("Commands found");
        list.getStyleClass().add(Styles.DENSE);
        list.setPlaceholder(new Label("No command has these words."));
        list.setCellFactory(any -> new Row());
        list.setFocusTraversable(false);
        model.selectedProperty().subscribe(place -> {
            list.getSelectionModel().select(place.intValue());
            list.scrollTo(Math.max(0, place.intValue() - 5));
        });
        list.setOnMouseClicked(event -> {
            if (list.getSelectionModel().getSelectedIndex() >= 0) {
                model.selectedProperty().set(list.getSelectionModel().getSelectedIndex());
                carryOut();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        getChildren().addAll(text, list);
        list.getSelectionModel().select(0);
    }

    TextField field() {
        return text;
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> carryOut();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void carryOut() {
        close.run();
        model.carryOut();
    }

    private static final class Row extends ListCell<Command> {
        private final Label title = new Label();
        private final Label keys = new Label();
        private final HBox line;

        Row() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            keys.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            line = new HBox(8, title, gap, keys);
            line.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            title.setText(command.title());
            keys.setText(command.keysInWords());
            setGraphic(line);
            setAccessibleText(command.title() + " " + command.keysInWords());
        }
    }
}
