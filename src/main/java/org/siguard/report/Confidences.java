package org.siguard.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;

/**
 * Member and non-member confidence, for instance before a guard and after it.
 *
 * @param histograms one above the other
 * @param picked     of each, the records that somebody picked, drawn as outlines in the bars; empty for none
 * @param marks      of each, where the one record lies that somebody points at, not a number for nowhere; empty for none
 * @param chosen     that of a run that somebody has chosen, as steps over one of them
 */
public record Confidences(List<ConfidenceHistogram> histograms, List<ConfidenceHistogram> picked, List<Double> marks,
        Optional<Outline> chosen) implements Pickable {
    private static final int EACH = 190;
    private static final int AROUND = 130;

    public Confidences {
        histograms = List.copyOf(histograms);
        picked = List.copyOf(picked);
        marks = List.copyOf(marks);
    }

    public Confidences(List<ConfidenceHistogram> histograms) {
        this(histograms, List.of(), List.of(), Optional.empty());
    }

    /**
     * Another run's confidences over those of a histogram.
     *
     * @param over the place of the histogram
     */
    public record Outline(int over, ConfidenceHistogram histogram) {
    }

    /** A bar, counted through all histograms: the place of its histogram times {@link ConfidenceHistogram#BINS}, and its own. */
    @Override
    public OptionalInt nearest(JFreeChart chart, Rectangle2D area, Point2D at) {
        if (histograms.isEmpty() || !area.contains(at) || !(chart.getPlot() instanceof CombinedDomainXYPlot plot)) {
            return OptionalInt.empty();
        }
        double each = (area.getHeight() + plot.getGap()) / histograms.size();
        int histogram = Math.clamp((int) ((at.getY() - area.getY()) / each), 0, histograms.size() - 1);
        double confidence = plot.getDomainAxis().java2DToValue(at.getX(), area, plot.getDomainAxisEdge());
        return OptionalInt.of(histogram * ConfidenceHistogram.BINS
                + Math.clamp((int) (confidence * ConfidenceHistogram.BINS), 0, ConfidenceHistogram.BINS - 1));
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return ConfidenceChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> rows = new ArrayList<>();
        for (ConfidenceHistogram histogram : histograms) {
            for (int bin = 0; bin < histogram.bins(); bin++) {
                rows.add(List.of(histogram.released(), (double) bin / histogram.bins(), (bin + 1.0) / histogram.bins(),
                        histogram.members().get(bin), histogram.nonMembers().get(bin)));
            }
        }
        return new DataTable(List.of("released", "from", "to", "members", "nonMembers"), rows);
    }

    @Override
    public String inWords() {
        return "How sure the model is of the true label, of members and of others: "
                + String.join(", ", histograms.stream().map(ConfidenceHistogram::released).toList()) + ".";
    }

    @Override
    public int height() {
        return AROUND + EACH * Math.max(1, histograms.size());
    }
}
