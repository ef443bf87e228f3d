package org.siguard.ui;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.siguard.ring.Shape;

/**
 * A record as a picture: grey or in colour where it is one, otherwise a strip of grey cells. The same rule draws numbers and the words of
 * shares: eight bits of each word are taken for its brightness, wherever the word comes from.
 */
final class RecordPicture {
    private static final int FRACTION = 16;
    private static final int COLUMNS = 8;
    private static final int SIDE = 128;

    private RecordPicture() {
    }

    /** Of a record. */
    static Image of(float[] record, Shape shape) {
        long[] words = new long[record.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = Math.round(record[i] * (double) (1L << FRACTION));
        }
        return of(words, shape);
    }

    /** Of words of a ring in fixed point, be they the record or a share of it. */
    static Image of(long[] words, Shape shape) {
        boolean picture = shape.rank() == 3 && (shape.extent(0) == 1 || shape.extent(0) == 3);
        return picture ? picture(words, shape) : strip(words);
    }

    private static Image picture(long[] words, Shape shape) {
        int plane = shape.extent(1) * shape.extent(2);
        boolean colour = shape.extent(0) == 3;
        return image(shape.extent(2), shape.extent(1), i -> {
            int red = brightness(words[i]);
            return colour ? red << 16 | brightness(words[plane + i]) << 8 | brightness(words[2 * plane + i])
                    : red << 16 | red << 8 | red;
        });
    }

    /** Of a number from 0 to 1 its brightness; of any other word eight bits that say nothing of it. */
    private static int brightness(long word) {
        return (int) (word * 255 >> FRACTION) & 255;
    }

    private static Image strip(long[] words) {
        int columns = Math.min(words.length, words.length > 4 * COLUMNS * COLUMNS ? 4 * COLUMNS : COLUMNS);
        int rows = (words.length + columns - 1) / columns;
        return image(columns, rows, i -> {
            // From -4 to 4, what features are mostly within.
            int grey = i < words.length ? (int) ((words[i] + (4L << FRACTION)) * 32 >> FRACTION) & 255 : 0;
            return grey << 16 | grey << 8 | grey;
        });
    }

    /** Cell by cell, larger than life: scaling would smooth what must not look smooth. */
    private static Image image(int width, int height, IntUnaryOperator colour) {
        int zoom = Math.max(1, SIDE / Math.max(width, height));
        int across = width * zoom;
        int[] pixels = new int[across * height * zoom];
        for (int y = 0; y < height; y++) {
            int line = y * zoom * across;
            for (int x = 0; x < width; x++) {
                Arrays.fill(pixels, line + x * zoom, line + (x + 1) * zoom, 0xff000000 | colour.applyAsInt(y * width + x));
            }
            for (int copy = 1; copy < zoom; copy++) {
                System.arraycopy(pixels, line, pixels, line + copy * across, across);
            }
        }
        WritableImage image = new WritableImage(across, height * zoom);
        image.getPixelWriter().setPixels(0, 0, across, height * zoom, PixelFormat.getIntArgbInstance(), pixels, 0, across);
        return image;
    }
}
