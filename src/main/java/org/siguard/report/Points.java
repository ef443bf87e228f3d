package org.siguard.report;

import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalDataItem;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Output;

/**
 * Shares in per cent as points with their 95 % intervals, side by side over named places: one series an output, told apart by
 * colour and by shape.
 */
final class Points {
    private static final double TENTH = 10;
    /** Room for the figure over an interval. */
    private static final double LABEL = 0.03;
    /** How far beside a figure that of another run stands. */
    private static final double BESIDE = 0.1;

    private final ChartTheme theme;
    private final Fidelity fidelity;
    private final List<String> places;
    private final XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
    private final List<Look> looks = new ArrayList<>();
    private final List<XYTextAnnotation> labels = new ArrayList<>();
    private double lowest = 100;
    private double highest;

    /** How a series is drawn. */
    private record Look(Color color, Shape shape, boolean filled) {
    }

    /** @param fidelity of the figures: it has a say in what an output is called */
    Points(ChartTheme theme, Fidelity fidelity, List<String> places) {
        this.theme = theme;
        this.fidelity = fidelity;
        this.places = List.copyOf(places);
    }

    /** Adds a point at {@code place}, moved sideways by {@code aside} (a share of the distance between places). */
    void add(Output output, int place, double aside, Estimate share) {
        XYIntervalSeries series = series(output);
        double x = place + aside;
        series.add(x, x, x, 100 * share.value(), 100 * share.low(), 100 * share.high());
        include(share.low());
        include(share.high() + LABEL);
        labels.add(label(x, 100 * share.high() + 0.6, percent(100 * share.value())));
    }

    /** Holds a point against that of a baseline: a cross where it was, and under the interval by how much it differs. */
    void hold(Baseline baseline, int place, double aside, Estimate now, Estimate before) {
        double x = place + aside;
        int index = dataset.indexOf(baseline.series());
        if (index < 0) {
            dataset.addSeries(new XYIntervalSeries(baseline.series(), false, true));
            looks.add(new Look(theme.ink(), ChartTheme.mark(5), true));
            index = dataset.getSeriesCount() - 1;
        }
        double y = 100 * before.value();
        dataset.getSeries(index).add(x, x, x, y, y, y);
        include(before.value());
        include(now.low() - LABEL);
        XYTextAnnotation delta = label(x, 100 * Math.min(now.low(), before.value()) - 0.8,
                Baseline.delta(now.value(), before.value()));
        delta.setTextAnchor(TextAnchor.TOP_CENTER);
        labels.add(delta);
    }

    /** Shows the figure of a run that was chosen, hollow and a little to the right, so that neither covers the other. */
    void show(Baseline chosen, int place, double aside, Estimate share) {
        int index = dataset.indexOf(Beside.series(chosen));
        if (index < 0) {
            dataset.addSeries(new XYIntervalSeries(Beside.series(chosen), false, true));
            looks.add(new Look(theme.chosen(), ChartTheme.mark(4), false));
            index = dataset.getSeriesCount() - 1;
        }
        double x = place + aside + BESIDE;
        dataset.getSeries(index).add(x, x, x, 100 * share.value(), 100 * share.low(), 100 * share.high());
        include(share.low());
        include(share.high());
    }

    /** Over the interval, where no line through the point crosses it. */
    private XYTextAnnotation label(double x, double y, String text) {
        XYTextAnnotation label = new XYTextAnnotation(text, x, y);
        label.setFont(ChartTheme.STRONG);
        label.setPaint(theme.ink());
        label.setBackgroundPaint(theme.ground());
        label.setTextAnchor(TextAnchor.BOTTOM_CENTER);
        return label;
    }

    /** Widens the axis so that this share is on it. */
    void include(double share) {
        lowest = Math.min(lowest, 100 * share);
        highest = Math.max(highest, 100 * share);
    }

    private XYIntervalSeries series(Output output) {
        String name = InWords.name(output, fidelity);
        int index = dataset.indexOf(name);
        if (index >= 0) {
            return dataset.getSeries(index);
        }
        XYIntervalSeries series = new XYIntervalSeries(name, false, true);
        dataset.addSeries(series);
        looks.add(new Look(theme.of(output), theme.shape(output), true));
        return series;
    }

    /**
     * @param margin room beside the last place, as a share of the distance between places, for what is written there
     */
    XYPlot plot(String rangeLabel, double margin) {
        XYPlot plot = new XYPlot(dataset, places(margin), range(rangeLabel), renderer());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        labels.forEach(plot::addAnnotation);
        if (looks.isEmpty()) {
            ChartTheme.leaveEmpty(plot);
        }
        return plot;
    }

    private SymbolAxis places(double margin) {
        SymbolAxis axis = new SymbolAxis(null, places.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, Math.max(places.size(), 1) - 0.5 + margin);
        return axis;
    }

    /** Whole tens, and at least thirty per cent, so that the axis stands still while a slider moves. */
    private NumberAxis range(String label) {
        NumberAxis axis = new NumberAxis(label);
        double low = TENTH * Math.floor((lowest - 1) / TENTH);
        double high = TENTH * Math.ceil((highest + 1) / TENTH);
        low = Math.clamp(low, 0, 100);
        high = Math.clamp(Math.max(high, low + 3 * TENTH), 0, 100);
        low = Math.clamp(Math.min(low, high - 3 * TENTH), 0, 100);
        axis.setRange(low, high);
        axis.setTickUnit(new NumberTickUnit(TENTH));
        return axis;
    }

    private XYErrorRenderer renderer() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setCapLength(7);
        renderer.setErrorStroke(ChartTheme.stroke(2));
        for (int i = 0; i < looks.size(); i++) {
            renderer.setSeriesPaint(i, looks.get(i).color);
            renderer.setSeriesShape(i, looks.get(i).shape);
            renderer.setSeriesShapesFilled(i, looks.get(i).filled);
        }
        renderer.setDefaultToolTipGenerator((data, series, item) -> tooltip(series, item));
        return renderer;
    }

    private String tooltip(int series, int item) {
        XYIntervalDataItem point = (XYIntervalDataItem) dataset.getSeries(series).getDataItem(item);
        String place = places.get((int) Math.round(point.getX()));
        return place + ", " + dataset.getSeriesKey(series) + ": " + percent(point.getYValue()) + " (95 % interval "
                + percent(point.getYLowValue()) + " to " + percent(point.getYHighValue()) + ")";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", value) + InWords.SPACE + "%";
    }
}
