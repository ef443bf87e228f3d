package org.siguard.report.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.siguard.ring.Shape;

/** A record as a picture, in the colours it has: grey or red, green, blue, each number 0 to 1. */
public final class Thumbnail {
    /** Larger records are no pictures. */
    public static final int LONGEST_SIDE = 512;

    private final BufferedImage image;

    private Thumbnail(BufferedImage image) {
        this.image = image;
    }

    /** Nothing where the record is no picture: not [1 or 3 channels, height, width], or too large for one. */
    public static Optional<Thumbnail> of(float[] record, Shape shape) {
        boolean picture = shape.rank() == 3 && (shape.extent(0) == 1 || shape.extent(0) == 3)
                && Math.max(shape.extent(1), shape.extent(2)) <= LONGEST_SIDE && Math.min(shape.extent(1), shape.extent(2)) > 1;
        if (!picture) {
            return Optional.empty();
        }
        int height = shape.extent(1);
        int width = shape.extent(2);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int colour = 0;
            for (int channel = 0; channel < 3; channel++) {
                float value = record[shape.extent(0) == 1 ? i : channel * height * width + i];
                colour = colour << 8 | Math.round(255 * Math.clamp(value, 0, 1));
            }
            image.setRGB(i % width, i / width, colour);
        }
        return Optional.of(new Thumbnail(image));
    }

    public BufferedImage image() {
        return image;
    }

    /** Each pixel as a block of pixels, for printers and readers that would blur them. */
    BufferedImage enlarged() {
        int zoom = Math.max(1, 128 / Math.max(image.getWidth(), image.getHeight()));
        BufferedImage large = new BufferedImage(image.getWidth() * zoom, image.getHeight() * zoom, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.setRGB(x, y, image.getRGB(x / zoom, y / zoom));
            }
        }
        return large;
    }

    byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only
        }
        return bytes.toByteArray();
    }
}
