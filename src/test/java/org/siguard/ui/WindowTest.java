package org.siguard.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A test in the real window, on JavaFX's headless platform: opened before each test and closed after it. */
abstract class WindowTest {
    final FxRobot robot = new FxRobot();
    WorkbenchApplication application;
    WorkbenchViewModel model;
    Stage stage;

    /** What stands behind the window. */
    abstract Laboratory laboratory();

    @BeforeEach
    void open() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
        application = (WorkbenchApplication) FxToolkit.setupApplication(() -> new WorkbenchApplication(laboratory()));
        model = application.model();
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupApplication(application);
        FxToolkit.cleanupStages();
    }

    /** By id and not by CSS selector: the ids have dots, as the keys of the settings have. */
    <T extends Node> T node(String id) {
        return robot.from(stage.getScene().getRoot()).lookup((Node node) -> id.equals(node.getId())).query();
    }

    void press(String button) {
        robot.interact(() -> this.<Button>node(button).fire());
    }

    /** Until a preview of what is set is done, and nothing runs. */
    void settle() throws TimeoutException {
        waitUntil(60, () -> model.charts().previewFits() && !model.run().runningProperty().get());
    }

    /** @param condition looked at on the window's thread */
    static void waitUntil(int seconds, Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(1_000L * seconds, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
