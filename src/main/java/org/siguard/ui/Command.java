package org.siguard.ui;

import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCombination;

/**
 * Something a person can do, whatever it is done with: a key, the palette, a menu.
 *
 * @param id       for tests
 * @param title    in the palette and in the list of shortcuts
 * @param keys     that do it wherever the focus is; null for none
 * @param possible whether it can be done now
 * @param action   does it
 */
record Command(String id, String title, KeyCombination keys, BooleanSupplier possible, Runnable action) {
    /** One that can always be done. */
    Command(String id, String title, KeyCombination keys, Runnable action) {
        this(id, title, keys, () -> true, action);
    }

    /** Its keys as people write them; empty where it has none. */
    String keysInWords() {
        return keys == null ? "" : keys.getDisplayText();
    }

    void carryOut() {
        if (possible.getAsBoolean()) {
            action.run();
        }
    }
}
