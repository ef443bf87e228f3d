package org.siguard.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.CategoryLineAnnotation;
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
 * part is hatched, what is predicted is pale and outlined with dashes, and each bar says in words which it is. A line across its end goes from
 * the least to the most that it may be.
 */
public final class LatencyChart {
    public static final String PREDICTED = "predicted";
    public static final String MEASURED = "measured";
    public static final String INFERENCE = "inference";
    public static final String GUARD = "guard";
    /** SIGuard, NDSS 2025: what the guard takes of the latency of ResNet-34. */
    private static final String PAPER_SHARE = "24.8";
    private static final String TITLE = "What users wait: latency";

    private LatencyChart() {
    }

    /**
     * @param predicted the figures of a preview, or null
     * @param measured  the figures of a measured run, or null
     * @param fits      whether the measured run had the settings of the preview
     */
    public static JFreeChart of(Figures predicted, Figures measured, boolean fits, ChartTheme theme) {
        return of(predicted, new Measurement(measured, fits, false), Beside.NOTHING, theme);
    }

    /** The same, with the latency of other runs below. */
    public static JFreeChart of(Figures predicted, Measurement measured, Beside beside, ChartTheme theme) {
        Figures.Latency before = predicted == null ? null : predicted.latency();
        Figures.Latency after = measured.latency();
        boolean fits = measured.fits();
        String subtitle = subtitle(fits && after != null ? after : before == null ? after : before);
        if (before == null && after == null) {
            return chart(List.of(), TITLE, subtitle, theme);
        }
        List<Row> rows = new ArrayList<>(List.of(row(PREDICTED, LatencyBar.Kind.PREDICTED, before, PREDICTED, "no prediction yet", false),
                row(MEASURED, LatencyBar.Kind.MEASURED, after, measured.name(), measured.inItsPlace(), !fits)));
        if (beside.pinned().isPresent() && beside.chosen().isPresent() && after == null && !measured.underWay()) {
            rows.removeLast(); // that nothing is measured is worth a row, but not where rows are many
        }
        Stream.of(beside.pinned(), beside.chosen()).flatMap(Optional::stream).filter(run -> run.figures().latency() != null)
                .forEach(run -> rows.add(row("run " + rows.size(), run, before, fits ? after : null)));
        return chart(rows, TITLE, subtitle, theme);
    }

    /** Held against what is known in the same way: a prediction against a prediction, a measurement against a measurement. */
    private static Row row(String key, Baseline baseline, Figures.Latency predicted, Figures.Latency measured) {
        Figures.Latency base = baseline.figures().latency();
        Figures.Latency now = base.predicted() ? predicted : measured;
        LatencyUnit unit = LatencyUnit.suiting(base.total());
        String delta =
                now == null ? "" : ", Δ " + (now.total() < base.total() ? "−" : "+") + unit.format(Math.abs(now.total() - base.total()));
        return new Row(key, base.predicted() ? LatencyBar.Kind.PREDICTED : LatencyBar.Kind.MEASURED, Optional.of(LatencyBar.of(key, base)),
                baseline.name() + delta, true);
    }

    static JFreeChart of(Latencies shown, ChartTheme theme) {
        List<Row> rows = new ArrayList<>();
        for (LatencyBar bar : shown.bars()) {
            rows.add(new Row(rows.size() + 1 + " " + bar.name(), bar.kind(), Optional.of(bar),
                    bar.name().isEmpty() ? bar.kind().label() : bar.name() + ", " + bar.kind().label(), false));
        }
        return chart(rows, TITLE, shown.basis(), theme);
    }

    /**
     * A bar and its words, or words alone.
     *
     * @param key  of its own
     * @param text said before its figures, or instead of them
     * @param brief whether only the whole is said, of a run with a long name
     */
    private record Row(String key, LatencyBar.Kind kind, Optional<LatencyBar> bar, String text, boolean brief) {
    }

    private static Row row(String key, LatencyBar.Kind kind, Figures.Latency latency, String name, String otherwise, boolean brief) {
        return new Row(key, kind, Optional.ofNullable(latency).map(known -> LatencyBar.of(key, known)), latency == null ? otherwise : name,
                brief);
    }

    private static JFreeChart chart(List<Row> rows, String title, String subtitle, ChartTheme theme) {
        double longest = rows.stream().flatMap(row -> row.bar().stream()).mapToDouble(LatencyBar::reach).max().orElse(0);
        LatencyUnit unit = LatencyUnit.suiting(longest);
        DefaultCategoryDataset dataset = new DefaultCategoryDataset();
        List<CategoryTextAnnotation> words = new ArrayList<>();
        if (longest > 0) {
            for (Row row : rows) {
                dataset.addValue(row.bar().map(bar -> unit.of(Math.min(bar.inference(), bar.total()))).orElse(null), INFERENCE, row.key());
                dataset.addValue(row.bar().map(bar -> unit.of(Math.max(0, bar.guard()))).orElse(null), GUARD, row.key());
                words.add(words(row, unit, theme));
            }
        }
        CategoryPlot plot = plot(dataset, rows.stream().map(Row::kind).toList(), longest, unit, theme);
        words.forEach(plot::addAnnotation);
        for (Row row : rows) {
            row.bar().flatMap(LatencyBar::limits).ifPresent(limits -> plot.addAnnotation(new CategoryLineAnnotation(row.key(),
                    unit.of(limits.low()), row.key(), unit.of(limits.high()), theme.ink(), ChartTheme.stroke(2.2))));
        }
        return theme.chart(plot, title, subtitle, longest > 0);
    }

    private static CategoryTextAnnotation words(Row row, LatencyUnit unit, ChartTheme theme) {
        String text = row.bar().map(bar -> row.text() + ", " + bar.network() + ": " + unit.format(bar.total()) + (row.brief() ? ""
                : " (" + unit.number(bar.inference()) + (bar.guard() < 0 ? " - " : " + ") + unit.number(Math.abs(bar.guard())) + ")"))
                .orElse(row.text());
        CategoryTextAnnotation annotation = new CategoryTextAnnotation(text, row.key(), 0);
        annotation.setCategoryAnchor(CategoryAnchor.START);
        annotation.setTextAnchor(TextAnchor.BOTTOM_LEFT);
        annotation.setFont(row.bar().isEmpty() ? ChartTheme.TEXT : ChartTheme.STRONG);
        annotation.setPaint(row.bar().isEmpty() ? theme.muted() : theme.ink());
        return annotation;
    }

    private static CategoryPlot plot(DefaultCategoryDataset dataset, List<LatencyBar.Kind> kinds, double longest, LatencyUnit unit,
            ChartTheme theme) {
        CategoryAxis rows = new CategoryAxis();
        rows.setTickLabelsVisible(false);
        rows.setLowerMargin(kinds.size() > 2 ? 0.17 : 0.28); // a line of words, in the smallest of windows as well
        rows.setUpperMargin(0.04);
        rows.setCategoryMargin(kinds.size() > 2 ? 0.38 : 0.3);
        NumberAxis times = new NumberAxis(unit.axisLabel());
        times.setRange(0, longest > 0 ? 1.06 * unit.of(longest) : 1);
        times.setTickLabelInsets(new RectangleInsets(2, 12, 2, 12)); // fewer ticks
        StackedBarRenderer bars = new StackedBarRenderer();
        bars.setSeriesPaint(0, theme.inference());
        bars.setSeriesPaint(1, theme.guard());
        bars.setShadowVisible(false);
        bars.setMaximumBarWidth(kinds.size() > 2 ? 0.4 / kinds.size() : 0.16);
        bars.setBarPainter(new LatencyBars(kinds, theme));
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
        return latency == null ? "of a batch, from the query to the client's answer" : basis(latency) + share(latency);
    }

    /** The paper has the guard's share for one network, so only a share can be held against it. */
    private static String share(Figures.Latency latency) {
        return latency.guard() <= 0 || latency.total() <= 0 ? ""
                : String.format(Locale.ROOT, "; guard %.1f\u00a0%% (paper, ResNet-34: %s\u00a0%%)",
                        100 * latency.guard() / latency.total(), PAPER_SHARE);
    }

    /** What a latency is of. */
    static String basis(Figures.Latency latency) {
        return "a batch of " + InWords.count(latency.batch()) + " over " + latency.network() + ": " + InWords.count(latency.rounds())
                + " rounds, " + InWords.bytes(latency.bytes());
    }
}
