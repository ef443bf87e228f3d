package org.siguard.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAnchor;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.siguard.experiment.Figures;

/**
 * How long the client waits for a batch: inference and guard stacked, what was predicted over what was measured. The guard's
 * part is hatched, what is predicted is pale and outlined with dashes, and each bar says in words which it is.
 */
public final class LatencyChart {
    public static final String PREDICTED = "predicted";
    public static final String MEASURED = "measured";
    public static final String INFERENCE = "inference";
    public static final String GUARD = "guard";

    private LatencyChart() {
    }

    /**
     * @param predicted the figures of a preview, or null
     * @param measured  the figures of a measured run, or null
     * @param fits      whether the measured run had the settings of the preview
     */
    public static JFreeChart of(Figures predicted, Figures measured, boolean fits, ChartTheme theme) {
        Figures.Latency before = predicted == null ? null : predicted.latency();
        Figures.Latency after = measured == null ? null : measured.latency();
        double longest = Math.max(before == null ? 0 : before.total(), after == null ? 0 : after.total());
        LatencyUnit unit = LatencyUnit.suiting(longest);

        DefaultCategoryDataset dataset = new DefaultCategoryDataset();
        List<CategoryTextAnnotation> words = new ArrayList<>();
        if (longest > 0) {
            add(dataset, words, PREDICTED, before, unit, PREDICTED, "no prediction yet", theme);
            add(dataset, words, MEASURED, after, unit, fits ? MEASURED : "measured, other settings",
                    "not measured yet: press Measure", theme);
        }
        CategoryPlot plot = plot(dataset, words, longest, unit, theme);
        return theme.chart(plot, "What users wait: latency", subtitle(fits && after != null ? after : before == null ? after : before),
                longest > 0);
    }

    private static void add(DefaultCategoryDataset dataset, List<CategoryTextAnnotation> words, String column, Figures.Latency latency,
            LatencyUnit unit, String name, String otherwise, ChartTheme theme) {
        dataset.addValue(latency == null ? null : unit.of(latency.inference()), INFERENCE, column);
        dataset.addValue(latency == null ? null : unit.of(latency.guard()), GUARD, column);
        String text = latency == null ? otherwise
                : name + ", " + latency.network() + ": " + unit.format(latency.total()) + " (" + unit.number(latency.inference()) + " + "
                        + unit.number(latency.guard()) + ")";
        CategoryTextAnnotation annotation = new CategoryTextAnnotation(text, column, 0);
        annotation.setCategoryAnchor(CategoryAnchor.START);
        annotation.setTextAnchor(TextAnchor.BOTTOM_LEFT);
        annotation.setFont(latency == null ? ChartTheme.TEXT : ChartTheme.STRONG);
        annotation.setPaint(latency == null ? theme.muted() : theme.ink());
        words.add(annotation);
    }

    private static CategoryPlot plot(DefaultCategoryDataset dataset, List<CategoryTextAnnotation> words, double longest, LatencyUnit unit,
            ChartTheme theme) {
        CategoryAxis rows = new CategoryAxis();
        rows.setTickLabelsVisible(false);
        rows.setLowerMargin(0.16);
        rows.setUpperMargin(0.04);
        rows.setCategoryMargin(0.34);
        NumberAxis times = new NumberAxis(unit.axisLabel());
        times.setRange(0, longest > 0 ? 1.06 * unit.of(longest) : 1);
        times.setTickLabelInsets(new RectangleInsets(2, 12, 2, 12)); // fewer ticks
        StackedBarRenderer bars = new StackedBarRenderer();
        bars.setSeriesPaint(0, theme.inference());
        bars.setSeriesPaint(1, theme.guard());
        bars.setShadowVisible(false);
        bars.setMaximumBarWidth(0.2);
        bars.setBarPainter(new LatencyBars(theme));
        bars.setDefaultToolTipGenerator((data, row, column) -> data.getColumnKey(column) + ", " + data.getRowKey(row) + ": "
                + InWords.threeFigures(data.getValue(row, column).doubleValue()) + InWords.SPACE + unit.symbol());
        CategoryPlot plot = new CategoryPlot(dataset.getColumnCount() == 0 ? null : dataset, rows, times, bars);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false); // they would cross the words; the words give the values
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        if (longest == 0) {
            ChartTheme.leaveEmpty(plot);
        }
        plot.setFixedLegendItems(legend(theme));
        words.forEach(plot::addAnnotation);
        return plot;
    }

    private static LegendItemCollection legend(ChartTheme theme) {
        LegendItemCollection items = new LegendItemCollection();
        items.add(item(INFERENCE, new Rectangle2D.Double(-7, -5, 14, 10), theme.inference()));
        items.add(item(GUARD, Hatch.swatch(14, 10), theme.guard()));
        return items;
    }

    private static LegendItem item(String name, Shape shape, Color color) {
        return new LegendItem(name, null, null, null, shape, color);
    }

    private static String subtitle(Figures.Latency latency) {
        if (latency == null) {
            return "of a batch, from the query to the client's answer";
        }
        return "a batch of " + InWords.count(latency.batch()) + " over " + latency.network() + ": " + InWords.count(latency.rounds())
                + " rounds, "
                + InWords.bytes(latency.bytes());
    }
}
