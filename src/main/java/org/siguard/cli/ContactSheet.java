package org.siguard.cli;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.report.document.Thumbnail;
import org.siguard.ring.Shape;

/** The first pictures of a data set on one sheet, in rows of {@value #COLUMNS}. */
final class ContactSheet {
    private static final int COLUMNS = 16;
    private static final int ROWS = 8;
    private static final int GAP = 4;
    /** How wide a picture is at least: small ones are drawn larger, pixel by pixel. */
    private static final int LEAST_SIDE = 96;

    private ContactSheet() {
    }

    static byte[] png(Dataset data) {
        Shape shape = data.record();
        int count = Math.min(data.size(), COLUMNS * ROWS);
        List<BufferedImage> pictures = data.records().subList(0, count).stream()
                .flatMap(record -> Thumbnail.of(record, shape).map(Thumbnail::image).stream()).toList();
        if (pictures.size() < count) {
            throw new UserMistake("--picture: records of " + shape + " are no pictures of at most " + Thumbnail.LONGEST_SIDE + " x "
                    + Thumbnail.LONGEST_SIDE + "; leave it out.");
        }
        int height = shape.extent(1);
        int width = shape.extent(2);
        int zoom = Math.max(1, LEAST_SIDE / Math.max(width, height));
        BufferedImage sheet = new BufferedImage(Math.min(count, COLUMNS) * (width * zoom + GAP),
                (count + COLUMNS - 1) / COLUMNS * (height * zoom + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        for (int i = 0; i < count; i++) {
            g.drawImage(pictures.get(i), i % COLUMNS * (width * zoom + GAP), i / COLUMNS * (height * zoom + GAP), width * zoom,
                    height * zoom, null);
        }
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
