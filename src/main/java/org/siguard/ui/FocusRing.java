package org.siguard.ui;

import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A ring round whatever has the focus, where the focus came by the keyboard: of one look for all controls, of which some have a faint one of
 * their own and some none. It lies over the window, takes no mouse, and follows what it surrounds.
 */
final class FocusRing extends Region {
    private static final double AROUND = 3;

    private final ChangeListener<Object> moved = (property, old, now) -> follow();
    private final EventHandler<KeyEvent> key = event -> byKey = true;
    private final EventHandler<MouseEvent> mouse = event -> {
        byKey = false;
        surround(null);
    };
    private boolean byKey;
    private Node owner;

    FocusRing() {
        getStyleClass().add("focus-ring");
        setId("focus-ring");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        sceneProperty().addListener((property, old, now) -> {
            if (old != null) {
                old.removeEventFilter(KeyEvent.KEY_PRESSED, key);
                old.removeEventFilter(MouseEvent.MOUSE_PRESSED, mouse);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, key);
                now.addEventFilter(MouseEvent.MOUSE_PRESSED, mouse);
            }
        });
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::surround);
    }

    /** A focus that the mouse or the program moved is followed by no ring: not every control tells which it was, so it is told here. */
    private void surround(Node now) {
        if (owner != null) {
            owner.localToSceneTransformProperty().removeListener(moved);
            owner.boundsInLocalProperty().removeListener(moved);
        }
        owner = byKey ? now : null;
        if (owner != null) {
            owner.localToSceneTransformProperty().addListener(moved);
            owner.boundsInLocalProperty().addListener(moved);
        }
        follow();
    }

    private void follow() {
        if (owner == null || !Objects.equals(owner.getScene(), getScene())) {
            setVisible(false);
            return;
        }
        Bounds at = getParent().sceneToLocal(owner.localToScene(owner.getLayoutBounds()));
        Bounds seen = seen();
        double left = Math.max(seen.getMinX(), at.getMinX() - AROUND);
        double top = Math.max(seen.getMinY(), at.getMinY() - AROUND);
        double right = Math.min(seen.getMaxX(), at.getMaxX() + AROUND);
        double bottom = Math.min(seen.getMaxY(), at.getMaxY() + AROUND);
        resizeRelocate(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
        setVisible(left < right && top < bottom);
    }

    /** The part of the window that may show it: of what scrolls, the part that is seen. */
    private Bounds seen() {
        Bounds seen = getParent().getLayoutBounds();
        for (Node node = owner.getParent(); node != null; node = node.getParent()) {
            if (node instanceof ScrollPane pane) {
                Bounds inside = getParent().sceneToLocal(pane.localToScene(pane.getLayoutBounds()));
                double left = Math.max(seen.getMinX(), inside.getMinX());
                double top = Math.max(seen.getMinY(), inside.getMinY());
                seen = new BoundingBox(left, top, Math.max(0, Math.min(seen.getMaxX(), inside.getMaxX()) - left),
                        Math.max(0, Math.min(seen.getMaxY(), inside.getMaxY()) - top));
            }
        }
        return seen;
    }
}
