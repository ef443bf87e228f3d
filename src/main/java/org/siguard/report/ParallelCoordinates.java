package org.siguard.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;

/**
 * Trials of a sweep as lines through one upright axis a parameter or figure: which settings go together with which results.
 *
 * @param axes  from left to right
 * @param lines one a trial
 * @param marked the place in the list of the one that somebody points at, drawn in ink over all others; none below 0
 * @param baseline a run that the others are held against, drawn in dots
 * @param spans  ranges that somebody has marked, drawn as bars on their axes
 * @param faded  the places in the list of the lines outside of them
 */
public record ParallelCoordinates(String title, List<Quantity> axes, List<Line> lines, int marked, Optional<Line> baseline,
        List<Brushable.Span> spans, Set<Integer> faded) implements Brushable {
    /** With nothing marked. */
    public ParallelCoordinates(String title, List<Quantity> axes, List<Line> lines) {
        this(title, axes, lines, -1, Optional.empty(), List.of(), Set.of());
    }

    public ParallelCoordinates {
        axes = List.copyOf(axes);
        lines = List.copyOf(lines);
        spans = List.copyOf(spans);
        faded = Set.copyOf(faded);
        for (Line line : Stream.concat(lines.stream(), baseline.stream()).toList()) {
            if (line.values().size() != axes.size()) {
                throw new IllegalArgumentException(line.values().size() + " values on " + axes.size() + " axes: " + line.name());
            }
        }
    }

    /**
     * A trial.
     *
     * @param values one an axis; of a named quantity the place, of a share between 0 and 1
     * @param front  whether it is on the Pareto front
     */
    public record Line(String name, List<Double> values, boolean front) {
        public Line {
            values = List.copyOf(values);
            if (values.stream().anyMatch(value -> !Double.isFinite(value))) {
                throw new IllegalArgumentException("values of " + name + ": " + values);
            }
        }
    }

    @Override
    public OptionalInt nearest(JFreeChart chart, Rectangle2D area, Point2D at) {
        return ParallelChart.nearest(this, (XYPlot) chart.getPlot(), area, at);
    }

    /** A range of the axis beside which the drag began. */
    @Override
    public List<Span> brushed(JFreeChart chart, Rectangle2D area, Point2D from, Point2D to) {
        return ParallelChart.brushed(this, (XYPlot) chart.getPlot(), area, from, to).stream().toList();
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return ParallelChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<String> columns = new ArrayList<>(List.of("trial", "front"));
        axes.forEach(axis -> columns.add(axis.name()));
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Object> row = new ArrayList<>(List.of(line.name(), line.front()));
            for (int i = 0; i < axes.size(); i++) {
                Quantity axis = axes.get(i);
                double value = line.values().get(i);
                row.add(axis.kind() == Quantity.Kind.NAMED ? axis.inWords(value) : value);
            }
            rows.add(row);
        }
        return new DataTable(columns, rows);
    }

    @Override
    public String inWords() {
        return title + ": " + lines.size() + " trials over " + String.join(", ", axes.stream().map(Quantity::name).toList()) + ".";
    }

    @Override
    public int height() {
        return 420;
    }
}
