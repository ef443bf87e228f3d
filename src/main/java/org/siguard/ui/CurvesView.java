package org.siguard.ui;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The pages of ROC curves and of confidences: a line that says what they are of, and the figure. */
final class CurvesView extends VBox {
    private CurvesView(Node head, Node chart) {
        getStyleClass().add("curves");
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(head, chart);
    }

    static CurvesView roc(CurvesViewModel model, Node chart) {
        ComboBox<String> choice = new ComboBox<>(model.choices());
        choice.setId("roc-choice");
        choice.setAccessibleText("Which attacks, on which outputs");
        choice.setPromptText("which attacks");
        choice.valueProperty().bindBidirectional(model.choiceProperty());
        Label hint = new Label(
                "The higher a curve at the left edge, the more records it gives away almost surely; the dotted line is guessing.");
        hint.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        hint.setWrapText(true);
        return new CurvesView(new VBox(4, line(model, choice), hint), chart);
    }

    static CurvesView confidences(CurvesViewModel model, Node chart) {
        Label note = new Label();
        note.setId("confidences-note");
        note.setWrapText(true);
        note.textProperty().bind(Bindings.when(model.noteProperty().isEmpty())
                .then("Where members are surer than others, a threshold on confidence tells them apart. Click a bar to light its records up on every page.")
                .otherwise(model.noteProperty()));
        note.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return new CurvesView(new VBox(4, line(model, null), note), chart);
    }

    private static Node line(CurvesViewModel model, Node control) {
        Label basis = new Label();
        basis.textProperty().bind(model.basisProperty());
        basis.setMinWidth(0);
        HBox line = control == null ? new HBox(basis) : new HBox(10, control, basis);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("words");
        return line;
    }
}
