package org.siguard.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis whose ticks are numbers that people read: 1, 2 and 5 of each power of ten over a short range, the powers
 * alone over a long one.
 */
final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1;
    private static final double MANY = 4;
    private static final double SEVERAL = 2.2;
    private static final double FEW = 0.7;
    private final String unit;

    DecadeAxis(String label, String unit, double low, double high) {
        super(label);
        this.unit = unit;
        setAutoRange(false);
        setSmallestValue(low);
        setRange(low, high);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        double decades = Math.log10(getUpperBound() / getLowerBound());
        int[] steps = decades > MANY ? new int[] {1}
                : decades > SEVERAL ? new int[] {1, 3} : decades > FEW ? new int[] {1, 2, 5} : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
        List<NumberTick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(getLowerBound())); power <= Math.ceil(Math.log10(getUpperBound())); power++) {
            for (int step : steps) {
                double value = power < 0 ? step / Math.pow(10, -power) : step * Math.pow(10, power);
                if (value >= getLowerBound() * (1 - 1e-9) && value <= getUpperBound() * (1 + 1e-9)) {
                    ticks.add(new NumberTick(TickType.MAJOR, value, InWords.figures(value) + (unit.equals("%") ? InWords.SPACE + "%" : ""),
                            across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
                            across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT, 0));
                }
            }
        }
        return ticks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecadeAxis that && super.equals(other) && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + unit.hashCode();
    }
}
