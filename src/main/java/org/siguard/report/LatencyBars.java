package org.siguard.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import org.jfree.chart.renderer.category.BarPainter;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.ui.RectangleEdge;

/** Paints latency bars: the guard's hatched, predicted ones pale with a dashed outline. */
final class LatencyBars implements BarPainter {
    private final ChartTheme theme;

    LatencyBars(ChartTheme theme) {
        this.theme = theme;
    }

    @Override
    public void paintBar(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base) {
        Rectangle2D area = bar.getBounds2D();
        if (area.getWidth() < 0.5) {
            return;
        }
        boolean predicted = renderer.getPlot().getDataset().getColumnKey(column).equals(LatencyChart.PREDICTED);
        boolean guard = renderer.getPlot().getDataset().getRowKey(row).equals(LatencyChart.GUARD);
        Color color = (Color) renderer.getSeriesPaint(row);
        g.setPaint(predicted ? theme.faint(color) : color);
        g.fill(area);
        if (guard) {
            Shape clip = g.getClip();
            g.clip(area);
            g.setPaint(predicted ? color : theme.ground());
            g.setStroke(ChartTheme.stroke(1.4));
            g.draw(Hatch.over(area));
            g.setClip(clip);
        }
        g.setPaint(color);
        g.setStroke(predicted ? ChartTheme.stroke(1.4, 5, 3) : ChartTheme.stroke(1.4));
        g.draw(area);
    }

    @Override
    public void paintBarShadow(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base,
            boolean pegShadow) {
        // flat on purpose
    }
}
