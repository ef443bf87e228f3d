package org.siguard.ui;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.event.ChartChangeListener;
import org.jfree.chart.fx.ChartViewer;

/**
 * The picture of a chart, which is made and drawn apart from the window's thread, so that the window only has to show it: a curve of ten
 * thousand points takes as long as it takes, and no key waits for it. Always the newest chart is drawn, at most a few times a second; until
 * its picture is there the last one stays, stretched where the size has changed. Once there is a picture, none is drawn while nobody can see
 * it: processors belong to what is measured.
 */
final class ChartPicture extends ChartViewer {
    /** Faster than this nobody reads figures. */
    private static final double REST_MILLIS = 120;
    /** Of the time that drawing took: it must not take processors from what is measured. */
    private static final double REST_SHARE = 3;

    private static final Executor DRAWING =
            Executors.newSingleThreadExecutor(new BackgroundThreads("siguard-charts"));
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private final ImageView picture = new ImageView();
    private final PauseTransition rest = new PauseTransition();
    private final ChartChangeListener changes = event -> Platform.runLater(this::touched);
    private final Runnable whenLaidOut = () -> {
        if (canBeSeen()) {
            waitNoMore(getScene());
        }
    };
    private boolean waits;
    private Wanted wanted;
    private JFreeChart shown;
    private ChartRenderingInfo layout;
    private boolean busy;
    private boolean stale;
    private double drawnWidth;
    private double drawnHeight;

    ChartPicture() {
        super(null, false);
        getCanvas().setVisible(false);
        picture.setManaged(false);
        getChildren().add(picture);
        sceneProperty().subscribe((before, now) -> waitNoMore(before));
        rest.setOnFinished(event -> {
            busy = false;
            if (stale) {
                draw();
            }
        });
    }

    /** Whether every picture is of the newest chart: for whoever takes a picture of the window. */
    static boolean allDrawn() {
        return UNDER_WAY.get() == 0;
    }

    /**
     * Makes charts of a kind that will be wanted, so that the window's thread need not wait for their classes when it makes the first one.
     */
    static void inAdvance(Runnable made) {
        DRAWING.execute(made);
    }

    @Override
    public JFreeChart getChart() {
        return shown;
    }

    /** Of the picture that is seen: where in it things stand. Null before there is one. */
    @Override
    public ChartRenderingInfo getRenderingInfo() {
        return picture.getImage() == null ? null : layout;
    }

    @Override
    public void setChart(JFreeChart chart) {
        wanted = null;
        take(chart);
        draw();
    }

    /**
     * Shows a chart as soon as it is made.
     *
     * @param made  makes it, on the charts' thread; not called if another is wanted before its turn comes
     * @param taken hears of it on the window's thread, before it is drawn
     */
    void setChart(Supplier<JFreeChart> made, Consumer<JFreeChart> taken) {
        wanted = new Wanted(made, taken);
        draw();
    }

    private void take(JFreeChart chart) {
        if (shown != null) {
            shown.removeChangeListener(changes);
        }
        shown = chart;
        if (chart != null) {
            chart.addChangeListener(changes);
        }
    }

    /** Somebody zooms or moves the chart that is shown: that is answered at once. */
    private void touched() {
        if (rest.getStatus() == Animation.Status.RUNNING) {
            rest.stop();
            busy = false;
        }
        draw();
    }

    @Override
    protected void layoutChildren() {
        picture.setFitWidth(getWidth());
        picture.setFitHeight(getHeight());
        if (getWidth() != drawnWidth || getHeight() != drawnHeight || wanted != null && !busy) {
            draw();
        }
    }

    private void draw() {
        mark(false);
        if (shown == null && wanted == null) {
            picture.setImage(null);
            return;
        }
        if (getWidth() < 1 || getHeight() < 1) {
            return; // laid out, it is drawn
        }
        if (layout != null && !canBeSeen()) {
            waitToBeSeen();
            return;
        }
        if (busy) {
            mark(true);
            return;
        }
        busy = true;
        UNDER_WAY.incrementAndGet();
        if (wanted == null) {
            picture();
        } else {
            make();
        }
    }

    private void make() {
        Wanted now = wanted;
        wanted = null;
        DRAWING.execute(() -> {
            JFreeChart made = null;
            try {
                made = now.made.get();
            } finally {
                JFreeChart chart = made;
                Platform.runLater(() -> {
                    if (chart == null) {
                        show(null);
                        return;
                    }
                    now.taken.accept(chart); // before changes of it are heard: nobody has touched it yet
                    take(chart);
                    picture();
                });
            }
        });
    }

    private void picture() {
        drawnWidth = getWidth();
        drawnHeight = getHeight();
        Request request = new Request(shown, (int) drawnWidth, (int) drawnHeight,
                getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX());
        DRAWING.execute(() -> {
            Drawn drawn = null;
            try {
                drawn = request.draw();
            } finally {
                Drawn done = drawn;
                Platform.runLater(() -> show(done));
            }
        });
    }

    /** Whether it stands on an open page. What stands in no scene is about to be shown in one. */
    private boolean canBeSeen() {
        if (getScene() == null) {
            return true;
        }
        for (Node each = this; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Nothing tells a node that its page was opened, but the window is laid out anew then: it looks each time whether it is seen now. */
    private void waitToBeSeen() {
        if (!waits) {
            waits = true;
            picture.setImage(null); // it is of a chart, a theme or a size that is no more
            getScene().addPreLayoutPulseListener(whenLaidOut);
        }
    }

    private void waitNoMore(Scene scene) {
        if (waits) {
            waits = false;
            scene.removePreLayoutPulseListener(whenLaidOut);
            draw();
        }
    }

    private void mark(boolean now) {
        if (stale != now) {
            stale = now;
            UNDER_WAY.addAndGet(now ? 1 : -1);
        }
    }

    private void show(Drawn drawn) {
        UNDER_WAY.decrementAndGet();
        rest.setDuration(Duration.millis(REST_MILLIS));
        if (drawn != null) {
            int[] pixels = ((DataBufferInt) drawn.image.getRaster().getDataBuffer()).getData();
            picture.setImage(shown == null || waits ? null
                    : new WritableImage(new PixelBuffer<>(drawn.image.getWidth(), drawn.image.getHeight(), IntBuffer.wrap(pixels),
                            PixelFormat.getIntArgbPreInstance())));
            layout = drawn.layout;
            rest.setDuration(Duration.millis(Math.max(REST_MILLIS, REST_SHARE * drawn.millis)));
        }
        rest.playFromStart();
    }

    /** A chart that is not made yet. */
    private record Wanted(Supplier<JFreeChart> made, Consumer<JFreeChart> taken) {
    }

    /**
     * What came of a request.
     *
     * @param millis that it took
     */
    private record Drawn(BufferedImage image, ChartRenderingInfo layout, double millis) {
    }

    /**
     * What is to be drawn.
     *
     * @param width  in points
     * @param scale  how many pixels a point has
     */
    private record Request(JFreeChart chart, int width, int height, double scale) {
        Drawn draw() {
            long begun = System.nanoTime();
            ChartRenderingInfo layout = new ChartRenderingInfo();
            BufferedImage image = new BufferedImage((int) Math.ceil(width * scale), (int) Math.ceil(height * scale),
                    BufferedImage.TYPE_INT_ARGB_PRE);
            Graphics2D g = image.createGraphics();
            try {
                g.scale(image.getWidth() / (double) width, image.getHeight() / (double) height);
                chart.draw(g, new Rectangle2D.Double(0, 0, width, height), null, layout);
            } finally {
                g.dispose();
            }
            return new Drawn(image, layout, (System.nanoTime() - begun) / 1e6);
        }
    }
}
