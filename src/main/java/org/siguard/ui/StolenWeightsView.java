package org.siguard.ui;

import java.util.Arrays;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.siguard.experiment.Output;
import org.siguard.experiment.cheating.StolenRow;
import org.siguard.report.ChartTheme;

/** The last layer's weights as cells, twice: as the client has learnt them so far, and as the server has them. A row that the server ended stays empty, with a line through it. */
final class StolenWeightsView extends Pane {
    private static final double HEAD = 24;
    private static final double FOOT = 28;
    private static final double GAP = 28;
    private static final double EDGE = 10;
    /** Smaller cells have no room for a sign. */
    private static final double SIGNED = 12;

    private final CheatingViewModel model;
    private final ObservableValue<ChartTheme> theme;
    private final Canvas canvas = new Canvas();

    StolenWeightsView(CheatingViewModel model, ObservableValue<ChartTheme> theme) {
        this.model = model;
        this.theme = theme;
        setId("stolen-weights");
        setMinSize(240, 120);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("The last layer's weights, as the client has learnt them and as the server has them");
        accessibleHelpProperty().bind(model.verdictProperty());
        getChildren().add(canvas);
        canvas.widthProperty().bind(widthProperty());
        canvas.heightProperty().bind(heightProperty());
        widthProperty().subscribe(any -> draw());
        heightProperty().subscribe(any -> draw());
        model.rows().subscribe(this::draw);
        theme.subscribe(now -> draw());
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        ChartTheme colours = theme.getValue();
        g.setFill(colour(colours.ground()));
        g.fillRect(0, 0, getWidth(), getHeight());
        List<StolenRow> rows = model.rows();
        if (rows.isEmpty()) {
            g.setFill(colour(colours.muted()));
            g.setFont(Font.font(14));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText("The weights appear here, row by row, as they are stolen", getWidth() / 2, getHeight() / 2);
            return;
        }
        double width = (getWidth() - 2 * EDGE - GAP) / 2;
        double most = rows.stream().flatMapToDouble(row -> Arrays.stream(row.truth())).map(Math::abs).max().orElse(1);
        head(g, colours, "learnt by the client", EDGE);
        head(g, colours, "the server's own", EDGE + width + GAP);
        double height = Math.min(24, (getHeight() - HEAD - FOOT) / rows.size());
        g.setFill(colour(colours.muted()));
        g.fillText("blue and +: positive; orange and −: negative; the stronger the colour, the larger the weight. A line: nothing learnt.",
                EDGE, HEAD + rows.size() * height + 18, getWidth() - 2 * EDGE);
        for (int i = 0; i < rows.size(); i++) {
            StolenRow row = rows.get(i);
            double y = HEAD + i * height;
            if (row.isLearnt()) {
                cells(g, colours, row.learnt(), most, EDGE, y, width, height);
            } else {
                g.setStroke(colour(colours.muted()));
                g.setLineWidth(1);
                g.strokeLine(EDGE, y + height / 2, EDGE + width, y + height / 2);
            }
            cells(g, colours, row.truth(), most, EDGE + width + GAP, y, width, height);
        }
    }

    private static void head(GraphicsContext g, ChartTheme colours, String words, double x) {
        g.setFill(colour(colours.ink()));
        g.setFont(Font.font(12));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(words, x, HEAD - 8);
    }

    /** Cells the stronger in colour, the larger the weight: one colour for positive, one for negative ones. */
    private static void cells(GraphicsContext g, ChartTheme colours, double[] weights, double most, double x, double y, double width,
            double height) {
        double each = Math.min(48, width / weights.length);
        double border = height > 6 ? 1 : 0;
        for (int k = 0; k < weights.length; k++) {
            Color full = colour(weights[k] < 0 ? colours.of(Output.SECURE) : colours.guard());
            g.setFill(colour(colours.ground()).interpolate(full, 0.08 + 0.92 * Math.min(1, Math.abs(weights[k]) / most)));
            g.fillRect(x + k * each, y, each - border, height - border);
            if (height >= SIGNED && each >= SIGNED) {
                sign(g, weights[k], x + k * each + (each - border) / 2, y + (height - border) / 2);
            }
        }
    }

    /** The sign, for who does not tell the colours apart. */
    private static void sign(GraphicsContext g, double weight, double x, double y) {
        g.setFill(((Color) g.getFill()).getBrightness() > 0.6 ? Color.BLACK : Color.WHITE);
        g.fillRect(x - 4, y - 0.75, 8, 1.5);
        if (weight >= 0) {
            g.fillRect(x - 0.75, y - 4, 1.5, 8);
        }
    }

    private static Color colour(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
