package org.siguard.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * Names beside points, each where it covers neither a point nor another name; one that finds no such place is left out, and stands
 * in the figure's data. The first in the list choose first.
 */
final class PlacedLabels extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;
    private static final double AWAY = 9;
    private static final double POINT = 5;

    private final transient List<At> labels;
    private final ChartTheme theme;

    PlacedLabels(List<At> labels, ChartTheme theme) {
        this.labels = List.copyOf(labels);
        this.theme = theme;
    }

    /**
     * A name and the point it belongs to.
     *
     * @param strong whether it is one to be read first
     */
    record At(double x, double y, String text, boolean strong) {
    }

    @Override
    public void draw(Graphics2D g, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range, int index, PlotRenderingInfo info) {
        List<Rectangle2D> taken = new ArrayList<>();
        List<double[]> places = new ArrayList<>();
        for (At label : labels) {
            double x = domain.valueToJava2D(label.x, area, plot.getDomainAxisEdge());
            double y = range.valueToJava2D(label.y, area, plot.getRangeAxisEdge());
            places.add(new double[] {x, y});
            taken.add(new Rectangle2D.Double(x - POINT, y - POINT, 2 * POINT, 2 * POINT));
        }
        for (int i = 0; i < labels.size(); i++) {
            At label = labels.get(i);
            g.setFont(label.strong ? ChartTheme.STRONG : ChartTheme.TEXT);
            Rectangle2D size = g.getFontMetrics().getStringBounds(label.text, g);
            Rectangle2D free = free(places.get(i), size.getWidth(), size.getHeight(), area, taken);
            if (free != null) {
                taken.add(free);
                g.setPaint(theme.ground());
                g.fill(free);
                g.setPaint(label.strong ? theme.ink() : theme.muted());
                g.drawString(label.text, (float) free.getX(), (float) (free.getY() + g.getFontMetrics().getAscent()));
            }
        }
    }

    private static Rectangle2D free(double[] at, double width, double height, Rectangle2D area, List<Rectangle2D> taken) {
        double[][] corners =
                {{AWAY, -height - 2}, {AWAY, 2}, {-AWAY - width, -height - 2}, {-AWAY - width, 2}, {-width / 2, -height - AWAY},
                    {-width / 2, AWAY}, {AWAY, -height / 2}, {-AWAY - width, -height / 2}, {AWAY, -2 * height - 2}, {AWAY, height + 2}};
        for (double[] corner : corners) {
            Rectangle2D box = new Rectangle2D.Double(at[0] + corner[0], at[1] + corner[1], width, height);
            if (area.contains(box) && taken.stream().noneMatch(box::intersects)) {
                return box;
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacedLabels that && super.equals(other) && labels.equals(that.labels) && theme == that.theme;
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + theme.hashCode();
    }
}
