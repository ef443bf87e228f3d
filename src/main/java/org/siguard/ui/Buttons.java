package org.siguard.ui;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Buttons that say what they do, to who points at them and to who cannot see them, and that keep room for their words. */
final class Buttons {
    private Buttons() {
    }

    /**
     * @param id   for tests
     * @param text on it
     * @param help what it does
     */
    static Button of(String id, String text, String help) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleHelp(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** One that does something at once. */
    static Button of(String id, String text, String help, Runnable action) {
        Button button = of(id, text, help);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** A small one that shows a sign alone, and is called by what it does. */
    static Button sign(String id, String sign, String help, Runnable action) {
        Button button = of(id, sign, help, action);
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        button.setAccessibleText(help);
        return button;
    }
}
