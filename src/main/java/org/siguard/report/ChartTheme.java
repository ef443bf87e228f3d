package org.siguard.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.siguard.experiment.Output;

/**
 * How every chart looks, on light and on dark ground. Colours are from Okabe and Ito's palette, so that they stay apart for
 * colour-blind eyes, shifted only where one would fall under a contrast of 3 : 1 with the ground; text keeps 4.5 : 1. Whatever a
 * colour tells, a shape, a hatch or a dash tells as well.
 */
public enum ChartTheme {
    LIGHT(0xffffff, 0x24292f, 0x57606a, 0xd8dee4, new int[] {0x57606a, 0xd55e00, 0x0072b2}, 0x009e73, 0xa03c78, 0x8a6d00),
    DARK(0x0d1117, 0xe6edf3, 0x9aa4af, 0x2b323b, new int[] {0xb1bac4, 0xe69f00, 0x56b4e9}, 0x1fb78a, 0xe08fbd, 0xf0e442);

    private static final String FAMILY = Font.SANS_SERIF;
    private static final Font TITLE = new Font(FAMILY, Font.BOLD, 15);
    static final Font TEXT = new Font(FAMILY, Font.PLAIN, 12);
    static final Font STRONG = new Font(FAMILY, Font.BOLD, 12);
    private static final double SIZE = 5;
    private static final int MARKS = 6;
    private static final String NO_FIGURES = "No figures yet";

    private final Color ground;
    private final Color ink;
    private final Color muted;
    private final Color grid;
    private final Color[] outputs;
    private final Color inference;
    private final Color floor;
    private final List<Color> palette;

    ChartTheme(int ground, int ink, int muted, int grid, int[] outputs, int inference, int floor, int yellow) {
        this.ground = new Color(ground);
        this.ink = new Color(ink);
        this.muted = new Color(muted);
        this.grid = new Color(grid);
        this.outputs = new Color[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            this.outputs[i] = new Color(outputs[i]);
        }
        this.inference = new Color(inference);
        this.floor = new Color(floor);
        this.palette = List.of(new Color(outputs[2]), new Color(outputs[1]), this.inference, new Color(yellow), new Color(outputs[0]),
                this.floor);
    }

    public Color ground() {
        return ground;
    }

    /** What is read first: values, axis labels. */
    public Color ink() {
        return ink;
    }

    /** What is read second: subtitles, tick labels. */
    public Color muted() {
        return muted;
    }

    public Color of(Output output) {
        return outputs[output.ordinal()];
    }

    public Color inference() {
        return inference;
    }

    /** The guard's share of the latency: the colour of what it guards. */
    public Color guard() {
        return of(Output.GUARDED);
    }

    /** What only helps to find one's way: grid lines. */
    Color grid() {
        return grid;
    }

    /** What a person has chosen, beside what is live; its marks are hollow. */
    Color chosen() {
        return palette.get(3);
    }

    /** The line that no label-preserving guard gets under. */
    public Color floor() {
        return floor;
    }

    /** Of several lines or groups of points that have no colour of their own; {@link #mark} and {@link #dash} tell them apart too. */
    public Color colour(int series) {
        return palette.get(series % palette.size());
    }

    /** The shape of the points of a series. */
    static Shape mark(int series) {
        return switch (series % MARKS) {
            case 0 -> new Ellipse2D.Double(-0.9 * SIZE, -0.9 * SIZE, 1.8 * SIZE, 1.8 * SIZE);
            case 1 -> new Rectangle2D.Double(-0.8 * SIZE, -0.8 * SIZE, 1.6 * SIZE, 1.6 * SIZE);
            case 2 -> diamond(1.15 * SIZE);
            case 3 -> triangle(SIZE);
            case 4 -> triangle(-SIZE);
            default -> cross(SIZE, 0.3 * SIZE);
        };
    }

    /** The same shape, one and a half times as large. */
    static Shape large(Shape shape) {
        return AffineTransform.getScaleInstance(1.5, 1.5).createTransformedShape(shape);
    }

    /** The line of a series: once the colours begin again, the dashes do not. */
    static Stroke dash(int series) {
        float[][] dashes = {{}, {9, 4}, {2, 3}, {9, 3, 2, 3}, {15, 4}, {5, 2, 2, 2, 2, 2}};
        return stroke(2, dashes[(series + series / MARKS) % dashes.length]);
    }

    /** A colour half way to the ground, for what is only predicted. */
    Color faint(Color color) {
        return new Color((color.getRed() + 2 * ground.getRed()) / 3, (color.getGreen() + 2 * ground.getGreen()) / 3,
                (color.getBlue() + 2 * ground.getBlue()) / 3);
    }

    /** Circle, square and diamond, of about the same weight to the eye. */
    Shape shape(Output output) {
        return switch (output) {
            case PLAIN -> new Ellipse2D.Double(-SIZE, -SIZE, 2 * SIZE, 2 * SIZE);
            case SECURE -> new Rectangle2D.Double(-0.9 * SIZE, -0.9 * SIZE, 1.8 * SIZE, 1.8 * SIZE);
            case GUARDED -> diamond(1.3 * SIZE);
        };
    }

    private static Shape diamond(double radius) {
        Path2D.Double diamond = new Path2D.Double();
        diamond.moveTo(0, -radius);
        diamond.lineTo(radius, 0);
        diamond.lineTo(0, radius);
        diamond.lineTo(-radius, 0);
        diamond.closePath();
        return diamond;
    }

    private static Shape triangle(double radius) {
        Path2D.Double triangle = new Path2D.Double();
        triangle.moveTo(0, -1.1 * radius);
        triangle.lineTo(1.1 * radius, 0.9 * radius);
        triangle.lineTo(-1.1 * radius, 0.9 * radius);
        triangle.closePath();
        return triangle;
    }

    private static Shape cross(double radius, double width) {
        Area cross = new Area(new Rectangle2D.Double(-radius, -width, 2 * radius, 2 * width));
        cross.add(new Area(new Rectangle2D.Double(-width, -radius, 2 * width, 2 * radius)));
        return cross;
    }

    /** A line with this dash; none for a solid one. */
    static Stroke stroke(double width, float... dash) {
        if (dash.length == 0) {
            return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
        }
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0);
    }

    /** A chart of this plot with title, a line under it that says what is shown, and a legend where it is wanted. */
    JFreeChart chart(Plot plot, String title, String subtitle, boolean legend) {
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        chart.setBackgroundPaint(ground);
        chart.setPadding(new RectangleInsets(8, 10, 6, 12));
        chart.setTextAntiAlias(true);
        chart.addSubtitle(line(title, TITLE, ink, new RectangleInsets(0, 0, 5, 0)));
        chart.addSubtitle(line(subtitle, TEXT, muted, new RectangleInsets(0, 0, 9, 0)));
        if (legend) {
            chart.addSubtitle(legend(plot));
        }
        dress(plot);
        return chart;
    }

    /** A plot without figures says so, and shows no axis that would suggest some. */
    static void leaveEmpty(XYPlot plot) {
        plot.setNoDataMessage(NO_FIGURES);
        plot.getDomainAxis().setVisible(false);
        plot.getRangeAxis().setVisible(false);
        plot.setRangeGridlinesVisible(false);
    }

    static void leaveEmpty(CategoryPlot plot) {
        plot.setNoDataMessage(NO_FIGURES);
        plot.getDomainAxis().setVisible(false);
        plot.getRangeAxis().setVisible(false);
        plot.setRangeGridlinesVisible(false);
    }

    private static Title line(String text, Font font, Color color, RectangleInsets around) {
        TextTitle title =
                new TextTitle(text, font, color, RectangleEdge.TOP, HorizontalAlignment.LEFT, Title.DEFAULT_VERTICAL_ALIGNMENT, around);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setExpandToFitSpace(true);
        return title;
    }

    private LegendTitle legend(Plot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(TEXT);
        legend.setItemPaint(ink);
        legend.setBackgroundPaint(ground);
        legend.setFrame(BlockBorder.NONE);
        legend.setMargin(0, 0, 6, 0);
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 16));
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 2, 2, 2));
        return legend;
    }

    /** Gives a plot this theme's look; of a plot made of several, each is dressed by itself. */
    void dress(Plot plot) {
        plot.setBackgroundPaint(ground);
        plot.setOutlineVisible(false);
        plot.setNoDataMessageFont(new Font(FAMILY, Font.PLAIN, 14));
        plot.setNoDataMessagePaint(muted);
        plot.setInsets(new RectangleInsets(2, 0, 0, 4));
        if (plot instanceof XYPlot xy) {
            if (xy.getDomainAxis() != null) {
                dress(xy.getDomainAxis());
            }
            if (xy.getRangeAxis() != null) {
                dress(xy.getRangeAxis());
            }
            xy.setDomainGridlinesVisible(false);
            xy.setRangeGridlinePaint(grid);
            xy.setRangeGridlineStroke(stroke(1));
        }
        if (plot instanceof CategoryPlot categories) {
            dress(categories.getDomainAxis());
            dress(categories.getRangeAxis());
            categories.setRangeGridlinePaint(grid);
            categories.setRangeGridlineStroke(stroke(1));
        }
    }

    private void dress(Axis axis) {
        axis.setLabelFont(TEXT);
        axis.setLabelPaint(muted);
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(ink);
        axis.setTickMarksVisible(false);
        axis.setAxisLinePaint(grid);
        if (axis instanceof ValueAxis value) {
            value.setMinorTickMarksVisible(false);
        }
        if (axis instanceof NumberAxis number && !(axis instanceof SymbolAxis)
                && number.getStandardTickUnits().equals(NumberAxis.createStandardTickUnits())) {
            // A point in numbers, whatever the country.
            number.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        }
    }
}
