package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;
import org.siguard.guard.Siguard;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window over a session: keys, palette, presets, closing during a run, and opening again. */
class WorkbenchSessionTest {
    private final FxRobot robot = new FxRobot();
    @TempDir
    private Path memory;
    private WorkbenchApplication application;
    private Stage stage;

    private void open() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
        application = (WorkbenchApplication) FxToolkit
                .setupApplication(() -> new WorkbenchApplication(Laboratories.of(new SampleRunner(3_000), memory)));
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupApplication(application);
        FxToolkit.cleanupStages();
    }

    private double step() {
        return application.model().experiment().experiment().get(Siguard.STEP);
    }

    @Test
    void keysUndoAndRedoAndThePaletteFindsTheWay() throws TimeoutException {
        open();
        robot.interact(() -> application.model().experiment().setting(Siguard.STEP).set(0.5));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(step()).as("though a field has the focus").isEqualTo(0.2);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(step()).isEqualTo(0.5);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        assertThat(node("palette-text").isFocused()).isTrue();
        robot.interact(() -> this.<TextField>node("palette-text").setText("preset published"));
        robot.push(KeyCode.ENTER);
        assertThat(application.model().experiment().experiment().get(Siguard.INNER)).isEqualTo(49);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.interact(() -> this.<TextField>node("palette-text").setText("setting: step growth"));
        robot.push(KeyCode.ENTER);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(node("field-" + Siguard.GROWTH.key()));
        robot.push(KeyCode.F1);
        assertThat(node("shortcuts").isVisible()).isTrue();
        robot.push(KeyCode.ESCAPE);
        assertThat(node("overlay").isVisible()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        assertThat(application.model().pageProperty().get()).isEqualTo(WorkbenchViewModel.QUERY);
    }

    @Test
    void whatIsSetIsSavedAsAPresetAndAttacksAreTicked() throws TimeoutException {
        open();
        MenuButton attacks = node("field-" + Experiment.ATTACKS.key());
        assertThat(attacks.getText()).startsWith("9 of ");
        robot.interact(attacks::show);
        robot.interact(() -> attacks.getItems().stream().filter(item -> "tick-loss".equals(item.getId())).findFirst().orElseThrow().fire());
        assertThat(attacks.getText()).startsWith("8 of ");
        assertThat(application.model().experiment().experiment().get(Experiment.ATTACKS)).doesNotContain("loss").contains("gap");
        robot.interact(attacks::hide);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.interact(() -> this.<TextField>node("palette-text").setText("save a preset"));
        robot.push(KeyCode.ENTER);
        robot.interact(() -> this.<TextField>node("save-preset-text").setText("a/b"));
        robot.push(KeyCode.ENTER);
        assertThat(this.<Label>node("save-preset-trouble").getText()).contains("no name for a preset");
        robot.interact(() -> this.<TextField>node("save-preset-text").setText("without loss"));
        robot.push(KeyCode.ENTER);
        assertThat(node("overlay").isVisible()).isFalse();
        assertThat(memory.resolve("presets").resolve("without loss.json")).exists();
    }

    @Test
    void closingAsksWhileAMeasurementWouldBeLostAndTheNextWindowIsAsThisOneWas() throws TimeoutException {
        open();
        await("first figures", () -> application.model().charts().previewFits());
        robot.interact(() -> {
            application.model().experiment().setting(Siguard.STEP).set(0.6);
            application.model().pageProperty().set(WorkbenchViewModel.PARTIES);
            application.model().darkProperty().set(true);
            application.model().measure();
        });
        robot.interact(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(stage.isShowing()).isTrue();
        robot.interact(() -> this.<Button>node("close-no").fire());
        assertThat(application.model().measuringProperty().get()).as("it goes on").isTrue();
        robot.interact(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        robot.interact(() -> this.<Button>node("close-yes").fire());
        assertThat(stage.isShowing()).isFalse();
        FxToolkit.cleanupApplication(application);
        open();
        assertThat(step()).isEqualTo(0.6);
        assertThat(application.model().pageProperty().get()).isEqualTo(WorkbenchViewModel.PARTIES);
        assertThat(application.model().darkProperty().get()).isTrue();
    }

    @Test
    void aBrokenSessionFileIsToldInTheWindow() throws TimeoutException, IOException {
        Files.writeString(memory.resolve("experiment.json"), "not JSON");
        open();
        await("the error", () -> this.<Label>node("error").getText().startsWith("The last session is not restored."));
        assertThat(application.model().experiment().experiment()).isEqualTo(Experiment.standard());
        await("first figures all the same", () -> application.model().charts().previewFits());
    }

    private <T extends Node> T node(String id) {
        return robot.from(stage.getScene().getRoot()).lookup((Node node) -> id.equals(node.getId())).query();
    }

    private static void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
                boolean[] holds = new boolean[1];
                WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                    holds[0] = condition.getAsBoolean();
                });
                return holds[0];
            });
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
