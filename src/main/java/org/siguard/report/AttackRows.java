package org.siguard.report;

import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;

/**
 * Many attacks, a row each: what it reaches on plain, secure and guarded outputs and, as a hollow mark, when it is fitted on outputs that
 * the attacker guarded itself. Names have room beside their row, and the row's largest figure stands at its end.
 */
final class AttackRows {
    /** What is written in bold behind each row. */
    static final String BOLD = "largest in row";
    private static final String ADAPTED = ", adapted";
    /** Free rows over the first, for the words of the two lines. */
    private static final double HEADROOM = 1.1;
    private static final int SLOTS = Output.values().length + 1;
    private static final double ASIDE = 0.2;
    private static final double TENTH = 10;
    /** Room for a figure behind an interval, and for the words beside the gap attack's line, as shares of a narrow chart's width. */
    private static final double FIGURE = 0.16;
    private static final double WORDS = 0.27;
    /** Room for a difference at the beginning of a row. */
    private static final double DELTA = 10;

    private final ChartTheme theme;
    private final Figures figures;
    private final Beside beside;
    private final Fidelity fidelity;
    private final List<String> names = new ArrayList<>();
    private final XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
    private final List<Look> looks = new ArrayList<>();

    /** How a series is drawn. */
    private record Look(String name, Color color, Shape shape, boolean hollow) {
    }

    AttackRows(Figures figures, Beside beside, ChartTheme theme) {
        this.theme = theme;
        this.figures = figures;
        this.beside = beside;
        this.fidelity = figures.fidelity();
        figures.attacks().stream().map(attack -> row(attack.attack())).distinct().forEach(names::add);
        figures.attacks().forEach(this::add);
        beside.pinned().ifPresent(other -> add(other, other.series(), new Look(other.series(), theme.ink(), ChartTheme.mark(5), false)));
        beside.chosen().ifPresent(other -> add(other, Beside.series(other),
                new Look(Beside.series(other), theme.chosen(), ChartTheme.mark(4), true)));
    }

    /** Marks where the guarded figures of another run stand. */
    private void add(Baseline other, String name, Look look) {
        XYIntervalSeries marks = new XYIntervalSeries(name, false, true);
        for (int row = 0; row < names.size(); row++) {
            double place = row + (Output.GUARDED.ordinal() - (SLOTS - 1) / 2.0) * ASIDE;
            other.guarded(names.get(row)).ifPresent(figure -> marks.add(place, place, place, 100 * figure.accuracy().value(),
                    100 * figure.accuracy().value(), 100 * figure.accuracy().value()));
        }
        dataset.addSeries(marks);
        looks.add(look);
    }

    /** How the guarded figure of a row differs from the baseline's; empty where there is nothing to hold it against. */
    private String delta(int row) {
        return beside.pinned().flatMap(other -> other.guarded(names.get(row)))
                .flatMap(before -> figures.attacks().stream()
                        .filter(now -> now.output() == Output.GUARDED && now.attack().equals(before.attack())).findFirst()
                        .map(now -> Baseline.delta(now.accuracy().value(), before.accuracy().value())))
                .orElse("");
    }

    /** The attack's own name, adapted or not. */
    static String row(String attack) {
        return attack.endsWith(ADAPTED) ? attack.substring(0, attack.length() - ADAPTED.length()) : attack;
    }

    private void add(Figures.AttackFigure figure) {
        boolean adapted = figure.attack().endsWith(ADAPTED);
        double slot = adapted ? SLOTS - 1 : figure.output().ordinal();
        double place = names.indexOf(row(figure.attack())) + (slot - (SLOTS - 1) / 2.0) * ASIDE;
        series(figure.output(), adapted).add(place, place, place, 100 * figure.accuracy().value(), 100 * figure.accuracy().low(),
                100 * figure.accuracy().high());
    }

    private XYIntervalSeries series(Output output, boolean adapted) {
        String name = InWords.name(output, fidelity) + (adapted ? ADAPTED : "");
        int index = dataset.indexOf(name);
        if (index >= 0) {
            return dataset.getSeries(index);
        }
        XYIntervalSeries series = new XYIntervalSeries(name, false, true);
        dataset.addSeries(series);
        looks.add(new Look(name, theme.of(output), theme.shape(output), adapted));
        return series;
    }

    XYPlot plot(double gapFloor) {
        NumberAxis accuracy = accuracies(gapFloor);
        XYPlot plot = new XYPlot(dataset, rows(), accuracy, renderer());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.addRangeMarker(ShareLines.uprightGuessing(theme), Layer.BACKGROUND);
        plot.addRangeMarker(ShareLines.uprightGap(gapFloor, theme), Layer.BACKGROUND);
        for (int row = 0; row < names.size(); row++) {
            plot.addAnnotation(largest(row));
            if (!delta(row).isEmpty()) {
                plot.addAnnotation(word(delta(row), row, accuracy.getLowerBound() + 0.6));
            }
        }
        return plot;
    }

    private SymbolAxis rows() {
        SymbolAxis axis = new SymbolAxis(null, names.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setInverted(true);
        axis.setRange(-0.5 - HEADROOM, names.size() - 0.5);
        return axis;
    }

    /** Whole tens, so that the axis stands still while a slider moves. */
    private NumberAxis accuracies(double gapFloor) {
        double low = Math.min(50, 100 * gapFloor);
        double end = 50;
        for (int series = 0; series < dataset.getSeriesCount(); series++) {
            for (int item = 0; item < dataset.getItemCount(series); item++) {
                low = Math.min(low, dataset.getStartYValue(series, item) - (beside.pinned().isPresent() ? DELTA : 0));
                end = Math.max(end, dataset.getEndYValue(series, item));
            }
        }
        double from = Math.clamp(TENTH * Math.floor((low - 1) / TENTH), 0, 100);
        double high = Math.max(withRoom(FIGURE, end, from), withRoom(WORDS, 100 * gapFloor, from));
        double word = (50 - WORDS * high) / (1 - WORDS); // so far to the left the word at the line of guessing begins
        from = Math.clamp(Math.min(from, TENTH * Math.floor(word / TENTH)), 0, 100);
        NumberAxis axis = new NumberAxis("attack accuracy (%)");
        axis.setRange(from, Math.clamp(TENTH * Math.ceil(high / TENTH), 60, 120));
        axis.setTickUnit(new NumberTickUnit(TENTH));
        return axis;
    }

    /** Where an axis from there has to end, so that so large a share of it is free behind a place. */
    private static double withRoom(double share, double place, double from) {
        return (place - share * from) / (1 - share);
    }

    private XYTextAnnotation largest(int row) {
        double value = Double.NEGATIVE_INFINITY;
        double end = 0;
        for (int series = 0; series < dataset.getSeriesCount(); series++) {
            for (int item = 0; item < dataset.getItemCount(series); item++) {
                if (Math.round(dataset.getXValue(series, item)) == row) {
                    value = Math.max(value, dataset.getYValue(series, item));
                    end = Math.max(end, dataset.getEndYValue(series, item));
                }
            }
        }
        return word(InWords.percent(value / 100, 1), row, end + 0.7);
    }

    private XYTextAnnotation word(String text, int row, double from) {
        XYTextAnnotation label = new XYTextAnnotation(text, row, from);
        label.setFont(ChartTheme.STRONG);
        label.setPaint(theme.ink());
        label.setTextAnchor(TextAnchor.CENTER_LEFT);
        label.setBackgroundPaint(theme.ground()); // the gap attack's line may pass behind
        return label;
    }

    private XYErrorRenderer renderer() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setCapLength(4);
        renderer.setErrorStroke(ChartTheme.stroke(1.5));
        renderer.setUseFillPaint(true);
        renderer.setDrawSeriesLineAsPath(false);
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            renderer.setSeriesPaint(i, look.color);
            renderer.setSeriesFillPaint(i, look.hollow ? theme.ground() : look.color);
            renderer.setSeriesShape(i, look.shape);
            renderer.setSeriesShapesFilled(i, true);
        }
        renderer.setDrawOutlines(true);
        renderer.setUseOutlinePaint(false);
        renderer.setDefaultToolTipGenerator((data, series, item) -> names.get((int) Math.round(dataset.getXValue(series, item))) + ", "
                + looks.get(series).name + ": " + InWords.percent(dataset.getYValue(series, item) / 100, 1) + " (95 % interval "
                + InWords.percent(dataset.getStartYValue(series, item) / 100, 1) + " to "
                + InWords.percent(dataset.getEndYValue(series, item) / 100, 1) + ")");
        return renderer;
    }
}
