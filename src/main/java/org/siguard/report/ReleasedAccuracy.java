package org.siguard.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.siguard.attack.metric.Estimate;
import org.siguard.experiment.Output;

/**
 * How far the strongest attack gets on each kind of output that may be released.
 *
 * @param rows     from top to bottom
 * @param gapFloor the gap attack's accuracy, where it is known
 */
public record ReleasedAccuracy(String title, List<Row> rows, Optional<Estimate> gapFloor) implements Drawing {
    private static final int ROW = 26;
    private static final int AROUND = 170;

    public ReleasedAccuracy {
        rows = List.copyOf(rows);
    }

    /**
     * One kind of output.
     *
     * @param released what is released
     * @param kind     plain, secure or guarded
     * @param accuracy of the strongest attack on it
     */
    public record Row(String released, Output kind, Estimate accuracy) {
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return ReleasedChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(List.of(row.released(), row.kind().label(), row.accuracy().value(), row.accuracy().low(),
                row.accuracy().high())));
        gapFloor.ifPresent(gap -> cells.add(List.of("gap attack on plain outputs", "", gap.value(), gap.low(), gap.high())));
        return new DataTable(List.of("released", "kind", "accuracy", "low95", "high95"), cells);
    }

    @Override
    public String inWords() {
        return title + ": the strongest attack on each of " + rows.size() + " kinds of output, with 95 % intervals.";
    }

    @Override
    public int height() {
        return AROUND + ROW * Math.max(2, rows.size());
    }
}
