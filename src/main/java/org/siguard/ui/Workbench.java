package org.siguard.ui;

import javafx.application.Application;

/** The door to the window for whoever starts the program. */
public final class Workbench {
    private Workbench() {
    }

    /**
     * Opens the window and returns when it is closed. To be called once in a program, from a thread that may wait.
     *
     * @param laboratory is only ever called in one background thread, so it may take its time; work it does before its first
     *                   run would delay the window, work in its first run does not
     */
    public static void open(Laboratory laboratory, String... arguments) {
        // Charts are laid out with AWT's fonts and shapes; a second window toolkit must not wake up beside JavaFX.
        System.setProperty("java.awt.headless", "true");
        WorkbenchApplication.use(laboratory);
        Application.launch(WorkbenchApplication.class, arguments);
    }
}
