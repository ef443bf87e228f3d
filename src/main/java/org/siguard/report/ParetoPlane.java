package org.siguard.report;

import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * Settings by two figures, of both of which less is better, and the front that none of them lies below.
 *
 * @param title  what the chart is called
 * @param x      what goes to the right
 * @param y      what goes up
 * @param points all that were tried; who is dominated is told by whoever compared them
 */
public record ParetoPlane(String title, Quantity x, Quantity y, List<ParetoPoint> points) implements Drawing {
    public ParetoPlane {
        points = List.copyOf(points);
    }

    @Override
    public JFreeChart chart(ChartTheme theme) {
        return ParetoChart.of(this, theme);
    }

    @Override
    public DataTable data() {
        List<List<Object>> rows = new ArrayList<>();
        for (ParetoPoint point : points) {
            rows.add(List.of(point.name(), point.x().value(), point.x().low(), point.x().high(), point.y().value(), point.y().low(),
                    point.y().high(), point.dominated(), point.chosen()));
        }
        return new DataTable(List.of("setting", x.name(), x.name() + " low95", x.name() + " high95", y.name(), y.name() + " low95",
                y.name() + " high95", "dominated", "chosen"), rows);
    }

    @Override
    public String inWords() {
        long front = points.stream().filter(point -> !point.dominated()).count();
        return title + ": " + points.size() + " settings by " + x.name() + " and " + y.name() + ", " + front + " of them on the front.";
    }

    @Override
    public int height() {
        return 440;
    }
}
