package org.siguard.ui;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.layout.HBox;

/**
 * A line of a menu to be ticked, by the mouse or by Enter, while the menu stays open for the next one. The item itself is what is chosen, not
 * the box in it: a menu gives no key to what lies in its items.
 */
final class TickItem extends CustomMenuItem {
    private final CheckBox box;

    TickItem(String id, String text) {
        box = new CheckBox(text);
        setId(id);
        box.setMouseTransparent(true);
        box.setFocusTraversable(false);
        setContent(new HBox(box));
        setHideOnClick(false);
        setOnAction(event -> box.setSelected(!box.isSelected()));
    }

    BooleanProperty tickedProperty() {
        return box.selectedProperty();
    }
}
