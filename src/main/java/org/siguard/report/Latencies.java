package org.siguard.report;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.siguard.experiment.Figures;

/**
 * Waiting times of several settings, one under the other.
 *
 * @param basis what the times are of: {@code a batch of 100 over LAN}
 */
public record Latencies(List<LatencyBar> bars, String basis) implements Drawing {
    private static final int ROW = 62;
    private static final int AROUND = 150;

    public Latencies {
        bars = List.copyOf(bars);
    }

    /** That of a run. */
    public static Latencies of(Figures.Latency latency) {
        return new Latencies(List.of(LatencyBar.of("", latency)), LatencyChart.basis(latency));
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return LatencyChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        return new DataTable(List.of("setting", "kind", "network", "inferenceSeconds", "guardSeconds", "lowSeconds", "highSeconds"),
                bars.stream().map(bar -> List.<Object>of(bar.name(), bar.kind().label(), bar.network(), bar.inference(), bar.guard(),
                        bar.limits().<Object>map(Figures.Spread::low).orElse(""),
                        bar.limits().<Object>map(Figures.Spread::high).orElse("")))
                        .toList());
    }

    @Override
    public String inWords() {
        return "How long clients wait, inference and guard apart, " + basis + ".";
    }

    @Override
    public int height() {
        return AROUND + ROW * Math.max(1, bars.size());
    }
}
