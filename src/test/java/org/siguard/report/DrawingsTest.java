package org.siguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.BasicStroke;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryLineAnnotation;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Output;

/** What is drawn is what was given, and is written whole in every format. */
class DrawingsTest {
    private static final Estimate SOME = new Estimate(0.7, 0.65, 0.74);

    @TempDir
    Path folder;

    /** Drawn into target/charts, for a look. */
    @ParameterizedTest
    @EnumSource(ChartTheme.class)
    void everyFigureIsWrittenInEveryFormat(ChartTheme theme) throws Exception {
        for (Map.Entry<String, Drawing> each : SampleDrawings.all().entrySet()) {
            Drawing drawing = each.getValue();
            Path base = Path.of("target", "charts", each.getKey() + "-" + theme.name().toLowerCase(Locale.ROOT));
            for (String ending : List.of(".png", ".svg", ".pdf", ".csv")) {
                ChartFiles.write(drawing, theme, 96, Path.of(base + ending));
            }
            assertThat(ImageIO.read(Path.of(base + ".png").toFile()).getWidth()).isEqualTo(drawing.width());
            assertSvg(Files.readString(Path.of(base + ".svg")));
            try (PDDocument pdf = Loader.loadPDF(Files.readAllBytes(Path.of(base + ".pdf")))) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(1);
                assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(0.75f * drawing.width());
            }
            assertThat(Files.readString(Path.of(base + ".csv"))).isEqualTo(drawing.data().csv());
        }
    }

    private static void assertSvg(String svg) throws Exception {
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        DocumentBuilderFactory xml = DocumentBuilderFactory.newDefaultNSInstance();
        xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var root = xml.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        assertThat(root.getLocalName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("text").getLength()).as("text stays text").isPositive();
    }

    @Test
    void theSameFigureIsTheSameFile() {
        Path one = folder.resolve("one.pdf");
        Path other = folder.resolve("other.PDF");
        ChartFiles.write(SampleDrawings.pareto(), ChartTheme.LIGHT, one);
        ChartFiles.write(SampleDrawings.pareto(), ChartTheme.LIGHT, other);
        assertThat(one).hasSameBinaryContentAs(other);
    }

    @Test
    void resolutionChangesPixelsAndNothingElse() throws IOException {
        ChartFiles.write(SampleDrawings.pareto(), ChartTheme.LIGHT, 300, folder.resolve("pareto.png"));
        assertThat(ImageIO.read(folder.resolve("pareto.png").toFile()).getWidth()).isEqualTo(Math.round(900 * 300 / 96.0));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndNotBegun() {
        Path odd = folder.resolve("figure.gif");
        assertThatThrownBy(() -> ChartFiles.write(SampleDrawings.pareto(), ChartTheme.LIGHT, odd)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("figure.gif").hasMessageContaining(".png, .svg, .pdf, .csv");
        assertThatThrownBy(() -> ChartFiles.write(SampleDrawings.pareto(), ChartTheme.LIGHT, 12_000, folder.resolve("large.png")))
                .isInstanceOf(UserMistake.class).hasMessageContaining("24 to 1200");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLineOfATradeOffHasEveryPointAndItsBand() {
        TradeOff shown = SampleDrawings.tradeOff();
        XYPlot plot = (XYPlot) shown.chart(ChartTheme.LIGHT).getPlot();
        IntervalXYDataset drawn = (IntervalXYDataset) plot.getDataset();
        for (int line = 0; line < 3; line++) {
            List<TradeOff.At> points = shown.lines().get(line).points();
            assertThat(drawn.getItemCount(line)).isEqualTo(points.size());
            for (int i = 0; i < points.size(); i++) {
                assertThat(drawn.getXValue(line, i)).isEqualTo(points.get(i).setting());
                assertThat(drawn.getYValue(line, i)).isEqualTo(100 * points.get(i).share().value());
                assertThat(drawn.getStartYValue(line, i)).isEqualTo(100 * points.get(i).share().low());
                assertThat(drawn.getEndYValue(line, i)).isEqualTo(100 * points.get(i).share().high());
                assertThat(plot.getRangeAxis().getRange().contains(drawn.getEndYValue(line, i))).isTrue();
            }
        }
        assertThat(plot.getRangeMarkers(Layer.BACKGROUND)).extracting(marker -> ((Marker) marker).getLabel())
                .containsExactlyInAnyOrder("guessing 50" + InWords.SPACE + "%", "gap attack 64.0" + InWords.SPACE + "%");
        assertThat(plot.getLegendItems().getItemCount()).as("a line once in the legend").isEqualTo(3);
    }

    @Test
    void settingsAreDrawnInTheirOrderWhateverOrderTheyCameIn() {
        TradeOff.Line line =
                new TradeOff.Line("attack", List.of(new TradeOff.At(3, SOME), new TradeOff.At(1, SOME), new TradeOff.At(2, SOME)));
        assertThat(line.points()).extracting(TradeOff.At::setting).containsExactly(1.0, 2.0, 3.0);
    }

    /** By hand: two members score above everybody; then a non-member; then the rest. */
    @Test
    void anOutputHasOneColourInAllCharts() {
        List<RocCurves.Curve> curves = Stream.of("plain", "secure", "guarded", "guarded, adapted", "guarded in other")
                .map(name -> SampleDrawings.curve(name, 1, 1)).toList();
        for (Output output : Output.values()) {
            assertThat(RocChart.colour(curves, output.ordinal(), ChartTheme.DARK)).isEqualTo(ChartTheme.DARK.of(output));
        }
        assertThat(IntStream.range(0, curves.size()).mapToObj(i -> RocChart.colour(curves, i, ChartTheme.DARK))).doesNotHaveDuplicates();
    }

    /** The secure curve is dashed and lies where the plain one does. */
    @Test
    void dashesAreDrawnOverWhatIsSolid() {
        XYPlot plot = (XYPlot) SampleDrawings.roc().chart(ChartTheme.LIGHT).getPlot();
        assertThat(plot.getSeriesRenderingOrder()).as("the first of a chart, which is solid, first")
                .isEqualTo(SeriesRenderingOrder.FORWARD);
        assertThat(((BasicStroke) plot.getRenderer().getItemStroke(0, 0)).getDashArray()).isNull();
        assertThat(((BasicStroke) plot.getRenderer().getItemStroke(1, 0)).getDashArray()).isNotNull();
    }

    @Test
    void aRocCurveIsTheStairsOfItsThresholds() {
        RocCurves shown = new RocCurves("ROC", List.of(new RocCurves.Curve("attack", 4, 4, List.of(new RocCurves.Point(0, 0),
                new RocCurves.Point(0, 0.25), new RocCurves.Point(0, 0.5), new RocCurves.Point(0.25, 0.5), new RocCurves.Point(1, 1)),
                List.of())));
        XYPlot plot = (XYPlot) shown.chart(ChartTheme.LIGHT).getPlot();
        XYDataset stairs = plot.getDataset();
        // Begins at the left edge (10 %) with what is found without a false alarm, then runs to each point and up.
        double[][] expected = {{10, 50}, {25, 50}, {25, 50}, {100, 50}, {100, 100}};
        assertThat(stairs.getItemCount(0)).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(stairs.getXValue(0, i)).isEqualTo(expected[i][0], within(1e-9));
            assertThat(stairs.getYValue(0, i)).isEqualTo(expected[i][1], within(1e-9));
        }
        assertThat(plot.getDomainAxis().getLowerBound()).as("one in the number of records").isEqualTo(10, within(1e-9));
    }

    @Test
    void fewFalseAlarmsHaveIntervals() {
        RocCurves.Curve curve = SampleDrawings.curve("attack", 1, 1);
        assertThat(curve.rates()).extracting(RocCurves.Rate::falseShare).containsExactly(0.01, 0.001);
        XYPlot plot = (XYPlot) new RocCurves("ROC", List.of(curve)).chart(ChartTheme.LIGHT).getPlot();
        IntervalXYDataset whiskers = (IntervalXYDataset) plot.getDataset(1);
        assertThat(whiskers.getStartYValue(0, 0)).isEqualTo(100 * curve.rates().get(0).trueShare().low(), within(1e-9));
        assertThat(whiskers.getEndYValue(0, 0)).isEqualTo(100 * curve.rates().get(0).trueShare().high(), within(1e-9));
    }

    @Test
    void confidencesAreCountedIntoTheirBins() {
        ConfidenceHistogram histogram =
                ConfidenceHistogram.of("no guard", new double[] {0, 0.049, 0.05, 1, 0.999, 0.5},
                        new boolean[] {true, true, true, true, false, false});
        assertThat(histogram.members().get(0)).isEqualTo(2);
        assertThat(histogram.members().get(1)).isEqualTo(1);
        assertThat(histogram.members().get(19)).as("certainty is in the last bin").isEqualTo(1);
        assertThat(histogram.nonMembers().get(10)).isEqualTo(1);
        XYPlot panel = (XYPlot) ((CombinedDomainXYPlot) new Confidences(List.of(histogram)).chart(ChartTheme.LIGHT).getPlot()).getSubplots()
                .get(0);
        assertThat(panel.getDataset().getYValue(0, 0)).isEqualTo(50);
        assertThat(panel.getDataset().getYValue(1, 19)).isEqualTo(50);
    }

    @Test
    void timesOfDifferentKindsSayWhichTheyAre() {
        CategoryPlot plot = SampleDrawings.latencies().chart(ChartTheme.LIGHT).getCategoryPlot();
        assertThat(plot.getDataset().getColumnCount()).isEqualTo(3);
        assertThat(plot.getDataset().getValue(0, 1)).isEqualTo(0.84);
        assertThat(plot.getDataset().getValue(1, 2)).isEqualTo(2.1);
        List<String> words = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        for (Object note : plot.getAnnotations()) {
            if (note instanceof CategoryLineAnnotation line) {
                limits.addAll(List.of(line.getValue1(), line.getValue2()));
            } else {
                words.add(((CategoryTextAnnotation) note).getText());
            }
        }
        assertThat(limits).as("nobody knows how far what is modelled may be off").containsExactly(3.41, 3.72, 1.1, 1.8);
        assertThat(plot.getRangeAxis().getUpperBound()).isGreaterThan(3.72);
        assertThat(words).anyMatch(text -> text.startsWith("siguard-published, measured"))
                .anyMatch(text -> text.startsWith("siguard-fast, predicted"))
                .anyMatch(text -> text.startsWith("published figure, modelled"));
    }

    @Test
    void theFrontIsJoinedByStairsAndNoOtherPointIsOnIt() {
        ParetoPlane shown = SampleDrawings.pareto();
        XYPlot plot = (XYPlot) shown.chart(ChartTheme.LIGHT).getPlot();
        long front = shown.points().stream().filter(point -> !point.dominated()).count();
        assertThat(plot.getDataset(1).getItemCount(0)).isEqualTo((int) (2 * front - 1));
        assertThat(plot.getDataset().getItemCount(0)).as("dominated").isEqualTo(shown.points().size() - (int) front);
        assertThat(plot.getDataset().getItemCount(2)).as("recommended").isEqualTo(1);
        IntervalXYDataset marks = (IntervalXYDataset) plot.getDataset();
        ParetoPoint chosen = shown.points().stream().filter(ParetoPoint::chosen).findFirst().orElseThrow();
        assertThat(marks.getStartXValue(2, 0)).isEqualTo(chosen.x().low());
        assertThat(marks.getEndYValue(2, 0)).isEqualTo(100 * chosen.y().high());
    }

    @Test
    void theDearestOperationsAreDrawnAndTheRestIsOne() {
        OperationCosts shown = SampleDrawings.costs();
        CategoryPlot plot = shown.chart(ChartTheme.LIGHT).getCategoryPlot();
        assertThat(plot.getDataset().getColumnCount()).isEqualTo(OperationCosts.MOST);
        double drawn = 0;
        for (int i = 0; i < OperationCosts.MOST; i++) {
            drawn += plot.getDataset().getValue(0, i).doubleValue();
        }
        assertThat(drawn).as("nothing is lost").isEqualTo(shown.shares().stream().mapToLong(CostShare::bytes).sum());
        assertThat(shown.data().rows()).as("the data have all").hasSize(17);
    }

    @Test
    void aTrialCrossesEachAxisWhereItsValueStands() {
        ParallelCoordinates shown = new ParallelCoordinates("trials",
                List.of(Quantity.of("steps", ""), Quantity.logarithmic("size", "logits"), Quantity.share("leak"),
                        Quantity.named("guard", List.of("a", "b", "c"))),
                List.of(new ParallelCoordinates.Line("low", List.of(0.0, 0.01, 0.5, 0.0), false),
                        new ParallelCoordinates.Line("middle", List.of(5.0, 0.1, 0.6, 1.0), true),
                        new ParallelCoordinates.Line("high", List.of(10.0, 1.0, 0.7, 2.0), false)));
        XYDataset lines = ((XYPlot) shown.chart(ChartTheme.LIGHT).getPlot()).getDataset();
        for (int axis = 0; axis < 4; axis++) {
            assertThat(lines.getYValue(0, axis)).as("the front comes first").isEqualTo(0.5, within(1e-9));
            assertThat(lines.getYValue(1, axis)).isEqualTo(0, within(1e-9));
            assertThat(lines.getYValue(2, axis)).isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void everyKindOfOutputHasItsLine() {
        ReleasedAccuracy shown = SampleDrawings.released();
        XYPlot plot = (XYPlot) shown.chart(ChartTheme.LIGHT).getPlot();
        IntervalXYDataset points = (IntervalXYDataset) plot.getDataset();
        assertThat(points.getItemCount(2)).as("guarded").isEqualTo(3);
        assertThat(points.getStartXValue(2, 0)).isEqualTo(100 * shown.rows().get(3).accuracy().low());
        assertThat(points.getEndXValue(2, 0)).isEqualTo(100 * shown.rows().get(3).accuracy().high());
        assertThat(points.getYValue(2, 0)).isEqualTo(3);
    }

    @Test
    void nothingAndASinglePointAreDrawnToo() throws Exception {
        List<Drawing> few = List.of(new TradeOff("none", Quantity.of("step", ""), "accuracy", List.of(), Optional.empty()),
                new TradeOff("one", Quantity.logarithmic("step", "logits"), "accuracy",
                        List.of(new TradeOff.Line("attack", List.of(new TradeOff.At(0, SOME)))),
                        Optional.of(SOME)),
                new TradeOff("an empty line", Quantity.of("step", ""), "accuracy", List.of(new TradeOff.Line("attack", List.of())),
                        Optional.empty()),
                new RocCurves("none", List.of()),
                new RocCurves("one of each",
                        List.of(new RocCurves.Curve("attack", 1, 1, List.of(new RocCurves.Point(0, 0), new RocCurves.Point(1, 1)),
                                List.of()))),
                new Confidences(List.of()), new Confidences(List.of(ConfidenceHistogram.of("nobody", new double[0], new boolean[0]))),
                new Confidences(List.of(ConfidenceHistogram.of("one", new double[] {0.4}, new boolean[] {true}))),
                new Latencies(List.of(), ""), new Latencies(List.of(new LatencyBar("free", LatencyBar.Kind.MODELLED, "LAN", 0, 0)), ""),
                new ParetoPlane("none", Quantity.of("latency", "s"), Quantity.share("attack"), List.of()),
                new ParetoPlane("one", Quantity.logarithmic("latency", "s"), Quantity.share("attack"),
                        List.of(new ParetoPoint("only", new Estimate(0, 0, 0), new Estimate(1, 1, 1), false))),
                new OperationCosts(OperationCosts.Measure.SECONDS, "", List.of()),
                new OperationCosts(OperationCosts.Measure.ROUNDS, "", List.of(new CostShare("only", 1, 0, 0))),
                new ParallelCoordinates("none", List.of(), List.of()),
                new ParallelCoordinates("no trials", List.of(Quantity.of("step", "")), List.of()),
                new ParallelCoordinates("one", List.of(Quantity.logarithmic("step", "")),
                        List.of(new ParallelCoordinates.Line("only", List.of(2.0), true))),
                new ReleasedAccuracy("none", List.of(), Optional.empty()),
                new ReleasedAccuracy("one", List.of(new ReleasedAccuracy.Row("plaintext", Output.PLAIN, new Estimate(0.5, 0.5, 0.5))),
                        Optional.empty()));
        for (Drawing drawing : few) {
            JFreeChart chart = drawing.chart(ChartTheme.DARK);
            assertSvg(ChartFiles.svg(chart, 600, 300));
            assertThat(drawing.inWords()).isNotBlank().doesNotContain("NaN");
            assertThat(drawing.data().columns()).isNotEmpty();
        }
    }

    @Test
    void whatIsNoNumberIsNotLetIn() {
        assertThatThrownBy(() -> new TradeOff.At(Double.NaN, SOME)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Estimate(Double.NaN, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RocCurves.Point(0.5, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LatencyBar("x", LatencyBar.Kind.MEASURED, "LAN", Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CostShare("x", 1, 1, Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ParallelCoordinates.Line("x", List.of(Double.NaN), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfidenceHistogram.of("x", new double[] {Double.NaN}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cellsThatHoldCommasAndQuotesAreQuoted() {
        DataTable table = new DataTable(List.of("a", "b"), List.of(List.of("x, \"y\"", 0.1 + 0.2), List.of("line\nbreak", 1_000_000L)));
        assertThat(table.csv()).isEqualTo("a,b\n\"x, \"\"y\"\"\",0.30000000000000004\n\"line\nbreak\",1000000\n");
        assertThatThrownBy(() -> new DataTable(List.of("a"), List.of(List.of(1, 2)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dataAreWhatWasGiven() {
        ParetoPlane shown = SampleDrawings.pareto();
        List<Object> first = shown.data().rows().getFirst();
        assertThat(first).containsExactly("none", 0.002, shown.points().getFirst().x().low(), shown.points().getFirst().x().high(), 0.85,
                shown.points().getFirst().y().low(), shown.points().getFirst().y().high(), false, false);
        assertThat(SampleDrawings.tradeOffOverNames().data().rows().getFirst()).contains("exact");
        assertThat(SampleDrawings.latencies().data().csv()).contains("published figure,modelled,LAN,1.4,2.1");
    }

    @Test
    void aNumberHasThreeFiguresAndNoEmptyZeros() {
        assertThat(InWords.figures(0.25)).isEqualTo("0.25");
        assertThat(InWords.figures(20)).isEqualTo("20");
        assertThat(InWords.figures(0.001)).isEqualTo("0.001");
        assertThat(InWords.figures(12.3456)).isEqualTo("12.3");
        assertThat(InWords.figures(0)).isEqualTo("0");
    }
}
