package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.siguard.report.ChartTheme;

/** What a page shows that was closed while things changed. */
class HiddenPagesTest extends WindowTest {
    @Override
    Laboratory laboratory() {
        return Laboratories.of(new SampleRunner(10));
    }

    @Test
    void aPageThatIsOpenedAgainShowsNoFiguresOfBefore() throws TimeoutException {
        settle();
        ChartPicture chart = node("chart-attacks");
        waitUntil(20, () -> chart.getRenderingInfo() != null && ChartPicture.allDrawn());
        boolean dark = !model.darkProperty().get();
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.MODELS));
        robot.interact(() -> model.darkProperty().set(dark));
        waitUntil(20, () -> chart.getRenderingInfo() == null);
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.PAGES.getFirst()));
        waitUntil(20, () -> chart.getRenderingInfo() != null && ChartPicture.allDrawn());
        assertThat(chart.getChart().getBackgroundPaint()).isEqualTo((dark ? ChartTheme.DARK : ChartTheme.LIGHT).ground());
    }

    @Test
    void theFirstPictureOfAConversationIsAsEveryLaterOne() throws TimeoutException {
        settle();
        waitUntil(20, () -> robot.from(stage.getScene().getRoot()).lookup("#lanes").tryQuery().isPresent());
        LanesView lanes = node("lanes");
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.PARTIES));
        waitUntil(60, () -> model.parties().conversationProperty().get() != null);
        int[] first = pixels(lanes);
        robot.interact(lanes::requestLayout);
        assertThat(pixels(lanes)).isEqualTo(first);
    }

    private int[] pixels(LanesView lanes) {
        int[][] out = new int[1][];
        robot.interact(() -> {
            WritableImage image = lanes.snapshot(null, null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            out[0] = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), out[0], 0, width);
        });
        return out[0];
    }
}
