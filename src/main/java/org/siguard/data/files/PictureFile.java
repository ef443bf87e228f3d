package org.siguard.data.files;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.siguard.base.UserMistake;

/**
 * A PNG or JPEG picture as values from 0 to 1, channel by channel. Its size is asked for and judged before a pixel of it is
 * unpacked: a file of a few bytes can claim a picture of gigabytes.
 *
 * @param grey whether the file holds one channel of grey; then {@code values} has one, and otherwise red, green and blue
 */
record PictureFile(int width, int height, boolean grey, float[] values) {
    private static final int LONGEST = 64 << 20;
    private static final long MOST_PIXELS = 1 << 22;

    static PictureFile read(Path file) {
        byte[] bytes = bytes(file);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !reader.getFormatName().matches("(?i)png|jpe?g")) {
                throw Damage.atByte(file, 0, "the start of a PNG or JPEG picture expected; remove the file, or convert it.");
            }
            try {
                reader.setInput(in, true, true);
                requireSize(file, reader.getWidth(0), reader.getHeight(0));
                return of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (UserMistake e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK throw whatever comes when a file lies to them.
            throw Damage.in(file,
                    "is a damaged picture (" + Damage.shown(String.valueOf(e.getMessage())) + "); remove it or copy it anew.");
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw Damage.in(file, "a picture of at most " + (LONGEST >> 20) + " MB expected.");
            }
            return bytes;
        } catch (IOException e) {
            throw Damage.unreadable(file, e);
        }
    }

    private static void requireSize(Path file, long width, long height) {
        if (width < 1 || height < 1 || width * height > MOST_PIXELS) {
            throw Damage.in(file,
                    "claims to be " + width + " x " + height + " pixels; at most " + MOST_PIXELS + " are read, make it smaller.");
        }
    }

    private static PictureFile of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ColorModel model = image.getColorModel();
        // Asked for its colours, a grey picture gives them through a colour profile; its samples are what stands in the file.
        if (model.getNumColorComponents() == 1 && !(model instanceof IndexColorModel)) {
            Raster raster = image.getRaster();
            float most = (1 << Math.min(16, model.getComponentSize(0))) - 1;
            float[] values = new float[width * height];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.clamp(raster.getSample(i % width, i / width, 0) / most, 0, 1);
            }
            return new PictureFile(width, height, true, values);
        }
        float[] values = new float[3 * width * height];
        int[] line = new int[width];
        boolean grey = true;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = line[x] >>> 24;
                for (int channel = 0; channel < 3; channel++) {
                    int value = line[x] >> 16 - 8 * channel & 0xff;
                    // What is transparent lies on white.
                    values[(channel * height + y) * width + x] = (value * alpha + 255 * (255 - alpha)) / (255f * 255f);
                }
                grey &= (line[x] >> 16 & 0xff) == (line[x] >> 8 & 0xff) && (line[x] >> 8 & 0xff) == (line[x] & 0xff);
            }
        }
        boolean palette = model instanceof IndexColorModel;
        return palette && grey ? new PictureFile(width, height, true, Arrays.copyOf(values, width * height))
                : new PictureFile(width, height, false, values);
    }

    /** The values as a record: with one channel or three, in the size wanted, each value the mean of the area that it covers. */
    float[] record(int channels, int newWidth, int newHeight) {
        float[][] planes = new float[channels][width * height];
        int own = grey ? 1 : 3;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < width * height; i++) {
                planes[channel][i] = own <= channel ? values[i]
                        : channels == own ? values[channel * width * height + i] : own == 1 ? values[i] : luma(i);
            }
        }
        float[] record = new float[channels * newWidth * newHeight];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++) {
                    record[(channel * newHeight + y) * newWidth + x] = newWidth == width && newHeight == height
                            ? planes[channel][y * width + x] : mean(planes[channel], x, y, newWidth, newHeight);
                }
            }
        }
        return record;
    }

    private float luma(int i) {
        int plane = width * height;
        return 0.299f * values[i] + 0.587f * values[plane + i] + 0.114f * values[2 * plane + i];
    }

    private float mean(float[] plane, int x, int y, int newWidth, int newHeight) {
        double left = (double) x * width / newWidth;
        double right = (double) (x + 1) * width / newWidth;
        double top = (double) y * height / newHeight;
        double bottom = (double) (y + 1) * height / newHeight;
        double sum = 0;
        double area = 0;
        for (int row = (int) top; row < Math.min(height, bottom); row++) {
            for (int column = (int) left; column < Math.min(width, right); column++) {
                double share = (Math.min(right, column + 1) - Math.max(left, column)) * (Math.min(bottom, row + 1) - Math.max(top, row));
                sum += share * plane[row * width + column];
                area += share;
            }
        }
        return (float) (sum / area);
    }
}
