package org.siguard.report;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws {@link ParallelCoordinates}: each axis from its least value to its greatest, trials on the front strong, the others thin and dashed. */
final class ParallelChart {
    private static final double AROUND = 0.07;
    /** Two lines of names over the axes, taken in turn. */
    private static final double NAMES = 0.3;
    private static final String FRONT = "on the Pareto front";
    private static final String OTHERS = "other trials";

    private ParallelChart() {
    }

    static JFreeChart of(ParallelCoordinates shown, ChartTheme theme) {
        boolean empty = shown.lines().isEmpty() || shown.axes().isEmpty();
        ParallelCoordinates.Line marked = shown.marked() < 0 ? null : shown.lines().get(shown.marked());
        List<ParallelCoordinates.Line> drawn = shown.lines().stream()
                .sorted(Comparator.comparing((ParallelCoordinates.Line line) -> line.equals(marked))
                        .thenComparing(ParallelCoordinates.Line::front)
                        .reversed())
                .toList(); // the renderer draws the last first, so that the front lies on top, and what is marked over it
        List<Extent> extents = empty ? List.of() : extents(shown);
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < drawn.size() && !empty; i++) {
            ParallelCoordinates.Line line = drawn.get(i);
            XYSeries series = new XYSeries(i, false, true);
            for (int axis = 0; axis < extents.size(); axis++) {
                series.add(axis, extents.get(axis).height(line.values().get(axis)));
            }
            lines.addSeries(series);
            renderer.setSeriesPaint(i, line.equals(marked) ? theme.ink() : line.front() ? theme.colour(0) : theme.muted());
            renderer.setSeriesStroke(i,
                    line.equals(marked) ? ChartTheme.stroke(4) : line.front() ? ChartTheme.stroke(2.4) : ChartTheme.stroke(1, 4, 3));
            renderer.setSeriesShapesVisible(i, line.front());
            renderer.setSeriesShape(i, ChartTheme.mark(2));
        }
        renderer.setDefaultToolTipGenerator((data, series, item) -> words(shown, drawn.get(series)));
        SymbolAxis names = new SymbolAxis(null, shown.axes().stream().map(Quantity::label).toArray(String[]::new));
        names.setGridBandsVisible(false);
        names.setRange(-0.5, Math.max(shown.axes().size(), 1) - 0.5);
        NumberAxis heights = new NumberAxis();
        names.setTickLabelsVisible(false); // they stand over the axes, where they find room
        heights.setRange(-AROUND, 1 + NAMES);
        heights.setVisible(false);
        XYPlot plot = new XYPlot(empty ? null : lines, names, heights, renderer);
        plot.setRangeGridlinesVisible(false);
        plot.setFixedLegendItems(legend(theme));
        if (empty) {
            ChartTheme.leaveEmpty(plot);
        }
        for (int axis = 0; axis < extents.size(); axis++) {
            upright(plot, axis, shown.axes().get(axis), extents.get(axis), theme);
        }
        JFreeChart chart = theme.chart(plot, shown.title(), InWords.count(shown.lines().size()) + " trials, one line each", !empty);
        plot.setRangeGridlinesVisible(false);
        return chart;
    }

    /** A trial and its values, one a line. */
    private static String words(ParallelCoordinates shown, ParallelCoordinates.Line line) {
        StringBuilder out = new StringBuilder(line.name());
        for (int axis = 0; axis < shown.axes().size(); axis++) {
            out.append('\n').append(shown.axes().get(axis).name()).append(": ")
                    .append(shown.axes().get(axis).inWords(line.values().get(axis)));
        }
        return out.toString();
    }

    /** The line that passes nearest, between the axes as well as at them. */
    static OptionalInt nearest(ParallelCoordinates shown, XYPlot plot, Rectangle2D area, Point2D at) {
        if (shown.lines().isEmpty()) {
            return OptionalInt.empty();
        }
        List<Extent> extents = extents(shown);
        int best = -1;
        double least = Pickable.NEAR;
        for (int i = 0; i < shown.lines().size(); i++) {
            for (int axis = 0; axis + 1 < extents.size(); axis++) {
                double distance =
                        Line2D.ptSegDist(x(plot, area, axis), y(plot, area, extents.get(axis), shown.lines().get(i).values().get(axis)),
                                x(plot, area, axis + 1), y(plot, area, extents.get(axis + 1), shown.lines().get(i).values().get(axis + 1)),
                                at.getX(),
                                at.getY());
                if (distance < least) {
                    least = distance;
                    best = i;
                }
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private static double x(XYPlot plot, Rectangle2D area, int axis) {
        return plot.getDomainAxis().valueToJava2D(axis, area, plot.getDomainAxisEdge());
    }

    private static double y(XYPlot plot, Rectangle2D area, Extent extent, double value) {
        return plot.getRangeAxis().valueToJava2D(extent.height(value), area, plot.getRangeAxisEdge());
    }

    /** The values an axis runs over, and where on it each stands. */
    private record Extent(double low, double high, boolean logarithmic) {
        double height(double value) {
            if (low == high) {
                return 0.5;
            }
            return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        }
    }

    private static List<Extent> extents(ParallelCoordinates shown) {
        return IntStream.range(0, shown.axes().size()).mapToObj(axis -> {
            Quantity quantity = shown.axes().get(axis);
            DoubleSummaryStatistics values = shown.lines().stream().map(line -> line.values().get(axis))
                    .collect(Collectors.summarizingDouble(value -> value));
            boolean named = quantity.kind() == Quantity.Kind.NAMED;
            return new Extent(named ? 0 : values.getMin(), named ? Math.max(0, quantity.places().size() - 1) : values.getMax(),
                    quantity.kind() == Quantity.Kind.LOGARITHMIC && values.getMin() > 0);
        }).toList();
    }

    private static void upright(XYPlot plot, int axis, Quantity quantity, Extent extent, ChartTheme theme) {
        plot.addAnnotation(new XYLineAnnotation(axis, 0, axis, 1, ChartTheme.stroke(1.2), theme.muted()));
        XYTextAnnotation name = new XYTextAnnotation(quantity.label(), axis, axis % 2 == 0 ? 0.8 * NAMES + 1 : 0.4 * NAMES + 1);
        name.setFont(ChartTheme.STRONG);
        name.setPaint(theme.ink());
        name.setTextAnchor(TextAnchor.CENTER);
        plot.addAnnotation(name);
        if (quantity.kind() == Quantity.Kind.NAMED) {
            for (int place = 0; place < quantity.places().size(); place++) {
                plot.addAnnotation(word(axis, extent.height(place), quantity.places().get(place), theme));
            }
            return;
        }
        plot.addAnnotation(word(axis, extent.height(extent.low), quantity.number(extent.low), theme));
        if (extent.high > extent.low) {
            plot.addAnnotation(word(axis, 1, quantity.number(extent.high), theme));
            double middle = extent.logarithmic ? Math.sqrt(extent.low * extent.high) : (extent.low + extent.high) / 2;
            plot.addAnnotation(word(axis, 0.5, quantity.number(middle), theme));
        }
    }

    private static XYTextAnnotation word(int axis, double height, String text, ChartTheme theme) {
        XYTextAnnotation word = new XYTextAnnotation(" " + text + " ", axis + 0.02, height);
        word.setFont(ChartTheme.TEXT);
        word.setPaint(theme.ink());
        word.setBackgroundPaint(theme.ground());
        word.setTextAnchor(TextAnchor.CENTER_LEFT);
        return word;
    }

    private static LegendItemCollection legend(ChartTheme theme) {
        LegendItemCollection items = new LegendItemCollection();
        Line2D line = new Line2D.Double(-16, 0, 16, 0);
        LegendItem front = new LegendItem(FRONT, null, null, null, true, ChartTheme.mark(2), true, theme.colour(0), false, theme.colour(0),
                ChartTheme.stroke(1), true, line, ChartTheme.stroke(2.4), theme.colour(0));
        LegendItem others = new LegendItem(OTHERS, null, null, null, false, ChartTheme.mark(2), false, theme.muted(), false, theme.muted(),
                ChartTheme.stroke(1), true, line, ChartTheme.stroke(1, 4, 3), theme.muted());
        items.add(front);
        items.add(others);
        return items;
    }
}
