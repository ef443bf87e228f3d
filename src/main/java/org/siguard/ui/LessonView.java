package org.siguard.ui;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The step of a lesson, over the whole width of the window; there while a lesson is under way. */
final class LessonView extends HBox {
    LessonView(LessonViewModel model) {
        setId("lesson");
        getStyleClass().add("lesson");
        setSpacing(14);
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label();
        title.setId("lesson-title");
        title.getStyleClass().add(Styles.TITLE_4);
        title.textProperty().bind(model.titleProperty());
        Label sentence = new Label();
        sentence.setId("lesson-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.textProperty().bind(model.sentenceProperty());
        VBox words = new VBox(3, title, sentence);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button back = Buttons.of("lesson-back", "Back", "Back of the lesson", model::previous);
        back.disableProperty().bind(model.firstProperty());
        Button next = Buttons.of("lesson-next", "Next", "Next of the lesson", model::next);
        next.getStyleClass().add(Styles.ACCENT);
        next.disableProperty().bind(model.lastProperty());
        getChildren().addAll(words, back, next, Buttons.of("lesson-end", "End lesson", "End lesson of the lesson", model::end));
        visibleProperty().bind(model.underWayProperty());
        managedProperty().bind(visibleProperty());
    }
}
