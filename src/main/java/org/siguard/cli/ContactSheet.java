package org.siguard.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/** The first pictures of a data set on one sheet, in rows of {@value #COLUMNS}. */
final class ContactSheet {
    private static final int COLUMNS = 16;
    private static final int ROWS = 8;
    private static final int GAP = 4;
    /** How wide a picture is at least: small ones are drawn larger, pixel by pixel. */
    private static final int LEAST_SIDE = 96;
    private static final int LONGEST_SIDE = 512;

    private ContactSheet() {
    }

    static byte[] png(Dataset data) {
        Shape shape = data.record();
        if (shape.rank() != 3 || (shape.extent(0) != 1 && shape.extent(0) != 3)
                || Math.max(shape.extent(1), shape.extent(2)) > LONGEST_SIDE) {
            throw new UserMistake("--picture: records of " + shape + " are no pictures of at most " + LONGEST_SIDE + " x " + LONGEST_SIDE
                    + "; leave it out.");
        }
        int height = shape.extent(1);
        int width = shape.extent(2);
        int zoom = Math.max(1, LEAST_SIDE / Math.max(width, height));
        int count = Math.min(data.size(), COLUMNS * ROWS);
        BufferedImage sheet = new BufferedImage(Math.min(count, COLUMNS) * (width * zoom + GAP),
                (count + COLUMNS - 1) / COLUMNS * (height * zoom + GAP), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < count; i++) {
            draw(data.records().get(i), shape, zoom, sheet, i % COLUMNS * (width * zoom + GAP), i / COLUMNS * (height * zoom + GAP));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void draw(float[] record, Shape shape, int zoom, BufferedImage sheet, int left, int top) {
        int plane = shape.extent(1) * shape.extent(2);
        for (int i = 0; i < plane; i++) {
            int colour = 0;
            for (int channel = 0; channel < 3; channel++) {
                float value = record[shape.extent(0) == 1 ? i : channel * plane + i];
                colour = colour << 8 | Math.round(255 * Math.clamp(value, 0, 1));
            }
            for (int y = 0; y < zoom; y++) {
                for (int x = 0; x < zoom; x++) {
                    sheet.setRGB(left + i % shape.extent(2) * zoom + x, top + i / shape.extent(2) * zoom + y, colour);
                }
            }
        }
    }
}
