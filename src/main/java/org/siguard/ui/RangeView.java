package org.siguard.ui;

import java.util.function.DoubleSupplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/** A slider with two thumbs, for a range: dragged, or moved by the arrow keys of whichever has the focus. Places run from 0 to 1. */
final class RangeView extends Region {
    private static final double THUMB = 16;
    private static final double TRACK = 4;

    private final DoubleProperty low = new SimpleDoubleProperty(0);
    private final DoubleProperty high = new SimpleDoubleProperty(1);
    private final Region track = new Region();
    private final Region between = new Region();
    private final Region lower = thumb("lower end");
    private final Region upper = thumb("upper end");
    private final Runnable moved;
    private final DoubleSupplier increment;

    /**
     * @param moved     called when a person moved an end
     * @param increment how far an arrow key moves
     */
    RangeView(Runnable moved, DoubleSupplier increment) {
        this.moved = moved;
        this.increment = increment;
        getStyleClass().add("range");
        track.getStyleClass().add("range-track");
        between.getStyleClass().add("range-between");
        track.setMouseTransparent(true);
        between.setMouseTransparent(true);
        getChildren().addAll(track, between, lower, upper);
        low.subscribe(any -> requestLayout());
        high.subscribe(any -> requestLayout());
        listen(lower, low);
        listen(upper, high);
        setMinSize(80, THUMB + 4);
        setPrefSize(160, THUMB + 4);
        setMaxHeight(THUMB + 4);
        setOnMousePressed(event -> drag(nearest(event.getX()), event.getX()));
    }

    private static Region thumb(String what) {
        Region thumb = new Region();
        thumb.getStyleClass().add("range-thumb");
        thumb.setFocusTraversable(true);
        thumb.setAccessibleRole(AccessibleRole.SLIDER);
        thumb.setAccessibleText(what);
        return thumb;
    }

    /** Shows these ends. */
    void show(double from, double to) {
        low.set(from);
        high.set(to);
    }

    double low() {
        return low.get();
    }

    double high() {
        return high.get();
    }

    private DoubleProperty nearest(double x) {
        return Math.abs(place(x) - low.get()) <= Math.abs(place(x) - high.get()) ? low : high;
    }

    private void listen(Region thumb, DoubleProperty end) {
        thumb.setOnMousePressed(MouseEvent::consume);
        thumb.setOnMouseDragged(event -> drag(end, sceneToLocal(event.getSceneX(), event.getSceneY()).getX()));
        thumb.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            double by = switch (event.getCode()) {
                case LEFT, DOWN -> -increment.getAsDouble();
                case RIGHT, UP -> increment.getAsDouble();
                default -> 0;
            };
            if (by != 0) {
                move(end, end.get() + by);
                event.consume();
            }
        });
    }

    private void drag(DoubleProperty end, double x) {
        (end.equals(low) ? lower : upper).requestFocus();
        move(end, place(x));
    }

    /** The ends never pass one another. */
    private void move(DoubleProperty end, double to) {
        end.set(end.equals(low) ? Math.clamp(to, 0, high.get()) : Math.clamp(to, low.get(), 1));
        moved.run();
    }

    private double place(double x) {
        return Math.clamp((x - THUMB / 2) / Math.max(1, getWidth() - THUMB), 0, 1);
    }

    @Override
    protected void layoutChildren() {
        double length = getWidth() - THUMB;
        double middle = (getHeight() - TRACK) / 2;
        track.resizeRelocate(THUMB / 2, middle, length, TRACK);
        between.resizeRelocate(THUMB / 2 + low.get() * length, middle, (high.get() - low.get()) * length, TRACK);
        lower.resizeRelocate(low.get() * length, (getHeight() - THUMB) / 2, THUMB, THUMB);
        upper.resizeRelocate(high.get() * length, (getHeight() - THUMB) / 2, THUMB, THUMB);
    }
}
