package org.siguard.ui;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;

/** Any figure, in the theme of the window, or words while there is none. */
final class DrawingView extends StackPane {
    private final ChartPane viewer;
    private final Label empty = new Label();

    /**
     * @param id      of the chart
     * @param words   what to do as long as there is none
     * @param drawing null while there is none
     * @param export  what a right click offers; null for nothing
     */
    DrawingView(String id, String words, ObservableValue<Drawing> drawing, ObservableValue<ChartTheme> theme, Export export) {
        viewer = new ChartPane(id, words);
        viewer.setMinSize(200, 120);
        empty.setText(words);
        empty.getStyleClass().add(Styles.TEXT_MUTED);
        empty.setWrapText(true);
        getChildren().addAll(viewer, empty);
        if (export != null) {
            export.on(viewer);
        }
        drawing.subscribe(now -> show(now, theme.getValue()));
        theme.subscribe(now -> show(drawing.getValue(), now));
    }

    private void show(Drawing drawing, ChartTheme theme) {
        viewer.setVisible(drawing != null);
        empty.setVisible(drawing == null);
        if (drawing != null) {
            viewer.setChart(() -> drawing.chart(theme));
            viewer.setAccessibleText(drawing.inWords());
        }
    }
}
