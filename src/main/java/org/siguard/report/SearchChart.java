package org.siguard.report;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.siguard.experiment.Output;
import org.siguard.guard.SearchLog;

/**
 * What the membership classifier thinks at every point of a search: a line an outer iteration, across zero where it changes its mind. Valid
 * points are diamonds; a heavy line stands where the person has stepped to.
 */
public final class SearchChart {
    private static final String TURNED = "a logit, turned: below 0 h has changed its mind";
    private static final String DOUBT = "h's opinion";
    private static final String VALID = "valid noise";
    private static final int MOST_STARTS = 14;

    private SearchChart() {
    }

    /**
     * @param points of the search; may be empty
     * @param at     which of them the person looks at, or their number for what is released
     */
    public static JFreeChart of(List<SearchLog.Point> points, int at, ChartTheme theme) {
        return of(points, at, "only SIGuard looks for noise step by step", "This guard does not search", theme);
    }

    /** As long as nothing was asked: whether there will be a search, nobody knows yet. */
    public static JFreeChart none(ChartTheme theme) {
        return of(List.of(), 0, TURNED, "No answer yet", theme);
    }

    private static JFreeChart of(List<SearchLog.Point> points, int at, String without, String nothing, ChartTheme theme) {
        XYSeriesCollection dataset = new XYSeriesCollection();
        XYSeries doubt = new XYSeries(DOUBT, false, true);
        XYSeries valid = new XYSeries(VALID, false, true);
        for (int i = 0; i < points.size(); i++) {
            SearchLog.Point point = points.get(i);
            if (point.inner() == 0 && i > 0) {
                doubt.add(i - 0.5, null); // each outer iteration starts afresh
            }
            doubt.add(i, point.opinion());
            if (point.valid()) {
                valid.add(i, point.opinion());
            }
        }
        if (!points.isEmpty()) {
            dataset.addSeries(doubt);
            dataset.addSeries(valid);
        }
        XYPlot plot = new XYPlot(dataset, steps(points), opinions(), renderer(points, theme));
        if (points.isEmpty()) {
            ChartTheme.leaveEmpty(plot);
            plot.setNoDataMessage(nothing);
        } else {
            mark(plot, points, at, theme);
        }
        return theme.chart(plot, "What h thinks along the search",
                points.isEmpty() ? without : TURNED,
                !points.isEmpty());
    }

    private static void mark(XYPlot plot, List<SearchLog.Point> points, int at, ChartTheme theme) {
        plot.addRangeMarker(new ValueMarker(0, theme.floor(), ChartTheme.stroke(1.5, 9, 5)), Layer.BACKGROUND);
        int rounds = points.getLast().outer() + 1;
        for (int i = 0; i < points.size() && rounds <= MOST_STARTS; i++) {
            if (points.get(i).inner() == 0) {
                ValueMarker start = new ValueMarker(i - 0.5, theme.grid(), ChartTheme.stroke(1));
                start.setLabel(String.valueOf(points.get(i).outer() + 1));
                start.setLabelFont(ChartTheme.TEXT);
                start.setLabelPaint(theme.muted());
                start.setLabelBackgroundColor(new java.awt.Color(0, true));
                start.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
                start.setLabelTextAnchor(TextAnchor.TOP_LEFT);
                start.setLabelOffset(new RectangleInsets(1, 3, 1, 3));
                plot.addDomainMarker(start, Layer.BACKGROUND);
            }
        }
        if (at < points.size()) {
            plot.addDomainMarker(new ValueMarker(at, theme.ink(), new BasicStroke(2)), Layer.FOREGROUND);
        }
    }

    private static NumberAxis steps(List<SearchLog.Point> points) {
        NumberAxis axis = new NumberAxis("step; outer iteration above");
        axis.setRange(-1, Math.max(1, points.size()));
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        return axis;
    }

    private static NumberAxis opinions() {
        NumberAxis axis = new NumberAxis("opinion (logit)");
        axis.setAutoRangeIncludesZero(true);
        axis.setAutoRangeMinimumSize(0.5);
        axis.setUpperMargin(0.2);
        return axis;
    }

    private static XYLineAndShapeRenderer renderer(List<SearchLog.Point> points, ChartTheme theme) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        renderer.setSeriesPaint(0, theme.muted());
        renderer.setSeriesStroke(0, ChartTheme.stroke(2));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-1.5, -1.5, 3, 3));
        renderer.setSeriesShapesVisible(0, points.size() <= 150);
        renderer.setSeriesLinesVisible(1, false);
        renderer.setSeriesPaint(1, theme.of(Output.GUARDED));
        renderer.setSeriesShape(1, diamond(points.size() > 150 ? 3.5 : 5));
        renderer.setDefaultToolTipGenerator((data, series, item) -> {
            SearchLog.Point point = points.get((int) data.getXValue(series, item));
            return String.format(Locale.ROOT, "outer %d, step %d: %.2f%s", point.outer() + 1, point.inner(), point.opinion(),
                    point.valid() ? ", valid" : "");
        });
        return renderer;
    }

    private static Shape diamond(double radius) {
        Path2D.Double diamond = new Path2D.Double();
        diamond.moveTo(0, -radius);
        diamond.lineTo(radius, 0);
        diamond.lineTo(0, radius);
        diamond.lineTo(-radius, 0);
        diamond.closePath();
        return diamond;
    }
}
