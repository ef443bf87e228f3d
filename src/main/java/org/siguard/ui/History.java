package org.siguard.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * What was before, to go back to, and what was undone, to go forward to. Changes of one thing that follow one another at once, as while a
 * slider is dragged, are one change.
 *
 * @param <T> an immutable state
 */
final class History<T> {
    private static final int MOST = 200;
    private static final long AT_ONCE_MILLIS = 700;

    private final Deque<T> past = new ArrayDeque<>();
    private final Deque<T> future = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private Object last;
    private long lastMillis;

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /**
     * Something was changed.
     *
     * @param before the state before it
     * @param what   was changed; equal to the last one where it may be the same gesture; null for what always stands for itself
     * @param millis when
     */
    void changed(T before, Object what, long millis) {
        boolean same = what != null && Objects.equals(what, last) && millis - lastMillis <= AT_ONCE_MILLIS;
        last = what;
        lastMillis = millis;
        if (!same) {
            past.push(before);
            if (past.size() > MOST) {
                past.removeLast();
            }
        }
        future.clear();
        tell();
    }

    /** The state before the last change; the present one can be gone forward to. */
    T undo(T now) {
        if (past.isEmpty()) {
            return now;
        }
        future.push(now);
        return moved(past.pop());
    }

    /** The state that was undone last. */
    T redo(T now) {
        if (future.isEmpty()) {
            return now;
        }
        past.push(now);
        return moved(future.pop());
    }

    private T moved(T to) {
        last = null;
        tell();
        return to;
    }

    private void tell() {
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
    }
}
