package org.siguard.ui;

import java.util.function.Supplier;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/** A tooltip that is made when the pointer comes: each is a window of its own, and a table makes dozens of cells at once. */
final class LateTooltip {
    private LateTooltip() {
    }

    /** @param words of the tooltip, asked for whenever the pointer comes; empty for none */
    static void on(Control control, Supplier<String> words) {
        control.addEventFilter(MouseEvent.MOUSE_ENTERED, event -> {
            String now = words.get();
            control.setTooltip(now.isEmpty() ? null : new Tooltip(now));
        });
    }
}
