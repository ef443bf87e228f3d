package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.RunEvent;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.guard.Siguard;
import org.siguard.report.Confidences;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Pictures of the window, light and dark, in two sizes: into {@code target/screenshots}, and with {@code -Dscreenshots=docs} into
 * {@code docs/screenshots}, where they are kept. To be looked at by a person.
 */
class ScreenshotsTest extends WindowTest {
    private static final Path FOLDER = Path.of("docs".equals(System.getProperty("screenshots")) ? "docs" : "target", "screenshots");

    @TempDir
    private Path memory;

    @Override
    Laboratory laboratory() {
        return Laboratories.of(LiveWorkbenchTest.runner(), memory);
    }

    @Test
    void takeThem() throws TimeoutException, IOException {
        // To its end, where it has measured this machine's speed: a preview that is cut short predicts from an assumed one.
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        robot.interact(model::measure);
        WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> !model.measuringProperty().get());
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> model.darkProperty().set(dark));
            String theme = dark ? "dark" : "light";
            take(1280, 800, "workbench-" + theme + ".png", FOLDER);
            take(1920, 1080, "workbench-" + theme + "-1920.png", FOLDER);
        }
    }

    @Test
    void takeOneQueryAndItsParties() throws TimeoutException, IOException {
        robot.interact(() -> {
            model.experiment().setting(Experiment.MODEL).set("mnist-like-lenet");
            model.experiment().setting(Experiment.QUERIES).set(100);
            model.experiment().setting(Experiment.GUARD).set("siguard-fast");
            model.pageProperty().set(WorkbenchViewModel.QUERY);
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.query().storyProperty().get() != null);
        robot.interact(() -> model.query().stepTo(14));
        takeAll("one-query");
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.PARTIES));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.parties().conversationProperty().get() != null);
        takeAll("parties");
    }

    @Test
    void takeCurvesAndLesson() throws TimeoutException, IOException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.ROC));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.curves().rocProperty().get() != null);
        takeAll("roc");
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.CONFIDENCES));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.curves().confidencesProperty().get() != null);
        takeAll("confidences");
        robot.interact(() -> {
            model.pageProperty().set(WorkbenchViewModel.TRADE_OFF);
            model.lesson().start(Lesson.given());
        });
        waitUntil(60, () -> model.parties().conversationProperty().get() != null);
        takeAll("lesson");
    }

    @Test
    void takeASweepAndRuns() throws TimeoutException, IOException {
        robot.interact(() -> {
            model.experiment().setting(Experiment.QUERIES).set(100);
            model.pageProperty().set(WorkbenchViewModel.SWEEP);
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        takeAll("sweep-empty");
        robot.interact(() -> model.runs().save(model.curves().result(), "as published"));
        robot.interact(model.sweep()::start);
        WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> !model.sweep().run().runningProperty().get()
                && model.sweep().frontProperty().get() != null && model.sweep().frontProperty().get().points().size() == 15);
        robot.interact(() -> {
            model.sweep().recommend().limit(Aim.DISTORTION).set("0.2");
            model.sweep().pick(7);
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.charts().previewFits() && !model.run().runningProperty().get());
        takeAll("sweep");
        robot.interact(() -> model.sweep().mark(Aim.DISTORTION.label() + " 0 to 0.2"));
        waitUntil(20, () -> !model.sweep().frontProperty().get().faded().isEmpty());
        takeAll("sweep-marked");
        robot.interact(() -> {
            model.runs().save(model.curves().result(), "picked from the sweep");
            model.pageProperty().set(WorkbenchViewModel.RUNS);
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.runs().shown().size() == 2);
        robot.interact(() -> {
            model.runs().pin(model.runs().shown().getLast());
            model.runs().compare(model.runs().shown());
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.runs().comparisonProperty().get() != null);
        takeAll("runs");
        robot.interact(() -> {
            model.experiment().setting(Siguard.STEP).set(0.05);
            model.pageProperty().set(WorkbenchViewModel.CONFIDENCES);
        });
        settle();
        waitUntil(60, () -> model.curves().confidencesProperty().get() instanceof Confidences shown && shown.chosen().isPresent());
        takeAll("chosen-confidences");
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.TRADE_OFF));
        takeAll("baseline");
    }

    @Test
    void takeModels() throws TimeoutException, IOException {
        settle();
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.MODELS));
        takeAll("models");
    }

    @Test
    void takeTheCheatingClient() throws TimeoutException, IOException {
        robot.interact(() -> {
            model.pageProperty().set(WorkbenchViewModel.CHEATING);
            model.cheating().protocolProperty().set("delphi");
            model.cheating().ask();
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> !model.cheating().phases().isEmpty());
        robot.interact(model.cheating()::steal);
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.cheating().detailProperty().get().contains("8 of 8"));
        takeAll("malicious-client");
    }

    private void takeAll(String name) throws IOException, TimeoutException {
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> application.model().darkProperty().set(dark));
            String theme = dark ? "dark" : "light";
            take(1280, 800, name + "-" + theme + ".png", FOLDER);
            take(1920, 1080, name + "-" + theme + "-1920.png", Path.of("target", "screenshots"));
        }
    }

    /** States that nobody is proud of, which must look well all the same: never kept. */
    @Test
    @Tag("full")
    void takeTheAwkwardOnes() throws TimeoutException, IOException {
        take(1180, 740, "awkward-first.png", Path.of("target", "screenshots"));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.charts().previewFits());
        robot.interact(() -> {
            model.experiment().setting(Experiment.QUERIES).set(40);
            model.measure();
        });
        WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> !model.measuringProperty().get());
        robot.interact(() -> {
            model.experiment().setting(Experiment.NETWORK).set("LAN-10G");
            model.experiment().setting(Siguard.STEP).set(0.8);
            model.experiment().setting(Siguard.C3).enter("12 or so");
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> model.charts().previewFits());
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(
                () -> model.run().heard(new RunEvent.Failed("Party 2 lost its connection to party 0 after 3 of 49 iterations: start again, "
                        + "or choose another network.", true), model.experiment().experiment(), ""));
        take(1280, 800, "awkward-error.png", Path.of("target", "screenshots"));
        take(1180, 740, "awkward-small.png", Path.of("target", "screenshots"));
    }

    /** In a scene of its own: the screen of the headless platform measures 1000 by 1000, and larger windows break it. */
    private void take(int width, int height, String name, Path folder) throws IOException, TimeoutException {
        WritableImage[] taken = new WritableImage[1];
        Scene[] own = new Scene[1];
        Parent window = stage.getScene().getRoot();
        robot.interact(() -> {
            stage.getScene().setRoot(new Group());
            own[0] = new Scene(window, width, height);
            own[0].snapshot(null); // lays everything out, and charts are drawn anew
        });
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, ChartPicture::allDrawn);
        robot.interact(() -> {
            taken[0] = own[0].snapshot(null);
            own[0].setRoot(new Group());
            stage.getScene().setRoot(window);
        });
        BufferedImage image = SwingFXUtils.fromFXImage(taken[0], null);
        assertThat(image.getWidth()).isEqualTo(width);
        Files.createDirectories(folder);
        write(image, folder.resolve(name));
    }

    /** As small as PNG can be: pictures are kept with the sources. */
    private static void write(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }
}
