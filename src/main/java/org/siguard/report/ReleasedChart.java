package org.siguard.report;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Output;

/** Draws {@link ReleasedAccuracy}: a line a kind of output, its interval across, beside the lines of guessing and of the gap attack. */
final class ReleasedChart {
    private static final double HALF = 0.5;
    private static final double ROOM = 0.07;

    private ReleasedChart() {
    }

    static JFreeChart of(ReleasedAccuracy shown, ChartTheme theme) {
        List<ReleasedAccuracy.Row> rows = shown.rows();
        XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
        List<Output> kinds = Arrays.stream(Output.values()).filter(kind -> rows.stream().anyMatch(row -> row.kind() == kind)).toList();
        kinds.forEach(kind -> points.addSeries(series(kind, rows)));
        ValueAxis accuracy =
                Quantity.share("balanced accuracy of the strongest attack").axis(extent(shown).getMin(), extent(shown).getMax());
        SymbolAxis names = new SymbolAxis(null, rows.stream().map(ReleasedAccuracy.Row::released).toArray(String[]::new));
        names.setGridBandsVisible(false);
        names.setInverted(true);
        names.setRange(-1.1, Math.max(rows.size(), 1) - 0.4); // the words of the two lines stand above the first row
        XYPlot plot = new XYPlot(rows.isEmpty() ? null : points, accuracy, names, renderer(kinds, theme));
        plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        JFreeChart chart = theme.chart(plot, shown.title(), "best of all attacks, corrected for having been picked; 95 % intervals",
                !rows.isEmpty());
        plot.setRangeGridlinesVisible(false);
        if (rows.isEmpty()) {
            ChartTheme.leaveEmpty(plot);
            return chart;
        }
        plot.addDomainMarker(ShareLines.uprightGuessing(theme), Layer.BACKGROUND);
        shown.gapFloor().ifPresent(gap -> plot.addDomainMarker(ShareLines.uprightGap(gap.value(), theme), Layer.BACKGROUND));
        for (int i = 0; i < rows.size(); i++) {
            plot.addAnnotation(figure(rows.get(i).accuracy(), i, theme));
        }
        return chart;
    }

    private static XYIntervalSeries series(Output kind, List<ReleasedAccuracy.Row> rows) {
        XYIntervalSeries series = new XYIntervalSeries(kind.label(), false, true);
        for (int i = 0; i < rows.size(); i++) {
            Estimate share = rows.get(i).accuracy();
            if (rows.get(i).kind() == kind) {
                series.add(100 * share.value(), 100 * share.low(), 100 * share.high(), i, i, i);
            }
        }
        return series;
    }

    private static DoubleSummaryStatistics extent(ReleasedAccuracy shown) {
        return Stream
                .concat(Stream.of(HALF), Stream.concat(shown.rows().stream().map(ReleasedAccuracy.Row::accuracy), shown.gapFloor().stream())
                        .flatMap(share -> Stream.of(share.low(), share.high() + ROOM)))
                .collect(Collectors.summarizingDouble(share -> share));
    }

    private static XYErrorRenderer renderer(List<Output> kinds, ChartTheme theme) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setCapLength(7);
        renderer.setErrorStroke(ChartTheme.stroke(2));
        for (int i = 0; i < kinds.size(); i++) {
            renderer.setSeriesPaint(i, theme.of(kinds.get(i)));
            renderer.setSeriesShape(i, theme.shape(kinds.get(i)));
        }
        return renderer;
    }

    private static XYTextAnnotation figure(Estimate share, int row, ChartTheme theme) {
        XYTextAnnotation text = new XYTextAnnotation(" " + InWords.percent(share.value(), 1), 100 * share.high() + 0.3, row);
        text.setFont(ChartTheme.STRONG);
        text.setPaint(theme.ink());
        text.setBackgroundPaint(theme.ground());
        text.setTextAnchor(TextAnchor.CENTER_LEFT);
        return text;
    }
}
