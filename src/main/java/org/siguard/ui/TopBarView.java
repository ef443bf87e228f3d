package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What is always at hand, above everything: undo and redo, presets, commands, the theme, and what makes a run go and stop. */
final class TopBarView extends HBox {
    private final WorkbenchViewModel model;
    private final Actions actions;

    /** What the window does for the bar. */
    interface Actions {
        void openPalette();

        void turnTheme();

        void askForPreset();
    }

    TopBarView(WorkbenchViewModel model, Actions actions) {
        super(8);
        this.model = model;
        this.actions = actions;
        Label title = new Label("SIGuard Workbench");
        title.getStyleClass().add(Styles.TITLE_3);
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, subtitle(), gap, undo(), redo(), presets(), commands(), theme(), pause(), step(), stop(), measure());
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("top-bar");
    }

    /** Half a sentence helps nobody: it is there where it has room. */
    private static Node subtitle() {
        Label subtitle = new Label("What a secure-inference service leaks through its answers, and what a guard changes");
        subtitle.getStyleClass().add(Styles.TEXT_MUTED);
        subtitle.setMinWidth(0);
        subtitle.opacityProperty().bind(Bindings.createDoubleBinding(() -> subtitle.getWidth() + 1 < subtitle.prefWidth(-1) ? 0.0 : 1.0,
                subtitle.widthProperty()));
        return subtitle;
    }

    private static Button flat(Button button) {
        button.getStyleClass().add(Styles.FLAT);
        return button;
    }

    private Node undo() {
        Button undo = flat(Buttons.of("undo", "↶", "Undo the last change of a setting (Ctrl+Z)", model.experiment()::undo));
        undo.setAccessibleText("Undo");
        undo.disableProperty().bind(model.experiment().canUndoProperty().not());
        return undo;
    }

    private Node redo() {
        Button redo = flat(Buttons.of("redo", "↷", "Redo what was undone (Ctrl+Shift+Z)", model.experiment()::redo));
        redo.setAccessibleText("Redo");
        redo.disableProperty().bind(model.experiment().canRedoProperty().not());
        return redo;
    }

    private Node commands() {
        return flat(Buttons.of("commands", "Commands", "Find anything there is to do (Ctrl+K)", actions::openPalette));
    }

    private Node theme() {
        Button theme = flat(Buttons.of("theme", "", "Light or dark (Ctrl+L)", actions::turnTheme));
        theme.textProperty().bind(model.darkProperty().map(dark -> dark ? "Light theme" : "Dark theme"));
        return theme;
    }

    private Node pause() {
        Button pause = Buttons.of("pause", "Pause", "Let the run stand still, or go on (Ctrl+P)", model::pauseOrGoOn);
        pause.textProperty().bind(model.run().heldProperty().map(held -> held ? "Go on" : "Pause"));
        pause.disableProperty().bind(model.run().runningProperty().not());
        return pause;
    }

    private Node step() {
        Button step = Buttons.of("step", "Step", "One batch of queries, then stand still (Ctrl+T)", model::step);
        step.disableProperty().bind(model.run().runningProperty().not());
        return step;
    }

    private Node stop() {
        Button stop = Buttons.of("stop", "Stop", "Stop what is running (Esc)", model::stop);
        stop.disableProperty().bind(model.run().runningProperty().not());
        return stop;
    }

    private Node measure() {
        Button measure = Buttons.of("measure", "Measure", "Run this experiment on the real engine (Ctrl+M)", model::measure);
        measure.getStyleClass().add(Styles.ACCENT);
        measure.disableProperty().bind(model.measuringProperty());
        return measure;
    }

    private Node presets() {
        MenuButton menu = new MenuButton("Presets");
        menu.setId("presets");
        menu.getStyleClass().add(Styles.FLAT);
        menu.setTooltip(new Tooltip("Settings by name: those of the publication, stronger and faster ones, and your own"));
        menu.setAccessibleHelp("Settings by name");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setOnShowing(event -> menu.getItems().setAll(presetItems()));
        menu.getItems().setAll(presetItems());
        return menu;
    }

    private List<MenuItem> presetItems() {
        List<MenuItem> items = new ArrayList<>();
        for (Presets.Preset preset : Presets.given()) {
            items.add(item("preset-" + preset.name(), preset.name() + ": " + preset.help(), () -> model.files().apply(preset)));
        }
        items.add(new SeparatorMenuItem());
        List<Presets.Preset> own = model.files().presets().own();
        for (Presets.Preset preset : own) {
            items.add(item("preset-" + preset.name(), preset.name(), () -> model.files().apply(preset)));
        }
        if (own.isEmpty()) {
            MenuItem none = new MenuItem("Your own appear here once you have saved one.");
            none.setDisable(true);
            items.add(none);
        }
        items.add(new SeparatorMenuItem());
        MenuItem save = item("preset-save", "Save what is set now…", actions::askForPreset);
        save.setDisable(!model.files().presets().canSave());
        items.add(save);
        return items;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }
}
