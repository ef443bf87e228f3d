package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.RunResult;
import org.testfx.util.WaitForAsyncUtils;

/** The real window while its first preview takes long, as on a machine where native libraries are unpacked and a model trained. */
class WorkbenchFirstMinuteTest extends WindowTest {
    private final BlockingQueue<RunEvent> script = new LinkedBlockingQueue<>();

    @Override
    Laboratory laboratory() {
        return Laboratories.of(this::run);
    }

    /** Tells what the test tells it to, until it is stopped. */
    private RunResult run(Experiment experiment, Fidelity fidelity, Consumer<RunEvent> listener, Cancellation cancellation) {
        while (true) {
            cancellation.check();
            try {
                RunEvent event = script.poll(10, TimeUnit.MILLISECONDS);
                if (event != null) {
                    listener.accept(event);
                }
                if (event instanceof RunEvent.Failed) {
                    return null;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void thePhaseIsShownAndStopWorks() throws TimeoutException {
        for (String phase : new String[] {"unpacking libtorch", "training clusters-10-mlp"}) {
            script.add(new RunEvent.Advanced(phase, 0.2));
            await(() -> text("phase").equals("Preview: " + phase));
            assertThat(this.<Button>node("stop").isDisabled()).isFalse();
            assertThat(text("basis")).isEqualTo("The first preview is under way.");
        }
        robot.interact(() -> this.<Button>node("stop").fire());
        await(() -> text("phase").equals("Stopped"));
        assertThat(this.<Button>node("stop").isDisabled()).isTrue();
        assertThat(text("sentence")).isEqualTo("No figures yet.");
        assertThat(text("basis")).startsWith("The preview was stopped");
    }

    @Test
    void noSettingIsExplainedBeforeAPersonGoesToOne() {
        Node first = node("field-" + Experiment.QUERIES.key());
        assertThat(stage.getScene().getFocusOwner()).as("visible, and the first").isSameAs(first);
        assertThat(text("help")).isEqualTo("Point at a setting to read what it does.");
        robot.push(KeyCode.TAB);
        assertThat(text("help")).startsWith("Queries. ");
        robot.push(KeyCode.TAB);
        assertThat(text("help")).startsWith("Records. ");
        robot.interact(() -> node("theme").requestFocus());
        assertThat(text("help")).startsWith("Point at");
        robot.interact(first::requestFocus);
        assertThat(text("help")).as("a focus that no key and no click moved").startsWith("Point at");
    }

    @Test
    void aLongErrorIsWrappedAndNotCut() throws TimeoutException {
        String message = "Party 2 lost its connection to party 0 after 3 of 49 iterations, while it waited for the second message of a "
                + "product: start again, or choose another network, or fewer outer and inner iterations.";
        script.add(new RunEvent.Failed(message, true));
        await(() -> text("error").equals(message));
        robot.interact(() -> stage.getScene().getRoot().layout());
        Label error = node("error");
        assertThat(((Text) error.lookup(".text")).getText()).as("what is drawn").isEqualTo(message);
        assertThat(error.getHeight()).isBetween(1.5 * error.getFont().getSize(), 4.5 * error.getFont().getSize());
        assertThat(text("basis")).startsWith("The preview failed");
    }

    private String text(String id) {
        return this.<Label>node(id).getText();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(2000, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
