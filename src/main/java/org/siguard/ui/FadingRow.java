package org.siguard.ui;

import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;

/** A line of a table that fades where it lies outside of what a person has marked. */
final class FadingRow<T> extends TableRow<T> {
    private static final PseudoClass FADED = PseudoClass.getPseudoClass("faded");

    private final Predicate<T> lit;

    FadingRow(Predicate<T> lit) {
        this.lit = lit;
        getStyleClass().add("fading-row");
    }

    @Override
    protected void updateItem(T item, boolean empty) {
        super.updateItem(item, empty);
        pseudoClassStateChanged(FADED, !empty && item != null && !lit.test(item));
    }
}
