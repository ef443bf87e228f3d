package org.siguard.report;

import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * Member and non-member confidence, for instance before a guard and after it.
 *
 * @param histograms one above the other
 */
public record Confidences(List<ConfidenceHistogram> histograms) implements Drawing {
    private static final int EACH = 190;
    private static final int AROUND = 130;

    public Confidences {
        histograms = List.copyOf(histograms);
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
