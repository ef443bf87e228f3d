package org.siguard.report;

import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    /** How far beside an axis a drag may begin. */
    private static final double REACH = 40;
    private static final Stroke OTHER = ChartTheme.stroke(1, 4, 3);
    private static final Stroke BASELINE = ChartTheme.stroke(2, 2, 3);
    private static final String FRONT = "on the Pareto front of all figures";
    private static final String OTHERS = "other trials";
    private static final String MARKED = "marked range";

    private ParallelChart() {
    }

    static JFreeChart of(ParallelCoordinates shown, ChartTheme theme) {
        boolean empty = shown.lines().isEmpty() || shown.axes().isEmpty();
        ParallelCoordinates.Line marked = shown.marked() < 0 ? null : shown.lines().get(shown.marked());
        List<ParallelCoordinates.Line> drawn = shown.lines().stream()
                .sorted(Comparator.comparing((ParallelCoordinates.Line line) -> line.equals(marked))
                        .thenComparing(line -> shown.faded().isEmpty() || !shown.faded().contains(shown.lines().indexOf(line)))
                        .thenComparing(ParallelCoordinates.Line::front)
                        .reversed())
                .toList(); // the renderer draws the last first, so that the front lies on top, and what is marked over it
        List<Extent> extents = empty ? List.of() : extents(shown);
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < drawn.size() && !empty; i++) {
            ParallelCoordinates.Line line = drawn.get(i);
            lines.addSeries(heights(i, line, extents));
            boolean faded = !shown.faded().isEmpty() && shown.faded().contains(shown.lines().indexOf(line));
            look(renderer, i, line, line.equals(marked) ? Rank.MARKED : faded ? Rank.FADED : line.front() ? Rank.FRONT : Rank.OTHER, theme);
        }
        if (!empty && shown.baseline().isPresent()) {
            lines.addSeries(heights(drawn.size(), shown.baseline().get(), extents));
            look(renderer, drawn.size(), shown.baseline().get(), Rank.BASELINE, theme);
        }
        renderer.setDefaultToolTipGenerator(
                (data, series, item) -> words(shown, series < drawn.size() ? drawn.get(series) : shown.baseline().orElseThrow()));
        SymbolAxis names = new SymbolAxis(null, shown.axes().stream().map(Quantity::label).toArray(String[]::new));
        names.setGridBandsVisible(false);
        names.setRange(-0.5, Math.max(shown.axes().size(), 1) - 0.5);
        NumberAxis heights = new NumberAxis();
        names.setTickLabelsVisible(false); // they stand over the axes, where they find room
        heights.setRange(-AROUND, 1 + NAMES);
        heights.setVisible(false);
        XYPlot plot = new XYPlot(empty ? null : lines, names, heights, renderer);
        plot.setRangeGridlinesVisible(false);
        plot.setFixedLegendItems(legend(shown, theme));
        if (empty) {
            ChartTheme.leaveEmpty(plot);
        }
        for (int axis = 0; axis < extents.size(); axis++) {
            upright(plot, axis, shown.axes().get(axis), extents.get(axis), theme);
        }
        for (Brushable.Span span : shown.spans()) {
            bar(plot, span, extents.get(span.axis()), theme);
        }
        JFreeChart chart = theme.chart(plot, shown.title(), InWords.count(shown.lines().size()) + " trials, one line each", !empty);
        plot.setRangeGridlinesVisible(false);
        return chart;
    }

    /** What a line is, and so how it looks. */
    private enum Rank {
        MARKED, FRONT, OTHER, FADED, BASELINE
    }

    private static XYSeries heights(int key, ParallelCoordinates.Line line, List<Extent> extents) {
        XYSeries series = new XYSeries(key, false, true);
        for (int axis = 0; axis < extents.size(); axis++) {
            series.add(axis, extents.get(axis).height(line.values().get(axis)));
        }
        return series;
    }

    private static void look(XYLineAndShapeRenderer renderer, int series, ParallelCoordinates.Line line, Rank rank, ChartTheme theme) {
        renderer.setSeriesPaint(series, switch (rank) {
            case MARKED, BASELINE -> theme.ink();
            case FRONT -> theme.colour(0);
            case OTHER -> theme.muted();
            case FADED -> theme.grid();
        });
        renderer.setSeriesStroke(series, switch (rank) {
            case MARKED -> ChartTheme.stroke(4);
            case FRONT -> ChartTheme.stroke(2.4);
            case OTHER -> OTHER;
            case FADED -> ChartTheme.stroke(1);
            case BASELINE -> BASELINE;
        });
        renderer.setSeriesShapesVisible(series, rank == Rank.BASELINE || rank != Rank.FADED && line.front());
        renderer.setSeriesShape(series, ChartTheme.mark(rank == Rank.BASELINE ? 5 : 2));
    }

    /** A trial and its values, one a line, and how each differs from the baseline's. */
    private static String words(ParallelCoordinates shown, ParallelCoordinates.Line line) {
        StringBuilder out = new StringBuilder(line.name());
        for (int axis = 0; axis < shown.axes().size(); axis++) {
            Quantity quantity = shown.axes().get(axis);
            double value = line.values().get(axis);
            out.append('\n').append(quantity.name()).append(": ").append(quantity.inWords(value));
            if (shown.baseline().isPresent() && !shown.baseline().get().equals(line) && quantity.kind() != Quantity.Kind.NAMED) {
                double difference = value - shown.baseline().get().values().get(axis);
                out.append(" (Δ ").append(difference < 0 ? "−" : "+").append(quantity.inWords(Math.abs(difference))).append(')');
            }
        }
        return out.append(shown.baseline().filter(base -> !base.equals(line)).map(base -> "\nΔ: to " + base.name()).orElse("")).toString();
    }

    /** From where a drag began to where it ended, along the axis beside which it began. */
    static Optional<Brushable.Span> brushed(ParallelCoordinates shown, XYPlot plot, Rectangle2D area, Point2D from, Point2D to) {
        if (shown.lines().isEmpty()) {
            return Optional.empty();
        }
        List<Extent> extents = extents(shown);
        return IntStream.range(0, extents.size()).boxed()
                .min(Comparator.comparingDouble(axis -> Math.abs(x(plot, area, axis) - from.getX())))
                .filter(axis -> Math.abs(x(plot, area, axis) - from.getX()) <= REACH)
                .map(axis -> Brushable.Span.of(axis, value(plot, area, extents.get(axis), from), value(plot, area, extents.get(axis), to)));
    }

    private static double value(XYPlot plot, Rectangle2D area, Extent extent, Point2D at) {
        return extent.value(plot.getRangeAxis().java2DToValue(at.getY(), area, plot.getRangeAxisEdge()));
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

        double value(double height) {
            return logarithmic ? low * Math.pow(high / low, height) : low + height * (high - low);
        }
    }

    private static List<Extent> extents(ParallelCoordinates shown) {
        return IntStream.range(0, shown.axes().size()).mapToObj(axis -> {
            Quantity quantity = shown.axes().get(axis);
            DoubleSummaryStatistics values = Stream.concat(shown.lines().stream(), shown.baseline().stream())
                    .map(line -> line.values().get(axis))
                    .collect(Collectors.summarizingDouble(value -> value));
            boolean named = quantity.kind() == Quantity.Kind.NAMED;
            return new Extent(named ? 0 : values.getMin(), named ? Math.max(0, quantity.places().size() - 1) : values.getMax(),
                    quantity.kind() == Quantity.Kind.LOGARITHMIC && values.getMin() > 0);
        }).toList();
    }

    /** A range that was marked: the only thick stroke on an axis. */
    private static void bar(XYPlot plot, Brushable.Span span, Extent extent, ChartTheme theme) {
        double low = Math.clamp(extent.height(span.low()), -AROUND / 2, 1 + AROUND / 2);
        double high = Math.clamp(extent.height(span.high()), -AROUND / 2, 1 + AROUND / 2);
        plot.addAnnotation(new XYLineAnnotation(span.axis(), low, span.axis(), high, ChartTheme.stroke(7), theme.chosen()));
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

    private static LegendItemCollection legend(ParallelCoordinates shown, ChartTheme theme) {
        LegendItemCollection items = new LegendItemCollection();
        Line2D line = new Line2D.Double(-16, 0, 16, 0);
        LegendItem front = new LegendItem(FRONT, null, null, null, true, ChartTheme.mark(2), true, theme.colour(0), false, theme.colour(0),
                ChartTheme.stroke(1), true, line, ChartTheme.stroke(2.4), theme.colour(0));
        LegendItem others = new LegendItem(OTHERS, null, null, null, false, ChartTheme.mark(2), false, theme.muted(), false, theme.muted(),
                ChartTheme.stroke(1), true, line, OTHER, theme.muted());
        items.add(front);
        items.add(others);
        shown.baseline().ifPresent(base -> items.add(new LegendItem(base.name(), null, null, null, true, ChartTheme.mark(5), true,
                theme.ink(), false, theme.ink(), ChartTheme.stroke(1), true, line, BASELINE, theme.ink())));
        if (!shown.spans().isEmpty()) {
            items.add(new LegendItem(MARKED, null, null, null, false, ChartTheme.mark(2), false, theme.chosen(), false, theme.chosen(),
                    ChartTheme.stroke(1), true, new Line2D.Double(0, -6, 0, 6), ChartTheme.stroke(7), theme.chosen()));
        }
        return items;
    }
}
