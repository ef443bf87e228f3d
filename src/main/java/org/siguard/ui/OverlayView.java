package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.siguard.base.UserMistake;

/** A card over the window, one at a time: questions, the palette, the list of keys. Esc or a click beside it puts it away. */
final class OverlayView extends StackPane {
    private final ChangeListener<Node> held = (property, was, is) -> hold(was, is);
    private Node before;

    OverlayView() {
        setId("overlay");
        getStyleClass().add("overlay");
        setVisible(false);
        setAlignment(Pos.TOP_CENTER);
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
        sceneProperty().addListener((property, was, is) -> {
            if (was != null) {
                was.focusOwnerProperty().removeListener(held);
            }
            if (is != null) {
                is.focusOwnerProperty().addListener(held);
            }
        });
    }

    /** Tab goes round within the card: what lies behind it is not to be worked unseen, and Esc there would stop the run. */
    private void hold(Node was, Node is) {
        if (!isVisible() || is == null || isInside(is)) {
            return;
        }
        List<Node> stops =
                lookupAll("*").stream().filter(node -> node.isFocusTraversable() && !node.isDisabled() && node.isVisible()).toList();
        if (!stops.isEmpty()) {
            (stops.getFirst().equals(was) ? stops.getLast() : stops.getFirst()).requestFocus();
        }
    }

    private boolean isInside(Node node) {
        Node each = node;
        while (each != null && each != this) {
            each = each.getParent();
        }
        return each == this;
    }

    /** Shows a card, and gives the focus to one of its controls. */
    void show(Region card, Node focus) {
        if (!isVisible()) {
            before = getScene() == null ? null : getScene().getFocusOwner();
        }
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().setAll(card);
        setVisible(true);
        focus.requestFocus();
    }

    void hide() {
        if (isVisible()) {
            setVisible(false);
            getChildren().clear();
            if (before != null) {
                before.requestFocus();
            }
        }
    }

    /** Asks a question with two answers; the first of them does something. */
    void ask(String id, String title, String text, String yes, String no, Runnable onYes) {
        Button leave = new Button(no);
        leave.setId(id + "-no");
        leave.setCancelButton(true);
        leave.setOnAction(event -> hide());
        Button go = new Button(yes);
        go.setId(id + "-yes");
        go.getStyleClass().add(Styles.DANGER);
        go.setOnAction(event -> {
            hide();
            onYes.run();
        });
        show(card(id, title, text, new HBox(8, go, leave)), leave);
    }

    /**
     * Asks for a line of text.
     *
     * @param taken does something with it; where it says false, or throws the person's mistake, the question stays
     */
    void askForText(String id, String title, String text, String yes, Predicate<String> taken) {
        TextField field = new TextField();
        field.setId(id + "-text");
        field.setAccessibleText(title);
        Label trouble = new Label();
        trouble.setId(id + "-trouble");
        trouble.getStyleClass().add("setting-error");
        trouble.setWrapText(true);
        Button go = new Button(yes);
        go.setId(id + "-yes");
        go.getStyleClass().add(Styles.ACCENT);
        Runnable take = () -> {
            try {
                if (taken.test(field.getText())) {
                    hide();
                }
            } catch (UserMistake e) {
                trouble.setText(e.getMessage());
            }
        };
        go.setOnAction(event -> take.run());
        field.setOnAction(event -> take.run());
        Button leave = new Button("Cancel");
        leave.setOnAction(event -> hide());
        show(card(id, title, text, new VBox(8, field, trouble, new HBox(8, go, leave))), field);
    }

    private static Region card(String id, String title, String text, Node below) {
        Label heading = new Label(title);
        heading.getStyleClass().add(Styles.TITLE_4);
        Label words = new Label(text);
        words.setWrapText(true);
        VBox card = new VBox(10, heading, words, below);
        card.setId(id);
        card.getStyleClass().add("overlay-card");
        return card;
    }
}
