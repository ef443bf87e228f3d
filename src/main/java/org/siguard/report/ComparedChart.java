package org.siguard.report;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.siguard.attack.metric.Difference;

/** Draws {@link ComparedAttacks}: in each row a mark a run, one under the other, and at its end the difference of the last from the first. */
final class ComparedChart {
    private static final String TITLE = "Behind the guard, run by run";
    private static final double TENTH = 10;
    /** Of a row, what its marks share. */
    private static final double MARKS = 0.5;
    /** Room at the end of a row for a difference, in per cent of accuracy. */
    private static final double WORDS = 15;
    /** Where the axis begins at the latest: the word at the line of guessing stands left of it. */
    private static final double WORD = 30;
    /** Over the first row, for the word at the line of guessing. */
    private static final double HEADROOM = 1.1;

    private ComparedChart() {
    }

    static JFreeChart of(ComparedAttacks shown, ChartTheme theme) {
        XYIntervalSeriesCollection marks = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setCapLength(5);
        renderer.setErrorStroke(ChartTheme.stroke(1.6));
        for (int run = 0; run < shown.runs().size(); run++) {
            marks.addSeries(series(shown, run));
            renderer.setSeriesPaint(run, theme.colour(run));
            renderer.setSeriesShape(run, ChartTheme.mark(run));
        }
        renderer.setDefaultToolTipGenerator(
                (data, series, item) -> shown.rows().get((int) Math.round(data.getXValue(series, item))).attack()
                        + ", " + shown.runs().get(series) + ": " + InWords.percent(marks.getYValue(series, item) / 100, 1)
                        + " (95 % interval "
                        + InWords.percent(marks.getStartYValue(series, item) / 100, 1) + " to "
                        + InWords.percent(marks.getEndYValue(series, item) / 100, 1) + ")");
        NumberAxis accuracies = accuracies(marks);
        XYPlot plot = new XYPlot(marks, rows(shown.rows()), accuracies, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.addRangeMarker(ShareLines.uprightGuessing(theme), Layer.BACKGROUND);
        for (int row = 0; row < shown.rows().size(); row++) {
            double place = row;
            shown.rows().get(row).difference().ifPresent(
                    difference -> plot.addAnnotation(words(difference, place, accuracies.getUpperBound() - WORDS + 1, theme)));
        }
        return theme.chart(plot, TITLE, "95 % intervals; Δ: points of the last run to the first, * where the paired test (p < 0.05) says so"
                + (shown.left() > 0 ? "; " + shown.left() + " attacks that differ less are left out" : ""), true);
    }

    private static XYIntervalSeries series(ComparedAttacks shown, int run) {
        // Two runs may have one name.
        XYIntervalSeries series = new XYIntervalSeries(shown.runs().subList(0, run).contains(shown.runs().get(run))
                ? shown.runs().get(run) + " (" + (run + 1) + ")" : shown.runs().get(run), false, true);
        double each = MARKS / Math.max(1, shown.runs().size() - 1);
        for (int row = 0; row < shown.rows().size(); row++) {
            double place = row - MARKS / 2 + run * each;
            shown.rows().get(row).accuracies().get(run).ifPresent(accuracy -> series.add(place, place, place, 100 * accuracy.value(),
                    100 * accuracy.low(), 100 * accuracy.high()));
        }
        return series;
    }

    private static SymbolAxis rows(List<ComparedAttacks.Row> rows) {
        SymbolAxis axis = new SymbolAxis(null, rows.stream().map(ComparedAttacks.Row::attack).toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setInverted(true);
        axis.setRange(-0.5 - HEADROOM, rows.size() - 0.5);
        return axis;
    }

    private static NumberAxis accuracies(XYIntervalSeriesCollection marks) {
        double low = 50;
        double high = 50;
        for (int series = 0; series < marks.getSeriesCount(); series++) {
            for (int item = 0; item < marks.getItemCount(series); item++) {
                low = Math.min(low, marks.getStartYValue(series, item));
                high = Math.max(high, marks.getEndYValue(series, item));
            }
        }
        NumberAxis axis = new NumberAxis("attack accuracy (%)");
        axis.setRange(Math.clamp(TENTH * Math.floor((low - 1) / TENTH), 0, WORD), Math.max(60, high + 1) + WORDS);
        axis.setTickUnit(new NumberTickUnit(TENTH));
        return axis;
    }

    private static XYTextAnnotation words(Difference difference, double row, double from, ChartTheme theme) {
        String text = Baseline.delta(difference.value(), 0) + (difference.significant() ? " *" : "");
        XYTextAnnotation label = new XYTextAnnotation(text, row, from);
        label.setFont(difference.significant() ? ChartTheme.STRONG : ChartTheme.TEXT);
        label.setPaint(difference.significant() ? theme.ink() : theme.muted());
        label.setTextAnchor(TextAnchor.CENTER_LEFT);
        return label;
    }
}
