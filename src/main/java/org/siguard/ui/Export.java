package org.siguard.ui;

import java.io.File;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;
import org.jfree.chart.fx.ChartViewer;
import org.siguard.base.UserMistake;
import org.siguard.report.ChartFiles;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;

/** What can be done with a chart by a right click: a file of it in four formats, its picture or its numbers in the clipboard. */
final class Export {
    private final Supplier<Drawing> drawing;
    private final Supplier<ChartTheme> theme;
    private final Threads threads;
    /** Told what was done (true) or what went wrong. */
    private final BiConsumer<Boolean, String> told;

    Export(Supplier<Drawing> drawing, Supplier<ChartTheme> theme, Threads threads, BiConsumer<Boolean, String> told) {
        this.drawing = drawing;
        this.theme = theme;
        this.threads = threads;
        this.told = told;
    }

    /** Hangs the menu on a chart. */
    void on(ChartViewer viewer) {
        ContextMenu menu = new ContextMenu();
        for (String ending : new String[] {"png", "svg", "pdf", "csv"}) {
            MenuItem item = new MenuItem("Save as " + ending.toUpperCase(Locale.ROOT) + "…");
            item.setId("save-" + ending);
            item.setOnAction(event -> choose(viewer, ending));
            menu.getItems().add(item);
        }
        MenuItem picture = new MenuItem("Copy picture");
        picture.setId("copy-picture");
        picture.setOnAction(event -> copyPicture());
        MenuItem numbers = new MenuItem("Copy numbers");
        numbers.setId("copy-numbers");
        numbers.setOnAction(event -> copyNumbers());
        menu.getItems().addAll(new SeparatorMenuItem(), picture, numbers);
        viewer.setOnContextMenuRequested(event -> {
            boolean none = drawing.get() == null;
            menu.getItems().forEach(item -> item.setDisable(none));
            menu.show(viewer, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    private void choose(ChartViewer viewer, String ending) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the chart");
        chooser.setInitialFileName("chart." + ending);
        File file = chooser.showSaveDialog(viewer.getScene().getWindow());
        if (file != null) {
            write(file.getName().contains(".") ? file : new File(file.getPath() + "." + ending));
        }
    }

    /** Writes in the background; what comes of it is told. */
    void write(File file) {
        Drawing now = drawing.get();
        ChartTheme in = theme.get();
        threads.files().execute(() -> {
            try {
                ChartFiles.write(now, in, file.toPath());
                threads.window().execute(() -> told.accept(true, "Saved " + file + "."));
            } catch (UserMistake e) {
                threads.window().execute(() -> told.accept(false, e.getMessage()));
            }
        });
    }

    private void copyPicture() {
        Drawing now = drawing.get();
        ChartTheme in = theme.get();
        threads.files().execute(() -> {
            var image = now.chart(in).createBufferedImage(2 * now.width(), 2 * now.height(), now.width(), now.height(), null);
            threads.window().execute(() -> {
                ClipboardContent content = new ClipboardContent();
                content.putImage(SwingFXUtils.toFXImage(image, null));
                Clipboard.getSystemClipboard().setContent(content);
                told.accept(true, "The picture is in the clipboard.");
            });
        });
    }

    private void copyNumbers() {
        ClipboardContent content = new ClipboardContent();
        content.putString(drawing.get().data().csv());
        Clipboard.getSystemClipboard().setContent(content);
        told.accept(true, "The numbers are in the clipboard, separated by commas.");
    }
}
