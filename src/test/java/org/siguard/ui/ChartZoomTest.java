package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.siguard.attack.metric.Estimate;
import org.siguard.report.ChartTheme;
import org.siguard.report.ParetoPlane;
import org.siguard.report.ParetoPoint;
import org.siguard.report.Quantity;

/** What part of a chart is seen, for a logarithmic axis across and a linear one upwards. */
class ChartZoomTest {
    private static final Rectangle2D AREA = new Rectangle2D.Double(40, 20, 400, 300);

    private final JFreeChart chart = chart(0.6);
    private final ChartZoom zoom = new ChartZoom();

    private static JFreeChart chart(double y) {
        return new ParetoPlane("t", Quantity.logarithmic("latency", "s"), Quantity.share("attack"),
                List.of(new ParetoPoint("a", exact(1), exact(y), false), new ParetoPoint("b", exact(10), exact(0.55), false)))
                .chart(ChartTheme.LIGHT);
    }

    private static Estimate exact(double value) {
        return new Estimate(value, value, value);
    }

    private static ValueAxis across(JFreeChart chart) {
        return chart.getXYPlot().getDomainAxis();
    }

    private static ValueAxis up(JFreeChart chart) {
        return chart.getXYPlot().getRangeAxis();
    }

    @Test
    void whatIsUnderThePointerStaysThere() {
        zoom.take(chart);
        var edge = chart.getXYPlot().getDomainAxisEdge();
        double before = across(chart).java2DToValue(150, AREA, edge);
        Range whole = across(chart).getRange();
        zoom.zoom(2, 150, 100, AREA);
        assertThat(across(chart).java2DToValue(150, AREA, edge)).isCloseTo(before, within(1e-9));
        assertThat(Math.log(across(chart).getUpperBound() / across(chart).getLowerBound()))
                .as("half as many decades").isCloseTo(Math.log(whole.getUpperBound() / whole.getLowerBound()) / 2, within(1e-9));
        assertThat(zoom.isPart()).isTrue();
    }

    @Test
    void nobodyGetsOutOfThePicture() {
        zoom.take(chart);
        Range whole = across(chart).getRange();
        zoom.zoom(0.5, 150, 100, AREA);
        assertThat(across(chart).getRange()).isEqualTo(whole);
        zoom.zoom(4, 150, 100, AREA);
        Range part = across(chart).getRange();
        zoom.drag(10_000, 0, AREA);
        assertThat(across(chart).getLowerBound()).isCloseTo(whole.getLowerBound(), within(1e-9));
        assertThat(across(chart).getUpperBound() / across(chart).getLowerBound()).as("as much as before is seen")
                .isCloseTo(part.getUpperBound() / part.getLowerBound(), within(1e-6));
        for (int i = 0; i < 60; i++) {
            zoom.zoom(2, 150, 100, AREA);
        }
        assertThat(across(chart).getRange().getLength()).isPositive();
        zoom.reset();
        assertThat(across(chart).getRange()).isEqualTo(whole);
        assertThat(zoom.isPart()).isFalse();
    }

    @Test
    void ticksOfAPartAreItsOwnAndThoseOfTheWholeComeBack() {
        zoom.take(chart);
        double tens = ((NumberAxis) up(chart)).getTickUnit().getSize();
        zoom.zoom(8, 150, 100, AREA);
        assertThat(up(chart).isAutoTickUnitSelection()).isTrue();
        zoom.reset();
        assertThat(up(chart).isAutoTickUnitSelection()).isFalse();
        assertThat(((NumberAxis) up(chart)).getTickUnit().getSize()).isEqualTo(tens);
    }

    @Test
    void thePartStaysWhenOtherFiguresCome() {
        zoom.take(chart);
        zoom.zoom(2, 150, 100, AREA);
        Range part = up(chart).getRange();
        JFreeChart next = chart(0.61);
        zoom.take(next);
        assertThat(up(next).getRange().getLowerBound()).isCloseTo(part.getLowerBound(), within(1e-9));
        assertThat(up(next).getRange().getUpperBound()).isCloseTo(part.getUpperBound(), within(1e-9));
        zoom.reset();
        assertThat(zoom.isPart()).isFalse();
        zoom.zoom(0.5, 0, 0, AREA);
        zoom.take(null);
        zoom.zoom(2, 0, 0, AREA);
        assertThat(zoom.isPart()).isFalse();
    }
}
