package org.siguard.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.util.List;
import org.jfree.chart.renderer.category.BarPainter;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.ui.RectangleEdge;

/** Paints latency bars: the guard's hatched; predicted ones pale with a dashed outline, modelled ones empty with a dotted one. */
final class LatencyBars implements BarPainter {
    private final List<LatencyBar.Kind> kinds;
    private final ChartTheme theme;

    /** @param kinds of the bars, in their order */
    LatencyBars(List<LatencyBar.Kind> kinds, ChartTheme theme) {
        this.kinds = List.copyOf(kinds);
        this.theme = theme;
    }

    @Override
    public void paintBar(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base) {
        Rectangle2D area = bar.getBounds2D();
        if (area.getWidth() < 0.5) {
            return;
        }
        LatencyBar.Kind kind = kinds.get(column);
        boolean measured = kind == LatencyBar.Kind.MEASURED;
        boolean guard = renderer.getPlot().getDataset().getRowKey(row).equals(LatencyChart.GUARD);
        Color color = (Color) renderer.getSeriesPaint(row);
        g.setPaint(switch (kind) {
            case MEASURED -> color;
            case PREDICTED -> theme.faint(color);
            case MODELLED -> theme.ground();
        });
        g.fill(area);
        if (guard) {
            Shape clip = g.getClip();
            g.clip(area);
            g.setPaint(measured ? theme.ground() : color);
            g.setStroke(ChartTheme.stroke(1.4));
            g.draw(Hatch.over(area));
            g.setClip(clip);
        }
        g.setPaint(color);
        g.setStroke(switch (kind) {
            case MEASURED -> ChartTheme.stroke(1.4);
            case PREDICTED -> ChartTheme.stroke(1.4, 5, 3);
            case MODELLED -> ChartTheme.stroke(1.4, 1.5f, 2.5f);
        });
        g.draw(area);
    }

    @Override
    public void paintBarShadow(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base,
            boolean pegShadow) {
        // flat on purpose
    }
}
