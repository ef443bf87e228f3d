package org.siguard.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.siguard.experiment.Output;

/** Draws {@link Confidences}: in each bin members, filled, beside non-members, hatched. Where both look alike, nothing can be told. */
final class ConfidenceChart {
    private static final double WHOLE = 100;
    /** Where the name of a panel begins: seldom is a bar high there. */
    private static final double NAME = 0.12;
    private static final String TITLE = "How sure the model is: members and others";
    private static final String SUBTITLE = "share of each side in each twentieth; where both look alike, nothing can be told";
    private static final String MEMBERS = "members";
    private static final Stroke[] STEPS = {ChartTheme.stroke(2.2, 9, 4), ChartTheme.stroke(2.2, 2, 3)};
    private static final Line2D ACROSS = new Line2D.Double(-16, 0, 16, 0);
    private static final String NON_MEMBERS = "non-members";

    private ConfidenceChart() {
    }

    static JFreeChart of(Confidences shown, ChartTheme theme) {
        double highest = Stream.concat(shown.histograms().stream(), shown.chosen().map(Confidences.Outline::histogram).stream())
                .mapToDouble(ConfidenceChart::highest).max().orElse(0);
        if (highest == 0) {
            XYPlot none = new XYPlot(null, axis("confidence"), axis("share"), new XYBarRenderer());
            ChartTheme.leaveEmpty(none);
            return theme.chart(none, TITLE, SUBTITLE, false);
        }
        NumberAxis confidence = axis("probability released for the true label");
        confidence.setRange(0, 1);
        confidence.setTickUnit(new NumberTickUnit(0.1, new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT))));
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(confidence);
        all.setGap(18);
        for (int i = 0; i < shown.histograms().size(); i++) {
            XYPlot plot = panel(shown.histograms().get(i), highest, theme);
            if (i < shown.picked().size()) {
                pick(plot, shown.picked().get(i), shown.histograms().get(i), theme);
            }
            if (i < shown.marks().size() && !Double.isNaN(shown.marks().get(i))) {
                ValueMarker mark = new ValueMarker(shown.marks().get(i), theme.ink(), ChartTheme.stroke(2.5));
                plot.addDomainMarker(mark, Layer.FOREGROUND);
            }
            int place = i;
            shown.chosen().filter(outline -> outline.over() == place).ifPresent(outline -> outline(plot, outline.histogram(), theme));
            theme.dress(plot);
            all.add(plot);
        }
        all.setFixedLegendItems(legend(shown, theme));
        return theme.chart(all, TITLE, SUBTITLE, true);
    }

    private static NumberAxis axis(String name) {
        return new NumberAxis(name);
    }

    private static double highest(ConfidenceHistogram histogram) {
        double highest = 0;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            highest = Math.max(highest, Math.max(ConfidenceHistogram.share(histogram.members(), bin),
                    ConfidenceHistogram.share(histogram.nonMembers(), bin)));
        }
        return highest;
    }

    private static XYPlot panel(ConfidenceHistogram histogram, double highest, ChartTheme theme) {
        XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
        bars.addSeries(side(MEMBERS, histogram.members(), 0.06, 0.5));
        bars.addSeries(side(NON_MEMBERS, histogram.nonMembers(), 0.5, 0.94));
        NumberAxis share = axis("share (%)");
        share.setRange(0, 1.08 * WHOLE * highest);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        renderer.setBarPainter(new Sides(theme));
        renderer.setDefaultToolTipGenerator(
                (data, series, item) -> String.format(Locale.ROOT, "%s, %s: %.1f %% of them between %.2f and %.2f",
                        histogram.released(), data.getSeriesKey(series), data.getYValue(series, item), (double) item / histogram.bins(),
                        (item + 1.0) / histogram.bins()));
        renderer.setSeriesPaint(0, members(theme));
        renderer.setSeriesPaint(1, nonMembers(theme));
        XYPlot plot = new XYPlot(bars, null, share, renderer);
        // Inside, since beside the axis a long name runs into the next panel's.
        XYTextAnnotation name = new XYTextAnnotation(histogram.released(), NAME, 1.05 * WHOLE * highest);
        name.setFont(ChartTheme.STRONG);
        name.setPaint(theme.ink());
        name.setBackgroundPaint(theme.ground());
        name.setTextAnchor(TextAnchor.TOP_LEFT);
        plot.addAnnotation(name);
        return plot;
    }

    /** Outlines of what was picked, as shares of the same whole. */
    private static void pick(XYPlot plot, ConfidenceHistogram picked, ConfidenceHistogram of, ChartTheme theme) {
        XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
        bars.addSeries(side(MEMBERS, picked.members(), of.members(), 0.06, 0.5));
        bars.addSeries(side(NON_MEMBERS, picked.nonMembers(), of.nonMembers(), 0.5, 0.94));
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setDrawBarOutline(true);
        for (int i = 0; i < 2; i++) {
            renderer.setSeriesPaint(i, new Color(0, true));
            renderer.setSeriesOutlinePaint(i, theme.ink());
            renderer.setSeriesOutlineStroke(i, ChartTheme.stroke(2.5));
        }
        plot.setDataset(1, bars);
        plot.setRenderer(1, renderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    }

    /** Steps over the bars: members in long dashes, others in short ones. */
    private static void outline(XYPlot plot, ConfidenceHistogram of, ChartTheme theme) {
        XYSeriesCollection steps = new XYSeriesCollection();
        steps.addSeries(steps(MEMBERS, of.members()));
        steps.addSeries(steps(NON_MEMBERS, of.nonMembers()));
        XYStepRenderer renderer = new XYStepRenderer();
        for (int i = 0; i < 2; i++) {
            renderer.setSeriesPaint(i, theme.chosen());
            renderer.setSeriesStroke(i, STEPS[i]);
        }
        renderer.setDefaultToolTipGenerator((data, series, item) -> String.format(Locale.ROOT, "%s, %s: %.1f %% of them", of.released(),
                data.getSeriesKey(series), data.getYValue(series, item)));
        plot.setDataset(2, steps);
        plot.setRenderer(2, renderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    }

    private static XYSeries steps(String name, List<Integer> counts) {
        XYSeries series = new XYSeries(name, false, true);
        for (int bin = 0; bin <= counts.size(); bin++) {
            series.add((double) bin / counts.size(),
                    WHOLE * ConfidenceHistogram.share(counts, Math.min(bin, counts.size() - 1)));
        }
        return series;
    }

    private static XYIntervalSeries side(String name, List<Integer> counts, double from, double to) {
        return side(name, counts, counts, from, to);
    }

    private static XYIntervalSeries side(String name, List<Integer> counts, List<Integer> whole, double from, double to) {
        XYIntervalSeries series = new XYIntervalSeries(name, false, true);
        int all = whole.stream().mapToInt(Integer::intValue).sum();
        double width = 1.0 / counts.size();
        for (int bin = 0; bin < counts.size(); bin++) {
            double share = all == 0 ? 0 : WHOLE * counts.get(bin) / all;
            series.add((bin + (from + to) / 2) * width, (bin + from) * width, (bin + to) * width, share, 0, share);
        }
        return series;
    }

    private static Color members(ChartTheme theme) {
        return theme.of(Output.SECURE);
    }

    private static Color nonMembers(ChartTheme theme) {
        return theme.of(Output.GUARDED);
    }

    private static LegendItemCollection legend(Confidences shown, ChartTheme theme) {
        LegendItemCollection items = new LegendItemCollection();
        items.add(new LegendItem(MEMBERS, null, null, null, new Rectangle2D.Double(-7, -5, 14, 10), members(theme)));
        items.add(new LegendItem(NON_MEMBERS, null, null, null, Hatch.swatch(14, 10), nonMembers(theme)));
        if (!shown.picked().isEmpty()) {
            items.add(line("picked records", ChartTheme.stroke(2.5), theme.ink(), new Rectangle2D.Double(-7, -5, 14, 10)));
        }
        if (shown.marks().stream().anyMatch(mark -> !Double.isNaN(mark))) {
            items.add(line("the record pointed at", ChartTheme.stroke(2.5), theme.ink(), new Line2D.Double(0, -6, 0, 6)));
        }
        shown.chosen().map(Confidences.Outline::histogram).ifPresent(other -> {
            items.add(line(MEMBERS + " " + other.released(), STEPS[0], theme.chosen(), ACROSS));
            items.add(line(NON_MEMBERS + " likewise", STEPS[1], theme.chosen(), ACROSS));
        });
        return items;
    }

    private static LegendItem line(String name, Stroke stroke, Color color, Shape shape) {
        return new LegendItem(name, null, null, null, false, ACROSS, false, color, false, color, stroke, true, shape, stroke, color);
    }

    /** Flat bars, those of non-members hatched. */
    private record Sides(ChartTheme theme) implements XYBarPainter {
        @Override
        public void paintBar(Graphics2D g, XYBarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base) {
            Rectangle2D area = bar.getBounds2D();
            if (area.getHeight() < 0.2) {
                return;
            }
            Color color = (Color) renderer.getSeriesPaint(row);
            g.setPaint(row == 0 ? color : theme.faint(color));
            g.fill(area);
            g.setPaint(color);
            if (row == 1) {
                Shape clip = g.getClip();
                g.clip(area);
                g.setStroke(ChartTheme.stroke(1.2));
                g.draw(Hatch.over(area));
                g.setClip(clip);
            }
            g.setStroke(ChartTheme.stroke(1));
            g.draw(area);
        }

        @Override
        public void paintBarShadow(Graphics2D g, XYBarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base,
                boolean pegShadow) {
            // flat on purpose
        }
    }
}
