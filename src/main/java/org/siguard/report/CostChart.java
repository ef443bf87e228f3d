package org.siguard.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarPainter;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws {@link OperationCosts}: a bar an operation, the dearest on top; the guard's are hatched. */
final class CostChart {
    private static final int LONGEST = 44;

    private CostChart() {
    }

    static JFreeChart of(OperationCosts shown, ChartTheme theme) {
        List<CostShare> drawn = shown.drawn();
        double most = drawn.stream().mapToDouble(shown.measure()::of).max().orElse(0);
        double all = drawn.stream().mapToDouble(shown.measure()::of).sum();
        DefaultCategoryDataset dataset = new DefaultCategoryDataset();
        for (int i = 0; i < drawn.size(); i++) {
            dataset.addValue(shown.measure().of(drawn.get(i)), shown.measure().title(), new Place(i, shortened(drawn.get(i).operation())));
        }
        NumberAxis axis = new NumberAxis();
        axis.setRange(0, most > 0 ? 1.3 * most : 1);
        axis.setVisible(false); // each bar has its figure
        BarRenderer bars = new BarRenderer();
        bars.setShadowVisible(false);
        bars.setBarPainter(new Bars(drawn, theme));
        bars.setMaximumBarWidth(0.12);
        CategoryAxis names = new CategoryAxis();
        names.setMaximumCategoryLabelWidthRatio(0.45f);
        names.setCategoryMargin(0.25);
        names.setLowerMargin(0.01);
        names.setUpperMargin(0.01);
        CategoryPlot plot = new CategoryPlot(drawn.isEmpty() ? null : dataset, names, axis, bars);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeGridlinesVisible(false);
        plot.setFixedLegendItems(legend(theme));
        for (int i = 0; i < drawn.size(); i++) {
            double cost = shown.measure().of(drawn.get(i));
            plot.addAnnotation(figure(" " + shown.measure().inWords(cost) + ", " + InWords.percentOf(cost, all), dataset.getColumnKey(i),
                    cost, theme));
        }
        if (drawn.isEmpty()) {
            ChartTheme.leaveEmpty(plot);
        }
        return theme.chart(plot, "Where the cost goes: " + shown.measure().title(), shown.basis(), !drawn.isEmpty());
    }

    private static CategoryTextAnnotation figure(String text, Comparable<?> place, double cost, ChartTheme theme) {
        CategoryTextAnnotation figure = new CategoryTextAnnotation(text, place, cost);
        figure.setTextAnchor(TextAnchor.CENTER_LEFT);
        figure.setFont(ChartTheme.TEXT);
        figure.setPaint(theme.ink());
        return figure;
    }

    /** The end of a path says more than its beginning. */
    private static String shortened(String operation) {
        return operation.length() <= LONGEST ? operation : "…" + operation.substring(operation.length() - LONGEST + 1);
    }

    private static LegendItemCollection legend(ChartTheme theme) {
        LegendItemCollection items = new LegendItemCollection();
        items.add(new LegendItem(LatencyChart.INFERENCE, null, null, null, new Rectangle2D.Double(-7, -5, 14, 10), theme.inference()));
        items.add(new LegendItem(LatencyChart.GUARD, null, null, null, Hatch.swatch(14, 10), theme.guard()));
        return items;
    }

    /** A category: two operations may be shortened to the same words. */
    private record Place(int rank, String name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Integer.compare(rank, other.rank);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private record Bars(List<CostShare> drawn, ChartTheme theme) implements BarPainter {
        @Override
        public void paintBar(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base) {
            boolean guard = drawn.get(column).ofGuard();
            Rectangle2D area = bar.getBounds2D();
            Color color = guard ? theme.guard() : theme.inference();
            g.setPaint(color);
            g.fill(area);
            if (guard) {
                Shape clip = g.getClip();
                g.clip(area);
                g.setPaint(theme.ground());
                g.setStroke(ChartTheme.stroke(1.4));
                g.draw(Hatch.over(area));
                g.setClip(clip);
            }
            g.setPaint(color);
            g.setStroke(ChartTheme.stroke(1.4));
            g.draw(area);
        }

        @Override
        public void paintBarShadow(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base,
                boolean pegShadow) {
            // flat on purpose
        }
    }
}
