package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.siguard.report.Brushable;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;
import org.siguard.report.Pickable;

/** Any figure, in the theme of the window, or words while there is none. */
final class DrawingView extends StackPane {
    private final ChartPane pane;
    private final Label empty = new Label();
    private final ObservableValue<? extends Drawing> drawing;

    /**
     * @param id      of the chart
     * @param words   what to do as long as there is none
     * @param drawing null while there is none
     * @param export  what a right click offers; null for nothing
     */
    DrawingView(String id, String words, ObservableValue<? extends Drawing> drawing, ObservableValue<ChartTheme> theme, Export export) {
        this.drawing = drawing;
        pane = new ChartPane(id, "Figure");
        empty.setText(words);
        empty.getStyleClass().add(Styles.TEXT_MUTED);
        empty.setWrapText(true);
        empty.setPadding(new Insets(20));
        empty.setMaxWidth(460);
        setMinSize(200, 120);
        getChildren().addAll(pane, empty);
        if (export != null) {
            export.on(pane.viewer());
        }
        drawing.subscribe(now -> show(now, theme.getValue()));
        theme.subscribe(now -> show(drawing.getValue(), now));
    }

    /** @param picked hears the place, in the figure's list, of what was clicked */
    void onPick(IntConsumer picked) {
        onPick(picked, () -> {
        });
    }

    /**
     * @param picked hears the place, in the figure's list, of what was clicked
     * @param nothing hears of a click beside all things
     */
    void onPick(IntConsumer picked, Runnable nothing) {
        pane.onClick((area, at) -> {
            if (drawing.getValue() instanceof Pickable things) {
                things.nearest(pane.viewer().getChart(), area, at).ifPresentOrElse(picked, nothing);
            }
        });
    }

    /** @param marked hears of ranges that were marked by dragging */
    void onBrush(Consumer<List<Brushable.Span>> marked) {
        pane.onMark((from, to) -> {
            if (drawing.getValue() instanceof Brushable things) {
                List<Brushable.Span> spans = things.brushed(pane.viewer().getChart(), pane.area(), from, to);
                if (!spans.isEmpty()) {
                    marked.accept(spans);
                }
            }
        });
    }

    private void show(Drawing now, ChartTheme theme) {
        pane.setVisible(now != null);
        empty.setVisible(now == null);
        if (now != null) {
            pane.show(() -> now.chart(theme));
            pane.viewer().setAccessibleText(now.inWords());
        }
    }
}
