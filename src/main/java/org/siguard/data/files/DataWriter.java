package org.siguard.data.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * Writes a data set as others read it: grey pictures as IDX, pictures of 3 × 32 × 32 as CIFAR binary, anything else as CSV. Pictures
 * become bytes, so that their values are rounded to multiples of 1/255.
 */
public final class DataWriter {
    private static final int BATCH = 10_000;
    private static final long MOST_VALUES = 200_000_000;

    private DataWriter() {
    }

    /** The format that {@link #write} chooses for records of this shape. */
    public static FileFormat format(Dataset data) {
        Shape record = data.record();
        if (record.rank() == 3 && record.extent(0) == 1 && data.classes() <= 256) {
            return FileFormat.IDX;
        }
        return record.equals(CifarReader.RECORD) && data.classes() == 10 ? FileFormat.CIFAR_10 : FileFormat.CSV;
    }

    /** Writes the files into a folder; returns their names. */
    public static List<Path> write(Dataset data, Path folder) {
        if ((long) data.size() * data.record().size() > MOST_VALUES) {
            throw new UserMistake("Writing " + data.name() + ": " + data.size() + " records of " + data.record() + " are more than "
                    + MOST_VALUES + " values; write fewer.");
        }
        return switch (format(data)) {
            case IDX -> idx(data, folder);
            case CIFAR_10 -> cifar(data, folder);
            default -> List.of(csv(data, folder.resolve("data.csv")));
        };
    }

    private static List<Path> idx(Dataset data, Path folder) {
        Shape record = data.record();
        ByteBuffer pictures = ByteBuffer.allocate(16 + data.size() * record.size());
        pictures.putInt(0x00000803).putInt(data.size()).putInt(record.extent(1)).putInt(record.extent(2));
        ByteBuffer labels = ByteBuffer.allocate(8 + data.size()).putInt(0x00000801).putInt(data.size());
        for (int row = 0; row < data.size(); row++) {
            put(data.records().get(row), pictures);
            labels.put((byte) data.labels()[row]);
        }
        List<Path> files = List.of(folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-labels-idx1-ubyte"));
        AtomicFiles.write(files.get(0), pictures.array());
        AtomicFiles.write(files.get(1), labels.array());
        return files;
    }

    private static List<Path> cifar(Dataset data, Path folder) {
        int batch = Math.max(BATCH, (data.size() + 4) / 5);
        int batches = (data.size() + batch - 1) / batch;
        Path[] files = new Path[batches + 1];
        for (int i = 0; i < batches; i++) {
            int from = i * batch;
            int to = Math.min(data.size(), from + batch);
            ByteBuffer bytes = ByteBuffer.allocate((to - from) * (1 + CifarReader.PICTURE));
            for (int row = from; row < to; row++) {
                bytes.put((byte) data.labels()[row]);
                put(data.records().get(row), bytes);
            }
            files[i] = folder.resolve(CifarReader.training(false).get(i));
            AtomicFiles.write(files[i], bytes.array());
        }
        files[batches] = folder.resolve(CifarReader.META_10);
        StringBuilder names = new StringBuilder();
        for (int label = 0; label < data.classes(); label++) {
            names.append(data.className(label)).append('\n');
        }
        AtomicFiles.write(files[batches], names.toString());
        return Arrays.asList(files);
    }

    private static void put(float[] picture, ByteBuffer bytes) {
        for (float value : picture) {
            bytes.put((byte) Math.round(255 * Math.clamp(value, 0, 1)));
        }
    }

    private static Path csv(Dataset data, Path file) {
        StringBuilder text = new StringBuilder("label");
        for (int i = 0; i < data.record().size(); i++) {
            text.append(",f").append(i);
        }
        text.append('\n');
        for (int row = 0; row < data.size(); row++) {
            text.append(data.labels()[row]);
            for (float value : data.records().get(row)) {
                text.append(',');
                if (value == 0 || value == 1) {
                    text.append((int) value);
                } else {
                    text.append(value);
                }
            }
            text.append('\n');
        }
        AtomicFiles.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        return file;
    }
}
