package org.siguard.report;

import java.awt.Color;
import java.awt.Stroke;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/**
 * The two lines that every accuracy of an attack is read against: guessing, dotted, and the gap attack, dashed. Their words stand on
 * either side, away from one another: the floor is never below guessing by much.
 */
final class ShareLines {
    private static final double GUESSING = 0.5;
    private static final RectangleInsets BESIDE = new RectangleInsets(5, 2, 4, 2);

    private ShareLines() {
    }

    /** Across a plot whose accuracies go upwards. */
    static ValueMarker guessing(ChartTheme theme) {
        ValueMarker line = line(GUESSING, "guessing", 0, theme.muted(), ChartTheme.stroke(1.5, 2, 4));
        line.setLabelAnchor(RectangleAnchor.BOTTOM_RIGHT);
        line.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        return line;
    }

    static ValueMarker gap(double share, ChartTheme theme) {
        ValueMarker line = line(share, "gap attack", 1, theme.floor(), ChartTheme.stroke(1.5, 9, 5));
        line.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        line.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        return line;
    }

    /** Upright, in a plot whose accuracies go to the right. */
    static ValueMarker uprightGuessing(ChartTheme theme) {
        ValueMarker line = guessing(theme);
        // As short as the gap's, for the same reason.
        line.setLabel("guess " + InWords.percent(GUESSING, 0));
        line.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        line.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        return line;
    }

    static ValueMarker uprightGap(double share, ChartTheme theme) {
        ValueMarker line = gap(share, theme);
        // Short: in a narrow chart a marker's words are cut off at the edge of the plot.
        line.setLabel("gap " + InWords.percent(share, 1));
        line.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        line.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        return line;
    }

    private static ValueMarker line(double share, String name, int decimals, Color color, Stroke stroke) {
        ValueMarker marker = new ValueMarker(100 * share, color, stroke);
        marker.setLabel(name + " " + InWords.percent(share, decimals));
        marker.setLabelFont(ChartTheme.STRONG);
        marker.setLabelPaint(color);
        marker.setLabelBackgroundColor(new Color(0, true));
        marker.setLabelOffset(BESIDE);
        return marker;
    }
}
