package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The settings of the experiment, a row each, and what the one that a person points at does. */
final class ExperimentView extends BorderPane {
    private final ExperimentViewModel model;
    private boolean focusIsMoved;

    ExperimentView(ExperimentViewModel model) {
        this.model = model;
        getStyleClass().add("experiment");
        setTop(heading());
        setCenter(scrolling());
        setBottom(help());
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::focusMoved);
    }

    /** The first setting has the focus when the window opens; nobody asked for its help yet. */
    void focusFirst() {
        lookupAll(".setting .text-field").stream().filter(node -> node.getId() != null).findFirst().ifPresent(Node::requestFocus);
    }

    /** To be told of every key and every mouse button, wherever: a focus that moves on a traversal key was moved by the person. */
    void personActed(InputEvent event) {
        focusIsMoved = event instanceof KeyEvent key && key.getEventType() == KeyEvent.KEY_PRESSED
                && (key.getCode() == KeyCode.TAB || key.getCode().isNavigationKey());
    }

    private void focusMoved(Node owner) {
        SettingView row = null;
        for (Node node = owner; node != null && row == null; node = node.getParent()) {
            row = node instanceof SettingView setting ? setting : null;
        }
        model.goTo(row != null && focusIsMoved ? row.setting() : null);
        focusIsMoved = false; // one press moves it once
    }

    private Node heading() {
        Label heading = new Label("The experiment");
        heading.getStyleClass().add(Styles.TITLE_4);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Hyperlink reset = new Hyperlink("Reset all");
        reset.setId("reset-all");
        reset.setOnAction(event -> {
            model.resetAll();
            reset.setVisited(false);
        });
        HBox line = new HBox(heading, gap, reset);
        line.getStyleClass().add("panel-heading");
        return line;
    }

    private Node scrolling() {
        VBox content = new VBox();
        for (ExperimentViewModel.Section section : model.sections()) {
            TitledPane pane = new TitledPane(section.title(), rows(section.settings()));
            pane.setId("section-" + section.title().toLowerCase(Locale.ROOT).replace(' ', '-'));
            pane.setAnimated(false);
            pane.getStyleClass().addAll(Styles.DENSE, "section");
            content.getChildren().add(pane);
        }
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    /** Gives the focus to a setting, and opens the section it is in. */
    void goTo(SettingViewModel<?> setting) {
        for (Node node : lookupAll(".setting")) {
            if (node instanceof SettingView row && row.setting() == setting) {
                for (Node above = row; above != null; above = above.getParent()) {
                    if (above instanceof TitledPane section) {
                        section.setExpanded(true);
                    }
                }
                focusIsMoved = true;
                row.focusControl();
            }
        }
    }

    private VBox rows(List<SettingViewModel<?>> settings) {
        VBox rows = new VBox();
        rows.getStyleClass().add("settings");
        for (SettingViewModel<?> setting : settings) {
            SettingView row = SettingView.of(setting);
            row.hoverProperty().subscribe(is -> model.point(setting, is));
            row.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
                focusIsMoved = true;
                model.goTo(setting);
            });
            row.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                if (!event.isShortcutDown() && !event.getCode().isModifierKey() && event.getCode() != KeyCode.ESCAPE) {
                    model.goTo(setting);
                }
            });
            rows.getChildren().add(row);
        }
        return rows;
    }

    private Node help() {
        Label help = new Label();
        help.setId("help");
        help.getStyleClass().addAll(Styles.TEXT_SMALL, "help");
        help.setWrapText(true);
        help.textProperty().bind(model.helpProperty());
        return help;
    }
}
