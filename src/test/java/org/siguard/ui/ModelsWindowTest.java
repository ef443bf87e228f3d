package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.JsonObject;
import org.siguard.data.Splits;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditFiles;
import org.siguard.mpc.math.SoftmaxKind;
import org.siguard.train.sample.KnownRecipes;
import org.siguard.train.sample.RecipeJson;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.SampleRecipe;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Training and auditing in the real window, on the smallest sample. */
class ModelsWindowTest extends WindowTest {
    @TempDir
    private Path folder;

    @Override
    Laboratory laboratory() {
        Laboratory plain = Laboratories.of(new SampleRunner(10));
        return new Laboratory(plain.runner(), plain.samples(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new Laboratory.Places(folder.resolve("models"), folder.resolve("audits"))));
    }

    @BeforeEach
    void openModels() {
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.MODELS));
    }

    @Test
    void anAuditWithFewAttacksLeavesItsReport() throws Exception {
        AuditViewModel audit = application.model().audit();
        robot.interact(() -> {
            audit.recordsProperty().set("60");
            audit.attacks().forEach((family, ticked) -> ticked.set(family == Audit.Family.THRESHOLDS));
            audit.guards().values().forEach(ticked -> ticked.set(false));
            audit.single().get("entropy, one threshold").set(false);
            audit.seedProperty().set("3");
            this.<Button>node("audit-start").fire();
        });
        assertThat(audit.mistakeProperty().get()).isEmpty();
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5_000,
                () -> !audit.work().runningProperty().get()));
        assertThat(application.model().run().errorProperty().get()).isEmpty();
        Path report = audit.reportProperty().get();
        assertThat(report).isNotNull().startsWith(folder);
        assertThat(report.resolve(AuditViewModel.HTML)).isNotEmptyFile();
        assertThat(Files.readAllBytes(report.resolve(AuditViewModel.PDF))).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        assertThat(report.resolve(AuditFiles.FIGURES)).content().contains("thresholds", "confidence, one threshold", "\"seed\" : 3")
                .contains("\"without\" : [ \"entropy, one threshold\" ]")
                .doesNotContain("\"name\" : \"entropy, one threshold\"", "attack network");
        assertThat(this.<Label>node("audit-summary").getText()).contains("secure, exact softmax", "The gap attack alone");
        assertThat(this.<Button>node("audit-html").isDisabled()).isFalse();
    }

    @Test
    void aModelItsSplitsAndSingleAttacksAreChosen() {
        AuditViewModel audit = application.model().audit();
        robot.interact(() -> audit.modelProperty().set("purchase-100-mlp"));
        assertThat(this.<Label>node("audit-splits").getText())
                .matches("Trained on \\d+ records\\. At most (\\d+) of them and \\1 others can be asked about.*");
        MenuButton thresholds = node("audit-single-thresholds");
        assertThat(thresholds.getText()).isEqualTo("8 of 8");
        robot.interact(() -> thresholds.getItems().getFirst().fire());
        assertThat(thresholds.getText()).isEqualTo("7 of 8");
        assertThat(audit.audit().without()).hasSize(1).isSubsetOf(Audit.Family.THRESHOLDS.attacks());
        robot.interact(() -> this.<CheckBox>node("audit-attack-thresholds").fire());
        assertThat(thresholds.isDisabled()).as("without the family there is nothing to choose").isTrue();
        for (Audit.Family family : Audit.Family.values()) {
            assertThat(family.attacks()).as(family.label()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void aMistakeIsToldBeforeAnythingRuns() {
        robot.interact(() -> {
            application.model().audit().recordsProperty().set("many");
            this.<Button>node("audit-start").fire();
            this.<Button>node("train-start").fire();
        });
        assertThat(this.<Label>node("audit-mistake").getText()).contains("'many' is no whole number");
        assertThat(this.<Label>node("train-mistake").getText()).contains("Give the model a name");
        assertThat(application.model().underWay()).isEmpty();
    }

    /** A small recipe in a file: one softmax, no augmented classifiers, few records. */
    @Test
    void aModelIsTrainedFromARecipeInAFileAndChosen() throws Exception {
        SampleRecipe whole = KnownRecipes.CLUSTERS_10_MLP;
        SampleRecipe small = new SampleRecipe("small", whole.about(), whole.source(), 1, new Splits.Sizes(200, 150, 100, 100),
                whole.network(), 1, whole.target(), whole.membership(), false, List.of(SoftmaxKind.EXACT));
        Path recipe = folder.resolve("small.json");
        Files.writeString(recipe, JsonObject.readable(RecipeJson.write(small)));
        robot.interact(() -> model.train().sourceProperty().set(recipe.toString()));
        trainToTheEnd(120);
    }

    /** All classifiers of the sample are trained: half a minute on a quiet machine, ten on one with twenty programs for its two cores. */
    @Test
    @Tag("full")
    void aModelIsTrainedAndChosen() throws TimeoutException {
        trainToTheEnd(2_400);
    }

    private void trainToTheEnd(int seconds) throws TimeoutException {
        TrainViewModel train = model.train();
        robot.interact(() -> {
            train.nameProperty().set("mine");
            train.epochsProperty().set("2");
            this.<Button>node("train-start").fire();
        });
        assertThat(train.mistakeProperty().get()).isEmpty();
        waitUntil(seconds, () -> !train.work().runningProperty().get());
        assertThat(model.run().errorProperty().get()).isEmpty();
        Path made = folder.resolve("models").resolve("mine");
        assertThat(SampleFiles.load(made).recipe().target().epochs()).isEqualTo(2);
        assertThat(model.experiment().experiment().get(Experiment.MODEL)).isEqualTo(made.toString());
    }

    /** Closing asks, since work would be lost; then the training ends, and nothing half-made is left. */
    @Test
    void closingDuringATrainingAsksAndEndsIt() throws Exception {
        TrainViewModel train = application.model().train();
        robot.interact(() -> {
            train.nameProperty().set("never");
            train.epochsProperty().set("100000");
            this.<Button>node("train-start").fire();
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> train.work().fractionProperty().get() > 0);
        robot.interact(() -> stage.fireEvent(new javafx.stage.WindowEvent(stage, javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(stage.isShowing()).as("it asks first").isTrue();
        robot.interact(() -> this.<Button>node("close-yes").fire());
        assertThat(stage.isShowing()).isFalse();
        FxToolkit.cleanupApplication(application);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("siguard-sweep") && thread.isAlive());
        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        Path models = folder.resolve("models");
        if (!Files.exists(models)) {
            return List.of();
        }
        try (var files = Files.walk(models)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
