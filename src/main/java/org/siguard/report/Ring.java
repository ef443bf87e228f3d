package org.siguard.report;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** A ring round a point that somebody points at: of one size on the screen, however far the chart is zoomed. */
final class Ring extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;
    private static final double RADIUS = 11;

    private final double x;
    private final double y;
    private final ChartTheme theme;

    Ring(double x, double y, ChartTheme theme) {
        this.x = x;
        this.y = y;
        this.theme = theme;
    }

    @Override
    public void draw(Graphics2D g, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range, int index, PlotRenderingInfo info) {
        double across = domain.valueToJava2D(x, area, plot.getDomainAxisEdge());
        double up = range.valueToJava2D(y, area, plot.getRangeAxisEdge());
        boolean turned = plot.getOrientation().isHorizontal();
        g.setPaint(theme.ink());
        g.setStroke(ChartTheme.stroke(2.2));
        g.draw(new Ellipse2D.Double((turned ? up : across) - RADIUS, (turned ? across : up) - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ring that && super.equals(other) && x == that.x && y == that.y && theme == that.theme;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(x) * 31 + Double.hashCode(y);
    }
}
