package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.saved.SavedRun;
import org.siguard.guard.Siguard;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does in the real window with the real runner, from a button to what is read afterwards. */
class WorkbenchStoriesTest extends WindowTest {
    @TempDir
    Path memory;

    @Override
    Laboratory laboratory() {
        return Laboratories.of(LiveWorkbenchTest.runner(), memory);
    }

    @BeforeEach
    void takeLittle() throws TimeoutException {
        robot.interact(() -> {
            model.experiment().setting(Experiment.QUERIES).set(100);
            model.experiment().setting(Experiment.BATCH).set(20);
            model.experiment().setting(Siguard.OUTER).set(2);
        });
        settle();
    }

    @Test
    void aMeasurementIsPausedSteppedAndStopped() throws TimeoutException {
        robot.interact(() -> {
            this.<Button>node("measure").fire();
            this.<Button>node("pause").fire();
        });
        assertThat(this.<Button>node("pause").getText()).isEqualTo("Go on");
        double before = standing();
        robot.interact(() -> this.<Button>node("step").fire());
        waitUntil(30, () -> model.run().fractionProperty().get() > before);
        double after = standing();
        assertThat(after).as("one batch, not all").isLessThan(1);
        assertThat(model.measuringProperty().get()).isTrue();
        robot.interact(() -> this.<Button>node("stop").fire());
        waitUntil(30, () -> !model.measuringProperty().get());
        assertThat(this.<Button>node("stop").isDisabled()).isTrue();
        assertThat(model.run().errorProperty().get()).isEmpty();
    }

    @Test
    void twoRunsAreKeptAndCompared() throws TimeoutException {
        robot.interact(() -> {
            model.runs().save(model.curves().result(), "first");
            model.experiment().setting(Siguard.STEP).set(0.05);
        });
        settle();
        robot.interact(() -> {
            model.runs().save(model.curves().result(), "second");
            model.pageProperty().set(WorkbenchViewModel.RUNS);
        });
        TableView<SavedRun> runs = node("runs-table");
        waitUntil(20, () -> runs.getItems().size() == 2);
        assertThat(this.<Button>node("runs-compare").isDisabled()).as("nothing is chosen yet").isTrue();
        robot.interact(() -> {
            runs.getSelectionModel().selectAll();
            this.<Button>node("runs-compare").fire();
        });
        waitUntil(20, () -> model.runs().comparisonProperty().get() != null);
        TableView<List<String>> compared = node("runs-compared");
        waitUntil(20, () -> !compared.getItems().isEmpty());
        assertThat(compared.getItems()).filteredOn(row -> row.getFirst().equals(Siguard.STEP.label())).singleElement().asInstanceOf(
                InstanceOfAssertFactories.list(String.class)).contains("0.2", "0.05");
        assertThat(this.<Label>node("runs-notes").getText()).contains("on guarded outputs").contains("points in first, p =");
    }

    @Test
    void theLessonGoesFromItsFirstStepToItsLast() throws TimeoutException {
        robot.interact(() -> model.lesson().start(Lesson.given()));
        assertThat(this.<Node>node("lesson").isVisible()).isTrue();
        Button next = node("lesson-next");
        Set<String> told = new LinkedHashSet<>(List.of(this.<Label>node("lesson-title").getText()));
        for (int i = 0; i < 20 && !next.isDisabled(); i++) {
            robot.interact(next::fire);
            told.add(this.<Label>node("lesson-title").getText());
            assertThat(this.<Label>node("lesson-sentence").getText()).isNotBlank();
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(5);
        robot.interact(() -> this.<Button>node("lesson-end").fire());
        assertThat(this.<Node>node("lesson").isVisible()).isFalse();
        settle();
        assertThat(model.run().errorProperty().get()).isEmpty();
    }

    @Test
    void aBrokenFileIsToldAndNothingIsLost() throws IOException {
        Experiment before = model.experiment().experiment();
        Path broken = Files.writeString(memory.resolve("broken.json"), "{ \"guard.stp\": 0.5 }");
        robot.interact(() -> model.files().openExperiment(broken));
        assertThat(this.<Label>node("error").getText()).contains("broken.json").contains("guard.stp").contains("guard.step");
        assertThat(this.<Label>node("error").isVisible()).isTrue();
        assertThat(this.<Button>node("copy-details").isVisible()).isTrue();
        assertThat(model.experiment().experiment()).isEqualTo(before);
    }

    /** How far the run is, once that does not change any more. */
    private double standing() {
        double last = -1;
        double now = model.run().fractionProperty().get();
        while (now != last) {
            WaitForAsyncUtils.sleep(700, TimeUnit.MILLISECONDS);
            WaitForAsyncUtils.waitForFxEvents();
            last = now;
            now = model.run().fractionProperty().get();
        }
        return now;
    }
}
