package org.siguard.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jfree.chart.JFreeChart;

/** A figure of single things, such as trials of a sweep, of which a person may point at one. */
public interface Pickable extends Drawing {
    /** Within how many points of the screen a thing is hit. */
    double NEAR = 14;

    /**
     * Which of the things, by its place in the figure's list, is meant by a point of the drawn chart; none where nothing is near.
     *
     * @param chart made by {@link #chart}, perhaps zoomed since
     * @param area  in which its data was drawn
     */
    OptionalInt nearest(JFreeChart chart, Rectangle2D area, Point2D at);

    /** The nearest of so many things that is near enough. */
    static OptionalInt nearest(int count, Point2D at, IntFunction<Point2D> where) {
        int best = -1;
        double least = NEAR;
        for (int i = 0; i < count; i++) {
            double distance = where.apply(i).distance(at);
            if (distance <= least) {
                least = distance;
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }
}
