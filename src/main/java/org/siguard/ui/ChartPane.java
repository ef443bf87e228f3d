package org.siguard.ui;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.entity.ChartEntity;
import org.jfree.chart.entity.EntityCollection;
import org.jfree.chart.fx.ChartViewer;

/**
 * A chart that can be touched: the wheel zooms about the pointer, a drag moves what is seen or marks ranges, a double click shows the whole
 * again; with the keyboard + and -, the arrows and 0. Under the pointer, exact values are read at once.
 */
final class ChartPane extends StackPane {
    private static final double STEP = 1.25;
    private static final double ARROW = 40;
    /** How far beside a mark the pointer may be. */
    private static final int AROUND = 6;
    private static final double CLICK = 3;

    private final ChartPicture viewer = new ChartPicture();
    private final Label readout = new Label();
    private final ChartZoom zoom = new ChartZoom();
    private final Region rubber = new Region();
    private BiConsumer<Rectangle2D, Point2D> clicked = (area, at) -> {
    };
    private BiConsumer<Point2D, Point2D> marked;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;

    ChartPane(String id, String name) {
        viewer.setId(id);
        viewer.setMinSize(200, 120);
        viewer.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        viewer.setAccessibleText(name);
        viewer.setFocusTraversable(true);
        readout.getStyleClass().add("readout");
        readout.setId(id + "-readout");
        readout.setManaged(false);
        readout.setWrapText(true); // what does not fit into a small chart
        readout.setVisible(false);
        readout.setMouseTransparent(true);
        getStyleClass().add("chart-pane");
        rubber.getStyleClass().add("rubber");
        rubber.setManaged(false);
        rubber.setVisible(false);
        rubber.setMouseTransparent(true);
        getChildren().addAll(viewer, rubber, readout);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> read(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> readout.setVisible(false));
        viewer.addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    ChartViewer viewer() {
        return viewer;
    }

    /**
     * Shows a chart; if it is the same one with other figures, the part of it that was looked at.
     *
     * @param made makes it, apart from the window's thread: of values that do not change
     */
    void show(Supplier<JFreeChart> made) {
        viewer.setChart(made, chart -> {
            readout.setVisible(false);
            zoom.take(chart);
        });
    }

    /** @param heard hears of clicks: where the data lies, and where it was clicked */
    void onClick(BiConsumer<Rectangle2D, Point2D> heard) {
        clicked = heard;
    }

    /**
     * Lets a person mark ranges: a drag does, of a chart that is zoomed one with Shift.
     *
     * @param heard hears from where to where
     */
    void onMark(BiConsumer<Point2D, Point2D> heard) {
        marked = heard;
    }

    private boolean marks(MouseEvent event) {
        return marked != null && event.getButton() == MouseButton.PRIMARY && area() != null && (event.isShiftDown() || !zoom.isPart());
    }

    private void released(MouseEvent event) {
        if (rubber.isVisible()) {
            rubber.setVisible(false);
            marked.accept(new Point2D.Double(pressedX, pressedY), new Point2D.Double(event.getX(), event.getY()));
        }
    }

    /** Where the data was drawn; null before it was. */
    Rectangle2D area() {
        if (viewer.getChart() == null || viewer.getRenderingInfo() == null) {
            return null;
        }
        Rectangle2D area = viewer.getRenderingInfo().getPlotInfo().getDataArea();
        return area == null || area.isEmpty() ? null : area;
    }

    private void scrolled(ScrollEvent event) {
        if (area() != null && event.getDeltaY() != 0) {
            zoom.zoom(event.getDeltaY() > 0 ? STEP : 1 / STEP, event.getX(), event.getY(), area());
            event.consume();
        }
    }

    private void pressed(MouseEvent event) {
        viewer.requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
        lastX = pressedX;
        lastY = pressedY;
    }

    private void dragged(MouseEvent event) {
        if (marks(event)) {
            rubber.setVisible(Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > CLICK);
            rubber.resizeRelocate(Math.min(pressedX, event.getX()), Math.min(pressedY, event.getY()), Math.abs(event.getX() - pressedX),
                    Math.abs(event.getY() - pressedY));
            readout.setVisible(false);
        } else if (event.getButton() == MouseButton.PRIMARY && area() != null && zoom.isPart()) {
            zoom.drag(event.getX() - lastX, event.getY() - lastY, area());
            readout.setVisible(false);
        }
        lastX = event.getX();
        lastY = event.getY();
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > CLICK) {
            return;
        }
        if (event.getClickCount() == 2) {
            zoom.reset();
        } else if (event.getClickCount() == 1 && area() != null) {
            clicked.accept(area(), new Point2D.Double(event.getX(), event.getY()));
        }
    }

    private void typed(KeyEvent event) {
        Rectangle2D area = area();
        if (area == null || event.isShortcutDown()) {
            return;
        }
        boolean done = true;
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> zoom.zoom(STEP, area.getCenterX(), area.getCenterY(), area);
            case MINUS, SUBTRACT -> zoom.zoom(1 / STEP, area.getCenterX(), area.getCenterY(), area);
            case DIGIT0, NUMPAD0, HOME -> zoom.reset();
            case LEFT -> zoom.drag(ARROW, 0, area);
            case RIGHT -> zoom.drag(-ARROW, 0, area);
            case UP -> zoom.drag(0, ARROW, area);
            case DOWN -> zoom.drag(0, -ARROW, area);
            default -> done = false;
        }
        if (done) {
            event.consume();
        }
    }

    private void read(double x, double y) {
        String text = words(x, y);
        readout.setVisible(text != null);
        if (text != null) {
            readout.setText(text);
            readout.applyCss();
            double width = Math.min(Math.ceil(readout.prefWidth(-1)), getWidth() - 4);
            readout.resize(width, readout.prefHeight(width));
            double right = x + 14 + readout.getWidth() > getWidth() ? x - 10 - readout.getWidth() : x + 14;
            double down = y + 14 + readout.getHeight() > getHeight() ? y - 10 - readout.getHeight() : y + 14;
            readout.relocate(Math.max(2, right), Math.max(2, down));
        }
    }

    /** What is said of the mark at this place, or beside it; null where there is none. */
    private String words(double x, double y) {
        if (viewer.getRenderingInfo() == null || viewer.getRenderingInfo().getEntityCollection() == null) {
            return null;
        }
        EntityCollection marks = viewer.getRenderingInfo().getEntityCollection();
        for (int[] beside : new int[][] {{0, 0}, {AROUND, 0}, {-AROUND, 0}, {0, AROUND}, {0, -AROUND}}) {
            ChartEntity mark = marks.getEntity(x + beside[0], y + beside[1]);
            if (mark != null && mark.getToolTipText() != null) {
                return mark.getToolTipText();
            }
        }
        return null;
    }
}
