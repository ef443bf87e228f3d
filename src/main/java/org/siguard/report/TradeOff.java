package org.siguard.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.siguard.attack.metric.Estimate;

/**
 * How attacks, and whatever else is a share, answer to one parameter.
 *
 * @param title     what the chart is called
 * @param parameter what is changed
 * @param share     what the shares are of: the axis says so
 * @param lines     one a figure that answers to it
 * @param gapFloor  the gap attack's accuracy on plain outputs, where it is known
 */
public record TradeOff(String title, Quantity parameter, String share, List<Line> lines, Optional<Estimate> gapFloor) implements Drawing {
    public TradeOff {
        lines = List.copyOf(lines);
    }

    /**
     * A figure over the parameter.
     *
     * @param points put in the order of the parameter
     */
    public record Line(String name, List<At> points) {
        public Line {
            points = points.stream().sorted(Comparator.comparingDouble(At::setting)).toList();
        }
    }

    /** The figure at one setting. */
    public record At(double setting, Estimate share) {
        public At {
            if (!Double.isFinite(setting)) {
                throw new IllegalArgumentException("a setting of " + setting);
            }
        }
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return TradeOffChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            for (At at : line.points()) {
                rows.add(List.of(line.name(), at.setting(), parameter.inWords(at.setting()), at.share().value(), at.share().low(),
                        at.share().high()));
            }
        }
        gapFloor.ifPresent(gap -> rows.add(List.of("gap attack on plain outputs", "", "", gap.value(), gap.low(), gap.high())));
        return new DataTable(List.of("line", "setting", "settingInWords", "value", "low95", "high95"), rows);
    }

    @Override
    public String inWords() {
        return title + ": " + (lines.isEmpty() ? "no figures" : String.join(", ", lines.stream().map(Line::name).toList())) + " over "
                + parameter.name() + ", each with its 95 % interval.";
    }
}
