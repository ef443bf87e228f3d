package org.siguard.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;

/** A figure on which a person may mark ranges by dragging. */
public interface Brushable extends Pickable {
    /**
     * From one value of an axis to another.
     *
     * @param axis its place among the figure's axes
     */
    record Span(int axis, double low, double high) {
        static Span of(int axis, double one, double other) {
            return new Span(axis, Math.min(one, other), Math.max(one, other));
        }
    }

    /**
     * What a drag from one point of the drawn chart to another marks; nothing where it began beside all axes.
     *
     * @param chart made by {@link #chart}, perhaps zoomed since
     * @param area  in which its data was drawn
     */
    List<Span> brushed(JFreeChart chart, Rectangle2D area, Point2D from, Point2D to);
}
