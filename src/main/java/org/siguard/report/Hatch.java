package org.siguard.report;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Slanting lines, drawn as lines: texture paints are unknown to the canvas of the window and to SVG. */
final class Hatch {
    static final double DISTANCE = 7;

    private Hatch() {
    }

    /** Lines from lower left to upper right that cover a rectangle; draw them clipped to it. */
    static Shape over(Rectangle2D area) {
        Path2D.Double lines = new Path2D.Double();
        for (double x = area.getMinX() - area.getHeight(); x < area.getMaxX(); x += DISTANCE) {
            lines.moveTo(x, area.getMaxY());
            lines.lineTo(x + area.getHeight(), area.getMinY());
        }
        return lines;
    }

    /** A small hatched rectangle round the origin, as a shape to fill. */
    static Shape swatch(double width, double height) {
        Area swatch = new Area(new Rectangle2D.Double(-width / 2, -height / 2, width, height));
        Area stripes = new Area();
        for (double x = -width; x < width; x += 5) {
            Path2D.Double stripe = new Path2D.Double();
            stripe.moveTo(x, height / 2);
            stripe.lineTo(x + 1.7, height / 2);
            stripe.lineTo(x + 1.7 + height, -height / 2);
            stripe.lineTo(x + height, -height / 2);
            stripe.closePath();
            stripes.add(new Area(stripe));
        }
        swatch.subtract(stripes);
        return swatch;
    }
}
