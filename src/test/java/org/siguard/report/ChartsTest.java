package org.siguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.IntervalXYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.AtomicFiles;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

class ChartsTest {
    private static final Figures PREVIEW = SampleFigures.of(Experiment.standard(), Fidelity.PREVIEW, 1);
    private static final Figures MEASURED = SampleFigures.of(Experiment.standard(), Fidelity.MEASURED, 1);

    @Test
    void attackChartHoldsEveryPointWithItsInterval() {
        XYPlot plot = (XYPlot) AttackChart.of(PREVIEW, ChartTheme.LIGHT).getPlot();
        IntervalXYDataset points = (IntervalXYDataset) plot.getDataset();
        assertThat(points.getSeriesCount()).isEqualTo(3);
        Figures.AttackFigure guardedConfidence = PREVIEW.attacks().stream()
                .filter(f -> f.attack().equals("confidence") && f.output() == Output.GUARDED).findFirst().orElseThrow();
        assertThat(points.getYValue(2, 1)).isEqualTo(100 * guardedConfidence.accuracy().value());
        assertThat(points.getStartYValue(2, 1)).isEqualTo(100 * guardedConfidence.accuracy().low());
        assertThat(points.getEndYValue(2, 1)).isEqualTo(100 * guardedConfidence.accuracy().high());
        assertThat(plot.getRangeAxis().getRange().contains(50)).isTrue();
    }

    @Test
    void manyAttacksHaveRowsAndTheAdaptedOnesStandInTheRowOfTheirOwn() {
        Estimate low = new Estimate(0.55, 0.5, 0.6);
        Estimate high = new Estimate(0.7, 0.65, 0.75);
        List<Figures.AttackFigure> attacks = new ArrayList<>();
        for (String name : List.of("gap", "loss", "confidence", "entropy", "modified entropy", "h")) {
            attacks.add(new Figures.AttackFigure(name, Output.PLAIN, low));
            attacks.add(new Figures.AttackFigure(name, Output.GUARDED, low));
            attacks.add(new Figures.AttackFigure(name + ", adapted", Output.GUARDED, high));
        }
        XYPlot plot = (XYPlot) AttackChart.of(new Figures(Fidelity.MEASURED, 20, 20, attacks, List.of(), 0.6, null), ChartTheme.LIGHT)
                .getPlot();
        IntervalXYDataset points = (IntervalXYDataset) plot.getDataset();
        assertThat(points.getSeriesCount()).as("plain, guarded, guarded and adapted").isEqualTo(3);
        assertThat(points.getItemCount(2)).isEqualTo(6);
        assertThat(Math.round(points.getXValue(2, 4))).as("in the row of the fifth").isEqualTo(4);
        assertThat(points.getStartYValue(2, 4)).isEqualTo(65);
        assertThat(plot.getRangeAxis().getRange().contains(75)).isTrue();
        assertThat(plot.getAnnotations()).extracting(note -> ((XYTextAnnotation) note).getText())
                .containsOnly("70.0" + InWords.SPACE + "%");
    }

    /** Places are 0, 1 and so on, from left to right. */
    @Test
    void theOutputsOfAnAttackAreCentredOverItsNameHoweverManyThereAre() {
        Estimate some = new Estimate(0.6, 0.55, 0.65);
        List<Figures.AttackFigure> attacks = List.of(new Figures.AttackFigure("gap", Output.PLAIN, some),
                new Figures.AttackFigure("gap", Output.SECURE, some), new Figures.AttackFigure("gap", Output.GUARDED, some),
                new Figures.AttackFigure("pair", Output.PLAIN, some), new Figures.AttackFigure("pair", Output.GUARDED, some),
                new Figures.AttackFigure("confidence, adapted", Output.GUARDED, some));
        XYPlot plot = (XYPlot) AttackChart.of(new Figures(Fidelity.MEASURED, 20, 20, attacks, List.of(), 0.6, null), ChartTheme.LIGHT)
                .getPlot();
        IntervalXYDataset points = (IntervalXYDataset) plot.getDataset();
        assertThat(points.getXValue(1, 0)).as("three: the middle one").isEqualTo(0);
        assertThat(points.getXValue(0, 1) + points.getXValue(2, 1)).as("two: as far to the left as to the right").isEqualTo(2);
        assertThat(points.getXValue(2, 2)).as("one: over the name").isEqualTo(2);
    }

    @Test
    void theLineThatSinglePointsMayLieBelowSaysWhatItIs() {
        JFreeChart chart = AttackChart.of(MEASURED, ChartTheme.LIGHT);
        assertThat(((XYPlot) chart.getPlot()).getRangeMarkers(Layer.BACKGROUND)).extracting(marker -> ((Marker) marker).getLabel())
                .contains("gap attack 64.0" + InWords.SPACE + "%");
        assertThat(((TextTitle) chart.getSubtitle(1)).getText()).contains("gap floor")
                .contains("what wrong labels alone give away");
    }

    @Test
    void aPreviewSaysThatNoSharesAreBehindSecure() {
        XYPlot preview = (XYPlot) AttackChart.of(PREVIEW, ChartTheme.LIGHT).getPlot();
        XYPlot measured = (XYPlot) AttackChart.of(MEASURED, ChartTheme.LIGHT).getPlot();
        assertThat(preview.getDataset().getSeriesKey(1)).isEqualTo("secure (fixed-point twin)");
        assertThat(measured.getDataset().getSeriesKey(1)).isEqualTo("secure");
        assertThat(((TextTitle) Top1Chart.of(PREVIEW, ChartTheme.LIGHT).getSubtitle(1)).getText()).endsWith("twin: no shares");
        assertThat(((TextTitle) Top1Chart.of(MEASURED, ChartTheme.LIGHT).getSubtitle(1)).getText()).doesNotContain("twin");
        assertThat(Findings.inOneLine(MEASURED)).contains("(secure)");
    }

    @Test
    void latencyChartKeepsPredictionAndMeasurementApart() {
        CategoryPlot plot = LatencyChart.of(PREVIEW, MEASURED, true, ChartTheme.LIGHT).getCategoryPlot();
        assertThat(plot.getDataset().getColumnKeys()).isEqualTo(List.of(LatencyChart.PREDICTED, LatencyChart.MEASURED));
        assertThat(plot.getDataset().getValue(LatencyChart.GUARD, LatencyChart.MEASURED)).isEqualTo(MEASURED.latency().guard());
        CategoryPlot alone = LatencyChart.of(PREVIEW, null, true, ChartTheme.LIGHT).getCategoryPlot();
        assertThat(alone.getDataset().getValue(LatencyChart.GUARD, LatencyChart.MEASURED)).isNull();
    }

    /** So small it is in the window at 1280 by 800 while a lesson's words stand above. */
    @Test
    void theFirstBarHasRoomForItsWordsInASmallChartToo() {
        JFreeChart chart = LatencyChart.of(PREVIEW, MEASURED, true, ChartTheme.LIGHT);
        ChartRenderingInfo layout = new ChartRenderingInfo();
        chart.createBufferedImage(374, 188, layout);
        Rectangle2D area = layout.getPlotInfo().getDataArea();
        double first = chart.getCategoryPlot().getDomainAxis().getCategoryStart(0, 2, area, RectangleEdge.LEFT);
        assertThat(first - area.getY()).as("of %s", area).isGreaterThan(ChartTheme.STRONG.getSize2D());
    }

    @Test
    void aShortLatencyIsShownInMilliseconds() {
        assertThat(LatencyUnit.suiting(0.35).format(0.35)).isEqualTo("350" + InWords.SPACE + "ms");
        assertThat(LatencyUnit.suiting(3.29).format(1.1)).isEqualTo("1.10" + InWords.SPACE + "s");
        assertThat(LatencyUnit.suiting(600).format(600)).isEqualTo("10.0" + InWords.SPACE + "min");
    }

    /** WCAG 2: 4.5 to 1 for text, 3 to 1 for the parts of a picture that must be told from the ground. */
    @ParameterizedTest
    @EnumSource(ChartTheme.class)
    void coloursStandOutFromTheGround(ChartTheme theme) {
        for (Color text : List.of(theme.ink(), theme.muted(), theme.floor())) {
            assertThat(contrast(text, theme.ground())).isGreaterThanOrEqualTo(4.5);
        }
        for (Color drawn : List.of(theme.of(Output.PLAIN), theme.of(Output.SECURE), theme.of(Output.GUARDED), theme.inference(),
                theme.colour(0), theme.colour(1), theme.colour(2), theme.colour(3), theme.colour(4), theme.colour(5))) {
            assertThat(contrast(drawn, theme.ground())).isGreaterThanOrEqualTo(3);
        }
    }

    /** Drawn into target/charts, for a look. */
    @ParameterizedTest
    @EnumSource(ChartTheme.class)
    void everyChartDrawsWithAndWithoutFigures(ChartTheme theme) throws IOException {
        Map<String, JFreeChart> charts = Map.of("attacks", AttackChart.of(PREVIEW, theme), "attacks-none", AttackChart.of(null, theme),
                "top1", Top1Chart.of(PREVIEW, theme), "top1-none", Top1Chart.of(null, theme), "latency-both",
                LatencyChart.of(PREVIEW, MEASURED, false, theme), "latency-predicted", LatencyChart.of(PREVIEW, null, true, theme),
                "latency-none",
                LatencyChart.of(null, null, true, theme));
        for (Map.Entry<String, JFreeChart> chart : charts.entrySet()) {
            boolean wide = chart.getKey().startsWith("attacks");
            byte[] png = ChartFiles.png(chart.getValue(), wide ? 900 : 450, wide ? 300 : 250, 144);
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(wide ? 1350 : 675);
            AtomicFiles.write(Path.of("target", "charts", chart.getKey() + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png"),
                    png);
            assertThat(ChartFiles.svg(chart.getValue(), 450, 250)).contains("<svg").doesNotContain("NaN");
        }
    }

    private static double contrast(Color a, Color b) {
        double one = luminance(a) + 0.05;
        double other = luminance(b) + 0.05;
        return Math.max(one, other) / Math.min(one, other);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
