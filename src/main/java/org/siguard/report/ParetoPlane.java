package org.siguard.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;

/**
 * Settings by two figures, of both of which less is better, and the front that none of them lies below.
 *
 * @param title    what the chart is called
 * @param x        what goes to the right
 * @param y        what goes up
 * @param points   all that were tried; who is dominated is told by whoever compared them
 * @param marked   the place in the list of the one that somebody points at, which gets a ring; none below 0
 * @param baseline a run that the others are held against, drawn as a cross
 * @param faded    the places in the list of those outside of the ranges that somebody has marked
 */
public record ParetoPlane(String title, Quantity x, Quantity y, List<ParetoPoint> points, int marked, Optional<ParetoPoint> baseline,
        Set<Integer> faded) implements Brushable {
    public ParetoPlane {
        points = List.copyOf(points);
        faded = Set.copyOf(faded);
    }

    /** With nothing marked. */
    public ParetoPlane(String title, Quantity x, Quantity y, List<ParetoPoint> points, int marked, Optional<ParetoPoint> baseline) {
        this(title, x, y, points, marked, baseline, Set.of());
    }

    public ParetoPlane(String title, Quantity x, Quantity y, List<ParetoPoint> points) {
        this(title, x, y, points, -1, Optional.empty());
    }

    boolean isFaded(ParetoPoint point) {
        return !faded.isEmpty() && faded.contains(points.indexOf(point));
    }

    /** A rectangle: a range of what goes to the right, and one of what goes up. */
    @Override
    public List<Span> brushed(JFreeChart chart, Rectangle2D area, Point2D from, Point2D to) {
        XYPlot plot = (XYPlot) chart.getPlot();
        if (points.isEmpty() || !area.contains(from)) {
            return List.of();
        }
        return List.of(
                Span.of(0, x.undrawn(plot.getDomainAxis().java2DToValue(from.getX(), area, plot.getDomainAxisEdge())),
                        x.undrawn(plot.getDomainAxis().java2DToValue(to.getX(), area, plot.getDomainAxisEdge()))),
                Span.of(1, y.undrawn(plot.getRangeAxis().java2DToValue(from.getY(), area, plot.getRangeAxisEdge())),
                        y.undrawn(plot.getRangeAxis().java2DToValue(to.getY(), area, plot.getRangeAxisEdge()))));
    }

    @Override
    public OptionalInt nearest(JFreeChart chart, Rectangle2D area, Point2D at) {
        XYPlot plot = (XYPlot) chart.getPlot();
        return Pickable.nearest(points.size(), at, i -> new Point2D.Double(
                plot.getDomainAxis().valueToJava2D(x.drawn(points.get(i).x().value()), area, plot.getDomainAxisEdge()),
                plot.getRangeAxis().valueToJava2D(y.drawn(points.get(i).y().value()), area, plot.getRangeAxisEdge())));
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return ParetoChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> rows = new ArrayList<>();
        for (ParetoPoint point : points) {
            rows.add(List.of(point.name(), point.x().value(), point.x().low(), point.x().high(), point.y().value(), point.y().low(),
                    point.y().high(), point.dominated(), point.chosen()));
        }
        return new DataTable(List.of("setting", x.name(), x.name() + " low95", x.name() + " high95", y.name(), y.name() + " low95",
                y.name() + " high95", "dominated", "chosen"), rows);
    }

    @Override
    public String inWords() {
        long front = points.stream().filter(point -> !point.dominated()).count();
        return title + ": " + points.size() + " settings by " + x.name() + " and " + y.name() + ", " + front + " of them on the front.";
    }

    @Override
    public int height() {
        return 440;
    }
}
