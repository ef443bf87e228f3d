package org.siguard.ui;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;

/**
 * The part of a chart that is looked at. It is reckoned in points of the screen, so that logarithmic axes need no rule of their own; nobody
 * can zoom or drag out of the picture. Axes of names stay whole. When the same chart comes with other figures, the part stays.
 */
final class ChartZoom {
    /** No part is smaller than this share of the whole. */
    private static final double SMALLEST = 0.002;

    private List<Whole> wholes = List.of();

    /** An axis as it came, and which edge of the plot it runs along. */
    private record Whole(ValueAxis axis, RectangleEdge edge, Range range, NumberTickUnit unit) {
        static Whole of(ValueAxis axis, RectangleEdge edge) {
            return new Whole(axis, edge, axis.getRange(), axis instanceof NumberAxis number && !number.isAutoTickUnitSelection()
                    ? number.getTickUnit() : null);
        }

        boolean across() {
            return RectangleEdge.isTopOrBottom(edge);
        }

        double at(double value, Rectangle2D area) {
            return axis.valueToJava2D(value, area, edge);
        }

        boolean isPart() {
            return !axis.getRange().equals(range);
        }

        /** Shows what lies between two places on the screen, as much of it as there is. */
        void show(double one, double other, Rectangle2D area) {
            double ends = at(range.getLowerBound(), area);
            double rest = at(range.getUpperBound(), area);
            double first = Math.clamp(Math.min(one, other), Math.min(ends, rest), Math.max(ends, rest));
            double last = Math.clamp(Math.max(one, other), Math.min(ends, rest), Math.max(ends, rest));
            if (last - first < SMALLEST * Math.abs(rest - ends)) {
                return;
            }
            double a = axis.java2DToValue(first, area, edge);
            double b = axis.java2DToValue(last, area, edge);
            Range now = new Range(Math.min(a, b), Math.max(a, b));
            boolean all = last - first > (1 - 1e-9) * Math.abs(rest - ends);
            show(all ? range : now);
        }

        void show(Range now) {
            axis.setRange(now);
            if (unit != null) {
                NumberAxis number = (NumberAxis) axis;
                if (now.equals(range)) {
                    number.setTickUnit(unit);
                } else {
                    number.setAutoTickUnitSelection(true);
                }
            }
        }
    }

    /** Another chart is shown. */
    void take(JFreeChart chart) {
        List<Whole> now = wholes(chart);
        boolean same = now.size() == wholes.size();
        for (int i = 0; i < now.size() && same; i++) {
            same = Objects.equals(now.get(i).axis.getLabel(), wholes.get(i).axis.getLabel());
        }
        List<Whole> before = wholes;
        wholes = now;
        for (int i = 0; i < now.size() && same; i++) {
            if (before.get(i).isPart()) {
                Range kept = before.get(i).axis.getRange();
                if (now.get(i).range.intersects(kept)) {
                    now.get(i).show(new Range(Math.max(kept.getLowerBound(), now.get(i).range.getLowerBound()),
                            Math.min(kept.getUpperBound(), now.get(i).range.getUpperBound())));
                }
            }
        }
    }

    private static List<Whole> wholes(JFreeChart chart) {
        List<Whole> out = new ArrayList<>();
        Plot plot = chart == null ? null : chart.getPlot();
        if (plot instanceof XYPlot xy) {
            add(out, xy.getDomainAxis(), xy.getDomainAxisEdge());
            add(out, xy.getRangeAxis(), xy.getRangeAxisEdge());
        } else if (plot instanceof CategoryPlot categories) {
            add(out, categories.getRangeAxis(), categories.getRangeAxisEdge());
        }
        return out;
    }

    private static void add(List<Whole> to, ValueAxis axis, RectangleEdge edge) {
        if (axis != null && axis.isVisible() && !(axis instanceof SymbolAxis)) {
            to.add(Whole.of(axis, edge));
        }
    }

    /** Whether only a part is looked at. */
    boolean isPart() {
        return wholes.stream().anyMatch(Whole::isPart);
    }

    /** Takes a larger (below 1) or smaller part, about a point that stays where it is. */
    void zoom(double factor, double x, double y, Rectangle2D area) {
        for (Whole whole : wholes) {
            double fixed = whole.across() ? x : y;
            double low = whole.at(whole.axis.getLowerBound(), area);
            double high = whole.at(whole.axis.getUpperBound(), area);
            whole.show(fixed + (low - fixed) / factor, fixed + (high - fixed) / factor, area);
        }
    }

    /** Moves what is seen by so many points of the screen. */
    void drag(double right, double down, Rectangle2D area) {
        for (Whole whole : wholes) {
            double low = whole.at(whole.axis.getLowerBound(), area);
            double high = whole.at(whole.axis.getUpperBound(), area);
            double ends = whole.at(whole.range.getLowerBound(), area);
            double rest = whole.at(whole.range.getUpperBound(), area);
            double by = -(whole.across() ? right : down);
            by = Math.clamp(by, Math.min(ends, rest) - Math.min(low, high), Math.max(ends, rest) - Math.max(low, high));
            whole.show(low + by, high + by, area);
        }
    }

    /** Shows the whole. */
    void reset() {
        wholes.forEach(whole -> whole.show(whole.range));
    }
}
