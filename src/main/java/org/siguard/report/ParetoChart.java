package org.siguard.report;

import java.awt.Color;
import java.awt.Shape;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.siguard.attack.metric.Estimate;

/** Draws a {@link ParetoPlane}: filled diamonds joined by stairs, hollow circles behind them, the recommended setting a large square. */
final class ParetoChart {
    private static final String FRONT = "on the front of these two";
    private static final String DOMINATED = "dominated";
    private static final String CHOSEN = "recommended";
    private static final String FADED = "outside what is marked";
    /** Of more settings than this, only those on the front are named: names would lie on whiskers. */
    private static final int FEW = 10;

    private ParetoChart() {
    }

    static JFreeChart of(ParetoPlane shown, ChartTheme theme) {
        List<ParetoPoint> points = shown.points();
        boolean empty = points.isEmpty();
        List<ParetoPoint> drawn = Stream.concat(points.stream(), shown.baseline().stream()).toList();
        DoubleSummaryStatistics x = extent(drawn, ParetoPoint::x);
        DoubleSummaryStatistics y = extent(drawn, ParetoPoint::y);
        XYErrorRenderer renderer = new XYErrorRenderer();
        XYIntervalSeriesCollection marks = marks(shown, renderer, theme);
        renderer.setDefaultToolTipGenerator(
                (data, series, item) -> words(shown, data.getXValue(series, item), data.getYValue(series, item)));
        XYPlot plot = new XYPlot(empty ? null : marks, shown.x().axis(empty ? 0 : x.getMin(), empty ? 1 : x.getMax()),
                shown.y().axis(empty ? 0 : y.getMin(), empty ? 1 : y.getMax()), renderer);
        plot.setDataset(1, empty ? null : stairs(shown));
        plot.setRenderer(1, stairs(theme));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        if (empty) {
            ChartTheme.leaveEmpty(plot);
        } else {
            plot.addAnnotation(new PlacedLabels(labels(shown), theme));
            if (shown.marked() >= 0) {
                ParetoPoint marked = points.get(shown.marked());
                plot.addAnnotation(new Ring(shown.x().drawn(marked.x().value()), shown.y().drawn(marked.y().value()), theme));
            }
        }
        return theme.chart(plot, shown.title(), "down and to the left is better; whiskers: 95 % intervals", !empty);
    }

    /** Of whatever stands at this place, exactly. */
    private static String words(ParetoPlane shown, double x, double y) {
        return String.join("\n", Stream.concat(shown.points().stream(), shown.baseline().stream())
                .filter(point -> shown.x().drawn(point.x().value()) == x && shown.y().drawn(point.y().value()) == y)
                .map(point -> point.name() + ": " + shown.x().interval(point.x()) + ", " + shown.y().interval(point.y())
                        + shown.baseline().map(base -> "\nto " + base.name() + ": " + difference(shown, point, base)).orElse(""))
                .toList());
    }

    private static String difference(ParetoPlane shown, ParetoPoint point, ParetoPoint base) {
        double cost = point.x().value() - base.x().value();
        return Baseline.delta(point.y().value(), base.y().value()) + " points, Δ " + (cost < 0 ? "−" : "+")
                + shown.x().inWords(Math.abs(cost));
    }

    private static DoubleSummaryStatistics extent(List<ParetoPoint> points, Function<ParetoPoint, Estimate> figure) {
        return points.stream().map(figure).flatMap(estimate -> Stream.of(estimate.low(), estimate.high()))
                .collect(Collectors.summarizingDouble(value -> value));
    }

    private static XYIntervalSeries series(String name, ParetoPlane shown, Predicate<ParetoPoint> which) {
        XYIntervalSeries series = new XYIntervalSeries(name, false, true);
        for (ParetoPoint point : shown.points()) {
            if (which.test(point)) {
                add(series, shown, point);
            }
        }
        return series;
    }

    private static XYIntervalSeries series(String name, ParetoPlane shown, ParetoPoint only) {
        XYIntervalSeries series = new XYIntervalSeries(name, false, true);
        add(series, shown, only);
        return series;
    }

    private static void add(XYIntervalSeries series, ParetoPlane shown, ParetoPoint point) {
        series.add(shown.x().drawn(point.x().value()), shown.x().drawn(point.x().low()), shown.x().drawn(point.x().high()),
                shown.y().drawn(point.y().value()), shown.y().drawn(point.y().low()), shown.y().drawn(point.y().high()));
    }

    /** How points of one kind are drawn. */
    private record Look(Color color, Shape shape, boolean filled) {
    }

    /** The first two kinds always have their place in the legend, the others where there are some. */
    private static XYIntervalSeriesCollection marks(ParetoPlane shown, XYErrorRenderer renderer, ChartTheme theme) {
        renderer.setCapLength(5);
        renderer.setErrorStroke(ChartTheme.stroke(1.2));
        renderer.setUseFillPaint(true);
        XYIntervalSeriesCollection marks = new XYIntervalSeriesCollection();
        Predicate<ParetoPoint> lit = point -> !shown.isFaded(point) && !point.chosen();
        add(marks, series(DOMINATED, shown, lit.and(ParetoPoint::dominated)), renderer, new Look(theme.muted(), ChartTheme.mark(0), false),
                theme);
        add(marks, series(FRONT, shown, lit.and(point -> !point.dominated())), renderer,
                new Look(theme.colour(0), ChartTheme.mark(2), true), theme);
        if (shown.points().stream().anyMatch(ParetoPoint::chosen)) {
            add(marks, series(CHOSEN, shown, ParetoPoint::chosen), renderer,
                    new Look(theme.colour(1), ChartTheme.large(ChartTheme.mark(1)), true), theme);
        }
        shown.baseline().ifPresent(base -> add(marks, series(base.name(), shown, base), renderer,
                new Look(theme.ink(), ChartTheme.large(ChartTheme.mark(5)), true), theme));
        if (!shown.faded().isEmpty()) {
            add(marks, series(FADED, shown, point -> shown.isFaded(point) && !point.chosen()), renderer,
                    new Look(theme.faint(theme.muted()), ChartTheme.mark(0), false), theme);
        }
        return marks;
    }

    private static void add(XYIntervalSeriesCollection marks, XYIntervalSeries series, XYErrorRenderer renderer, Look look,
            ChartTheme theme) {
        int place = marks.getSeriesCount();
        marks.addSeries(series);
        renderer.setSeriesPaint(place, look.color);
        renderer.setSeriesShape(place, look.shape);
        renderer.setSeriesFillPaint(place, look.filled ? look.color : theme.ground());
    }

    /** From each setting on the front to the next dearer one: between them, the cheaper is all there is. */
    private static XYSeriesCollection stairs(ParetoPlane shown) {
        XYSeries front = new XYSeries("front", false, true);
        shown.points().stream().filter(point -> !point.dominated()).sorted(Comparator.comparingDouble(point -> point.x().value()))
                .forEach(point -> {
                    double x = shown.x().drawn(point.x().value());
                    if (!front.isEmpty()) {
                        front.add(x, front.getY(front.getItemCount() - 1).doubleValue());
                    }
                    front.add(x, shown.y().drawn(point.y().value()));
                });
        return new XYSeriesCollection(front);
    }

    private static XYLineAndShapeRenderer stairs(ChartTheme theme) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, theme.colour(0));
        renderer.setSeriesStroke(0, ChartTheme.stroke(1.4, 6, 3));
        renderer.setDefaultSeriesVisibleInLegend(false);
        return renderer;
    }

    private static List<PlacedLabels.At> labels(ParetoPlane shown) {
        return shown.points().stream().filter(point -> !shown.isFaded(point))
                .filter(point -> shown.points().size() <= FEW || !point.dominated() || point.chosen())
                .sorted(Comparator.comparing((ParetoPoint point) -> !point.chosen()).thenComparing(ParetoPoint::dominated))
                .map(point -> new PlacedLabels.At(shown.x().drawn(point.x().value()), shown.y().drawn(point.y().value()), point.name(),
                        !point.dominated()))
                .toList();
    }
}
