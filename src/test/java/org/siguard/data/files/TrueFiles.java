package org.siguard.data.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small files in the true formats, written from their published descriptions and not by the code under test. */
final class TrueFiles {
    private TrueFiles() {
    }

    /** Records of CIFAR: label bytes, then value (row + i) mod 256 at place i. */
    static byte[] cifar(int labelBytes, int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(labels.length * (labelBytes + 3072));
        for (int row = 0; row < labels.length; row++) {
            if (labelBytes == 2) {
                bytes.put((byte) (labels[row] / 5));
            }
            bytes.put((byte) labels[row]);
            for (int i = 0; i < 3072; i++) {
                bytes.put((byte) (row + i));
            }
        }
        return bytes.array();
    }

    /** Pictures of 4 rows by 3 columns. */
    static byte[] idxPictures(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + 12 * count).putInt(2051).putInt(count).putInt(4).putInt(3);
        for (int i = 0; i < 12 * count; i++) {
            bytes.put((byte) (i * 7));
        }
        return bytes.array();
    }

    static byte[] idxLabels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(2049).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    /** As numpy.save writes it: version 1.0, the header padded with spaces to a multiple of 64. */
    static byte[] npy(String type, String shape, ByteBuffer values) {
        StringBuilder header = new StringBuilder("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }");
        while ((10 + header.length() + 1) % 64 != 0) {
            header.append(' ');
        }
        header.append('\n');
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        return bytes.put(header.toString().getBytes(StandardCharsets.US_ASCII)).put(values).array();
    }

    static ByteBuffer values(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** As numpy.savez (stored) or numpy.savez_compressed writes it. */
    static byte[] npz(boolean packed, Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                if (!packed) {
                    CRC32 sum = new CRC32();
                    sum.update(array.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(array.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** A random row of zeros and ones. */
    static String bits(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(random.nextInt(2));
        }
        return text.toString();
    }

    static void picture(Path file, int type, int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            if (image.getRaster().getNumBands() == 1) {
                image.getRaster().setSample(i % width, i / width, 0, colour & 0xff);
            } else {
                image.setRGB(i % width, i / width, 0xff000000 | colour);
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, file.toString().endsWith(".png") ? "png" : "jpg", file.toFile());
    }
}
