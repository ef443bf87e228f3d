package org.siguard.report;

import java.awt.geom.Line2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.siguard.attack.metric.Estimate;

/** Draws a {@link TradeOff}: a line a figure, its intervals as a band and, at each setting that was tried, as a whisker. */
final class TradeOffChart {
    private static final double HALF = 0.5;
    /** Where the words over the floor are. */
    private static final double ABOVE = 0.02;

    private TradeOffChart() {
    }

    static JFreeChart of(TradeOff shown, ChartTheme theme) {
        List<TradeOff.At> points = shown.lines().stream().flatMap(line -> line.points().stream()).toList();
        XYIntervalSeriesCollection lines = lines(shown);
        DoubleSummaryStatistics settings = points.stream().collect(Collectors.summarizingDouble(TradeOff.At::setting));
        DoubleSummaryStatistics shares = Stream
                .concat(Stream.of(HALF), Stream.concat(points.stream().map(TradeOff.At::share), shown.gapFloor().stream())
                        .flatMap(share -> Stream.of(share.low(), share.high())))
                .collect(Collectors.summarizingDouble(share -> share));
        boolean empty = points.isEmpty();
        XYPlot plot = new XYPlot(empty ? null : lines, shown.parameter().axis(empty ? 0 : settings.getMin(), empty ? 1 : settings.getMax()),
                Quantity.share(shown.share()).axis(shares.getMin(), shares.getMax()), bands(shown, theme));
        plot.setDataset(1, empty ? null : lines(shown));
        plot.setRenderer(1, whiskers(shown, theme));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        if (empty) {
            ChartTheme.leaveEmpty(plot);
        } else {
            plot.addRangeMarker(ShareLines.guessing(theme), Layer.BACKGROUND);
            shown.gapFloor().ifPresent(gap -> plot.addRangeMarker(gap(shown, gap.value(), theme), Layer.BACKGROUND));
        }
        return theme.chart(plot, shown.title(), "bands and whiskers are 95 % intervals"
                + (shown.gapFloor().isPresent() ? "; gap attack: " + AttackChart.FLOOR : ""), !empty);
    }

    /** Its words stand at that end where the lines leave more room. */
    private static ValueMarker gap(TradeOff shown, double gap, ChartTheme theme) {
        ValueMarker marker = ShareLines.gap(gap, theme);
        List<List<TradeOff.At>> lines = shown.lines().stream().map(TradeOff.Line::points).filter(points -> !points.isEmpty()).toList();
        double left = lines.stream().mapToDouble(points -> Math.abs(points.get(0).share().value() - gap - ABOVE)).min().orElse(1);
        double right = lines.stream().mapToDouble(points -> Math.abs(points.getLast().share().value() - gap - ABOVE)).min().orElse(1);
        if (left > right) {
            marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
        }
        return marker;
    }

    private static XYIntervalSeriesCollection lines(TradeOff shown) {
        XYIntervalSeriesCollection lines = new XYIntervalSeriesCollection();
        for (TradeOff.Line line : shown.lines()) {
            XYIntervalSeries series = new XYIntervalSeries(line.name(), false, true);
            for (TradeOff.At at : line.points()) {
                double x = shown.parameter().drawn(at.setting());
                Estimate share = at.share();
                series.add(x, x, x, 100 * share.value(), 100 * share.low(), 100 * share.high());
            }
            lines.addSeries(series);
        }
        return lines;
    }

    private static DeviationRenderer bands(TradeOff shown, ChartTheme theme) {
        DeviationRenderer renderer = new DeviationRenderer(true, true);
        renderer.setAlpha(theme == ChartTheme.LIGHT ? 0.14f : 0.2f);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < shown.lines().size(); i++) {
            renderer.setSeriesPaint(i, theme.colour(i));
            renderer.setSeriesFillPaint(i, theme.colour(i));
            renderer.setSeriesStroke(i, ChartTheme.dash(i));
            renderer.setSeriesShape(i, ChartTheme.mark(i));
        }
        renderer.setLegendLine(new Line2D.Double(-16, 0, 16, 0));
        return renderer;
    }

    private static XYErrorRenderer whiskers(TradeOff shown, ChartTheme theme) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDefaultShapesVisible(false);
        renderer.setDefaultSeriesVisibleInLegend(false);
        renderer.setDrawXError(false);
        renderer.setCapLength(6);
        renderer.setErrorStroke(ChartTheme.stroke(1.2));
        for (int i = 0; i < shown.lines().size(); i++) {
            renderer.setSeriesPaint(i, theme.colour(i));
        }
        return renderer;
    }
}
