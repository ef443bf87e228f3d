package org.siguard.report;

import org.jfree.chart.JFreeChart;

/**
 * A figure: what is drawn, in either theme, and the numbers behind it. What a figure shows is a small immutable record that
 * implements this, so that a sweep, an audit and the window can all feed the same chart; {@link ChartFiles} writes any of them.
 */
public interface Drawing {
    /** The chart. Numbers that are not there are not drawn; a figure with none says so. */
    JFreeChart chart(ChartTheme theme);

    /** The numbers that are drawn, as they are, not rounded for people. */
    DataTable data();

    /** What is to be seen, in a sentence, for who cannot see it. */
    String inWords();

    /** Wide enough for its words, in points of a screen (96 to the inch). */
    default int width() {
        return 900;
    }

    default int height() {
        return 360;
    }
}
