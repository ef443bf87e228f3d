package org.siguard.report;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.siguard.experiment.Output;

/**
 * Draws {@link RocCurves} on logarithmic axes, where what an attacker is sure of can be seen. The axes begin at one in the number
 * of records: below that nothing was measured. Curves are stairs, since nothing lies between two thresholds; the lowest threshold
 * without a false alarm is drawn from the left edge.
 */
final class RocChart {
    private static final double WHOLE = 100;
    /** A third of a pixel where three decades share a thousand. */
    private static final double HAIR = Math.pow(10, 3.0 / 3000);

    private RocChart() {
    }

    static JFreeChart of(RocCurves shown, ChartTheme theme) {
        List<RocCurves.Curve> curves = shown.curves();
        double left = decade(curves.stream().mapToInt(RocCurves.Curve::nonMembers).max().orElse(100));
        double bottom = decade(curves.stream().mapToInt(RocCurves.Curve::members).max().orElse(100));
        XYSeriesCollection stairs = new XYSeriesCollection();
        XYIntervalSeriesCollection rates = new XYIntervalSeriesCollection();
        for (RocCurves.Curve curve : curves) {
            stairs.addSeries(stairs(curve, left, bottom));
            rates.addSeries(rates(curve, bottom));
        }
        XYPlot plot = new XYPlot(curves.isEmpty() ? null : stairs,
                new DecadeAxis("non-members taken for members (false-positive rate)", "%", left, WHOLE),
                new DecadeAxis("members found (true-positive rate)", "%", bottom, WHOLE), lines(curves, theme));
        plot.setDataset(1, curves.isEmpty() ? null : rates);
        plot.setRenderer(1, whiskers(curves, theme));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD); // dashes over what is solid: where two curves coincide, both are seen
        if (curves.isEmpty()) {
            ChartTheme.leaveEmpty(plot);
        } else {
            guessing(plot, Math.max(left, bottom), theme);
            curves.forEach(curve -> curve.marks().forEach(mark -> plot.addAnnotation(new Ring(Math.max(left, WHOLE * mark.falseShare()),
                    Math.max(bottom, WHOLE * mark.trueShare()), theme))));
        }
        JFreeChart chart = theme.chart(plot, shown.title(),
                "both axes logarithmic, from one in the number of records; whiskers: 95 % intervals", !curves.isEmpty());
        plot.setInsets(new RectangleInsets(2, 0, 0, 20)); // half of the last tick's words
        return chart;
    }

    /** The power of ten, in per cent, at or below one in so many. */
    private static double decade(int records) {
        return WHOLE * Math.pow(10, Math.min(-1, Math.floor(-Math.log10(Math.max(records, 1)) + 1e-9)));
    }

    private static XYSeries stairs(RocCurves.Curve curve, double left, double bottom) {
        XYSeries series = new XYSeries(curve.name(), false, true);
        List<RocCurves.Point> points = curve.points();
        for (int i = 0; i < points.size(); i++) {
            boolean beforeTheEdge = i + 1 < points.size() && WHOLE * points.get(i + 1).falseShare() <= left;
            double x = Math.max(left, WHOLE * points.get(i).falseShare());
            double y = Math.max(bottom, WHOLE * points.get(i).trueShare());
            if (!beforeTheEdge && (i == points.size() - 1 || visible(series, x, y))) {
                if (!series.isEmpty()) {
                    series.add(x, series.getY(series.getItemCount() - 1).doubleValue());
                }
                series.add(x, y);
            }
        }
        return series;
    }

    /** Whether a point stands apart from the last one by more than a hair: thousands that do not would be drawn all the same. */
    private static boolean visible(XYSeries series, double x, double y) {
        int last = series.getItemCount() - 1;
        return last < 0 || x > HAIR * series.getX(last).doubleValue() || y > HAIR * series.getY(last).doubleValue();
    }

    private static XYIntervalSeries rates(RocCurves.Curve curve, double bottom) {
        XYIntervalSeries series = new XYIntervalSeries(curve.name(), false, true);
        for (RocCurves.Rate rate : curve.rates()) {
            double x = WHOLE * rate.falseShare();
            series.add(x, x, x, Math.max(bottom, WHOLE * rate.trueShare().value()), Math.max(bottom, WHOLE * rate.trueShare().low()),
                    Math.max(bottom, WHOLE * rate.trueShare().high()));
        }
        return series;
    }

    private static XYLineAndShapeRenderer lines(List<RocCurves.Curve> curves, ChartTheme theme) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true); // or each stair would begin its dashes anew
        renderer.setLegendLine(new Line2D.Double(-16, 0, 16, 0));
        renderer.setDefaultEntityRadius(6);
        renderer.setDefaultToolTipGenerator((data, series, item) -> data.getSeriesKey(series) + ": "
                + InWords.figures(data.getYValue(series, item)) + InWords.SPACE + "% of members found at "
                + InWords.figures(data.getXValue(series, item)) + InWords.SPACE + "% false alarms");
        for (int i = 0; i < curves.size(); i++) {
            renderer.setSeriesPaint(i, colour(curves, i, theme));
            renderer.setSeriesStroke(i, ChartTheme.dash(i));
        }
        return renderer;
    }

    private static XYErrorRenderer whiskers(List<RocCurves.Curve> curves, ChartTheme theme) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultToolTipGenerator((data, series, item) -> {
            IntervalXYDataset rates = (IntervalXYDataset) data;
            return data.getSeriesKey(series) + ", at " + InWords.figures(data.getXValue(series, item)) + InWords.SPACE + "% false alarms: "
                    + InWords.figures(rates.getYValue(series, item)) + InWords.SPACE + "% of members (95 % interval "
                    + InWords.figures(rates.getStartYValue(series, item)) + " to " + InWords.figures(rates.getEndYValue(series, item))
                    + ")";
        });
        renderer.setCapLength(6);
        renderer.setErrorStroke(ChartTheme.stroke(1.4));
        renderer.setDefaultSeriesVisibleInLegend(false);
        for (int i = 0; i < curves.size(); i++) {
            renderer.setSeriesPaint(i, colour(curves, i, theme));
            renderer.setSeriesShape(i, ChartTheme.mark(i));
        }
        return renderer;
    }

    /** An output has the colour that it has in every other chart; what is none has the next of the palette. */
    static Color colour(List<RocCurves.Curve> curves, int place, ChartTheme theme) {
        boolean outputs = curves.stream().anyMatch(curve -> curve.name().equals(Output.SECURE.label()));
        if (!outputs) {
            return theme.colour(place);
        }
        String name = curves.get(place).name();
        return Arrays.stream(Output.values()).filter(output -> output.label().equals(name)).findFirst().map(theme::of)
                // Beside the three: an adapted attacker green, other runs what is left.
                .orElseGet(() -> name.startsWith(Output.GUARDED.label() + ",") ? theme.inference() : theme.colour(place % 2 == 0 ? 5 : 3));
    }

    private static void guessing(XYPlot plot, double from, ChartTheme theme) {
        plot.addAnnotation(new XYLineAnnotation(from, from, WHOLE, WHOLE, ChartTheme.stroke(1.5, 2, 4), theme.muted()));
        XYTextAnnotation word = new XYTextAnnotation("guessing", 2.5 * from, 2.3 * from);
        word.setFont(ChartTheme.STRONG);
        word.setPaint(theme.muted());
        word.setTextAnchor(TextAnchor.TOP_LEFT);
        plot.addAnnotation(word);
    }
}
