package org.siguard.ui;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
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
 * A chart that is drawn apart from the window's thread, into a picture that the window only has to show: a curve of ten thousand points
 * takes as long as it takes, and no key waits for it. Always the newest chart is drawn, at most a few times a second; until its picture
 * is there the last one stays, stretched where the size has changed.
 */
final class ChartPane extends ChartViewer {
    /** Faster than this nobody reads figures. */
    private static final double REST_MILLIS = 120;
    /** Of the time that drawing took: it must not take processors from what is measured. */
    private static final double REST_SHARE = 3;

    private static final Executor DRAWING =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("siguard-charts").daemon().priority(Thread.MIN_PRIORITY).factory());
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private final ImageView picture = new ImageView();
    private final PauseTransition rest = new PauseTransition();
    private final ChartChangeListener changes = event -> Platform.runLater(this::draw);
    private JFreeChart shown;
    private Supplier<JFreeChart> making;
    private ChartRenderingInfo layout;
    private boolean busy;
    private boolean stale;
    private double drawnWidth;
    private double drawnHeight;

    /** @param name for whoever cannot see it */
    ChartPane(String id, String name) {
        super(null, false);
        setId(id);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
        getCanvas().setVisible(false);
        picture.setManaged(false);
        getChildren().add(picture);
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

    @Override
    public JFreeChart getChart() {
        return shown;
    }

    /** Of the picture that is seen: where in it things stand. Null before there is one. */
    @Override
    public ChartRenderingInfo getRenderingInfo() {
        return layout;
    }

    @Override
    public void setChart(JFreeChart chart) {
        making = null;
        keep(chart);
        draw();
    }

    /** The same for a chart that takes a while to make: that is done apart as well, and {@link #getChart} has it with its picture. */
    void setChart(Supplier<JFreeChart> made) {
        making = made;
        draw();
    }

    private void keep(JFreeChart chart) {
        if (shown != null) {
            shown.removeChangeListener(changes);
        }
        shown = chart;
        if (chart != null) {
            chart.addChangeListener(changes);
        }
    }

    @Override
    protected void layoutChildren() {
        picture.setFitWidth(getWidth());
        picture.setFitHeight(getHeight());
        if (getWidth() != drawnWidth || getHeight() != drawnHeight) {
            draw();
        }
    }

    private void draw() {
        if (shown == null && making == null) {
            picture.setImage(null);
            return;
        }
        if (getWidth() < 1 || getHeight() < 1) {
            return; // laid out, it is drawn
        }
        if (busy) {
            mark(true);
            return;
        }
        mark(false);
        busy = true;
        drawnWidth = getWidth();
        drawnHeight = getHeight();
        Request request = new Request(making, shown, (int) drawnWidth, (int) drawnHeight,
                getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX());
        making = null;
        UNDER_WAY.incrementAndGet();
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
            if (drawn.made) {
                keep(drawn.chart);
            }
            int[] pixels = ((DataBufferInt) drawn.image.getRaster().getDataBuffer()).getData();
            picture.setImage(shown == null ? null
                    : new WritableImage(new PixelBuffer<>(drawn.image.getWidth(), drawn.image.getHeight(), IntBuffer.wrap(pixels),
                            PixelFormat.getIntArgbPreInstance())));
            layout = drawn.layout;
            rest.setDuration(Duration.millis(Math.max(REST_MILLIS, REST_SHARE * drawn.millis)));
        }
        rest.playFromStart();
    }

    /**
     * What came of a request.
     *
     * @param made   whether the chart was made for it
     * @param millis that it took
     */
    private record Drawn(JFreeChart chart, boolean made, BufferedImage image, ChartRenderingInfo layout, double millis) {
    }

    /**
     * What is to be drawn.
     *
     * @param making makes the chart; null where there is one
     * @param width  in points
     * @param scale  how many pixels a point has
     */
    private record Request(Supplier<JFreeChart> making, JFreeChart ready, int width, int height, double scale) {
        Drawn draw() {
            long begun = System.nanoTime();
            JFreeChart chart = making == null ? ready : making.get();
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
            return new Drawn(chart, making != null, image, layout, (System.nanoTime() - begun) / 1e6);
        }
    }
}
