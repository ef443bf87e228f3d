package org.siguard.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarPainter;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.siguard.experiment.Output;

/**
 * One answer, class by class: as the model gave it, the noise, and what comes of both. Drawn side by side the three read like a sum. The
 * noise is hatched, and what is released has a heavy outline where its class is the one that the answer names.
 */
public final class AnswerChart {
    /** More classes than this are too many to read: those that matter least in either answer are left out. */
    private static final int MOST_CLASSES = 10;
    private static final Font SMALL = ChartTheme.TEXT.deriveFont(11f);

    private AnswerChart() {
    }

    /** Which of the three. */
    public enum Part {
        BEFORE("The model's answer"), NOISE("The guard's noise"), AFTER("What the client gets");

        private final String title;

        Part(String title) {
            this.title = title;
        }
    }

    /**
     * The classes to draw, in their order: all, or the ten that are largest in any of these answers.
     */
    public static int[] classes(double[]... answers) {
        int count = answers[0].length;
        return IntStream.range(0, count).boxed().sorted((a, b) -> Double.compare(largest(b, answers), largest(a, answers)))
                .limit(MOST_CLASSES).sorted().mapToInt(Integer::intValue).toArray();
    }

    private static double largest(int label, double[][] answers) {
        double most = 0;
        for (double[] answer : answers) {
            most = Math.max(most, answer[label]);
        }
        return most;
    }

    /**
     * @param part     what is drawn
     * @param values   one a class
     * @param classes  those that are drawn
     * @param names    of all classes
     * @param subtitle what it is just now
     * @param span     the end of the axis, 0 to 1: for noise the axis goes as far to the left
     */
    public static JFreeChart of(Part part, double[] values, int[] classes, List<String> names, String subtitle, double span,
            ChartTheme theme) {
        DefaultCategoryDataset dataset = new DefaultCategoryDataset();
        for (int label : classes) {
            // What is written as 0 stands on no side of it.
            double value = part == Part.NOISE && Math.abs(values[label]) < 0.0005 ? 0 : 100 * values[label];
            dataset.addValue(value, part.title, names.get(label));
        }
        CategoryPlot plot = new CategoryPlot(dataset, rows(), axis(part, span), bars(part, theme));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        if (classes.length == 0) {
            ChartTheme.leaveEmpty(plot);
            plot.setNoDataMessage("No answer yet");
        }
        plot.setRangeGridlinesVisible(false);
        plot.setRangeZeroBaselineVisible(part == Part.NOISE && classes.length > 0);
        plot.setRangeZeroBaselinePaint(theme.muted());
        JFreeChart chart = theme.chart(plot, part.title, subtitle, false);
        plot.getDomainAxis().setTickLabelFont(SMALL);
        return chart;
    }

    private static CategoryAxis rows() {
        CategoryAxis rows = new CategoryAxis();
        rows.setLowerMargin(0.01);
        rows.setUpperMargin(0.01);
        rows.setCategoryMargin(0.2);
        rows.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        rows.setMaximumCategoryLabelWidthRatio(0.4f);
        return rows;
    }

    private static NumberAxis axis(Part part, double span) {
        NumberAxis axis = new NumberAxis();
        double end = 100 * span;
        // Room for the figure behind the bar.
        axis.setRange(part == Part.NOISE ? -1.75 * end : 0, (part == Part.NOISE ? 1.75 : 1.28) * end);
        // Every bar says its figure: ticks would only take room from them.
        axis.setVisible(false);
        return axis;
    }

    private static BarRenderer bars(Part part, ChartTheme theme) {
        BarRenderer bars = new BarRenderer();
        bars.setShadowVisible(false);
        bars.setMaximumBarWidth(0.12);
        bars.setSeriesPaint(0, part == Part.BEFORE ? theme.of(Output.SECURE) : theme.guard());
        bars.setBarPainter(new Bars(part, theme));
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator() {
            private static final long serialVersionUID = 1L;

            @Override
            public String generateLabel(CategoryDataset data, int row, int column) {
                return figure(part, data.getValue(row, column).doubleValue());
            }
        });
        bars.setDefaultItemLabelsVisible(true);
        bars.setDefaultItemLabelFont(SMALL);
        bars.setDefaultItemLabelPaint(theme.ink());
        bars.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        bars.setDefaultNegativeItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.OUTSIDE9, TextAnchor.CENTER_RIGHT));
        bars.setDefaultToolTipGenerator(
                (data, row, column) -> "class " + data.getColumnKey(column) + ": " + figure(part, data.getValue(row, column).doubleValue())
                        + (part == Part.NOISE ? " percentage points" : InWords.SPACE + "%"));
        return bars;
    }

    private static String figure(Part part, double value) {
        if (part != Part.NOISE) {
            return value > 0 && value < 0.1 ? "<0.1" : String.format(Locale.ROOT, "%.1f", value);
        }
        return Math.abs(value) < 0.05 ? "0" : String.format(Locale.ROOT, "%+.1f", value);
    }

    /** Flat bars; noise is hatched. */
    private record Bars(Part part, ChartTheme theme) implements BarPainter {
        @Override
        public void paintBar(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base) {
            Rectangle2D area = bar.getBounds2D();
            Color color = (Color) renderer.getSeriesPaint(row);
            g.setPaint(part == Part.NOISE ? theme.faint(color) : color);
            g.fill(area);
            if (part == Part.NOISE) {
                Shape clip = g.getClip();
                g.clip(area);
                g.setPaint(color);
                g.setStroke(ChartTheme.stroke(1.4));
                g.draw(Hatch.over(area));
                g.setClip(clip);
            }
            g.setPaint(color);
            g.setStroke(ChartTheme.stroke(1));
            g.draw(area);
        }

        @Override
        public void paintBarShadow(Graphics2D g, BarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base,
                boolean pegShadow) {
            // flat on purpose
        }
    }
}
