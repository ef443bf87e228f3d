package org.siguard.ui;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The life of the window: from the first preview to the end of the last run. */
public final class WorkbenchApplication extends Application {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    /** Below this the words in the charts run into each other. */
    private static final double MIN_WIDTH = 1180;
    private static final double MIN_HEIGHT = 740;
    /** A run hears of its cancellation within a second; longer than this, closing does not wait for it. */
    private static final int PATIENCE_SECONDS = 10;

    private static volatile Laboratory given;

    private final Laboratory laboratory;
    private final ExecutorService runs = Executors.newSingleThreadExecutor(new BackgroundThreads("siguard-run"));
    private final ExecutorService files = Executors.newSingleThreadExecutor(new BackgroundThreads("siguard-files"));
    private final ExecutorService sweeps = Executors.newSingleThreadExecutor(new BackgroundThreads("siguard-sweep"));
    private WorkbenchViewModel model;
    private Scene scene;

    /** For JavaFX, which makes the application itself: uses the laboratory that was given before. */
    public WorkbenchApplication() {
        this(Objects.requireNonNull(given, "give the laboratory first: Workbench.open"));
    }

    public WorkbenchApplication(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    /** Gives the laboratory that the next window uses. */
    static void use(Laboratory laboratory) {
        given = laboratory;
    }

    @Override
    public void start(Stage stage) {
        model = new WorkbenchViewModel(laboratory, Threads.ofWindow(runs, files, sweeps));
        Optional<Memory.Look> last = model.lastLook();
        model.darkProperty().set(last.map(Memory.Look::dark).orElse(Platform.getPreferences().getColorScheme() == ColorScheme.DARK));
        WorkbenchView view = new WorkbenchView(model, file -> getHostServices().showDocument(file.toUri().toString()));
        last.ifPresent(view::stand);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene =
                new Scene(view, last.map(look -> Math.clamp(look.width(), MIN_WIDTH, Math.max(MIN_WIDTH, screen.getWidth()))).orElse(WIDTH),
                        last.map(look -> Math.clamp(look.height(), MIN_HEIGHT, Math.max(MIN_HEIGHT, screen.getHeight()))).orElse(HEIGHT));
        view.listenTo(scene);
        Supplier<Memory.Look> look = () -> view.look(scene.getWidth(), scene.getHeight());
        model.keepSession(look);
        stage.setTitle("SIGuard Workbench");
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            event.consume();
            view.close(stage::hide);
        });
        stage.setOnHiding(event -> model.remember(look));
        stage.setOnHidden(event -> model.close());
        view.applyCss(); // makes the rows reachable
        view.focusFirst();
        stage.show();
        model.open();
    }

    /** The window is gone: waits for the run that was cancelled, so that no party thread is cut off in the middle. */
    @Override
    public void stop() throws InterruptedException {
        if (model != null) {
            model.close();
        }
        runs.shutdown();
        files.shutdown();
        sweeps.shutdown();
        sweeps.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        runs.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** For tests and trials. */
    WorkbenchViewModel model() {
        return model;
    }

    /** The same. */
    Scene scene() {
        return scene;
    }
}
