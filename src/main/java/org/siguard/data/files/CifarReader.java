package org.siguard.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * CIFAR-10 and CIFAR-100 in their binary form (Krizhevsky, 2009): records without any header, each its label and then 3072 bytes,
 * 1024 of red, 1024 of green, 1024 of blue, by rows. CIFAR-10 has one label byte; CIFAR-100 has two, the coarse and the fine one.
 * A folder holds {@code data_batch_1.bin} … {@code data_batch_5.bin} and {@code test_batch.bin}, or {@code train.bin} and
 * {@code test.bin}; the names of the classes stand beside in text files.
 */
final class CifarReader implements DataReader {
    static final int PICTURE = 3072;
    static final Shape RECORD = Shape.of(3, 32, 32);
    static final String META_10 = "batches.meta.txt";
    static final List<String> TEN =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int LONGEST_NAMES = 1 << 16;

    private final boolean hundred;

    CifarReader(boolean hundred) {
        this.hundred = hundred;
    }

    /** The files of a folder that hold the training set. */
    static List<String> training(boolean hundred) {
        return hundred ? List.of("train.bin") : IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
    }

    static String test(boolean hundred) {
        return hundred ? "test.bin" : "test_batch.bin";
    }

    @Override
    public Dataset read(Path path, FileOptions options, RowLimit limit) {
        Gathering gathering = new Gathering(path.toString(), RECORD, limit);
        int classes = !hundred ? 10 : options.coarse() ? 20 : 100;
        for (Path file : files(path, options)) {
            if (!gathering.full()) {
                read(file, classes, options.coarse(), gathering);
            }
        }
        if (gathering.size() == 0) {
            throw Damage.in(path, "holds no record; " + layout() + " expected.");
        }
        return gathering.dataset(hundred ? "cifar-100" : "cifar-10", classes, gathering.labels(),
                names(Files.isDirectory(path) ? path : path.toAbsolutePath().getParent(), options.coarse(), classes));
    }

    private List<Path> files(Path path, FileOptions options) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<String> wanted = new ArrayList<>();
        if (options.part() != FileOptions.Part.TEST) {
            wanted.addAll(training(hundred));
        }
        if (options.part() != FileOptions.Part.TRAIN) {
            wanted.add(test(hundred));
        }
        List<Path> there = wanted.stream().map(path::resolve).filter(Files::exists).toList();
        if (there.isEmpty()) {
            throw Damage.in(path, "holds none of " + String.join(", ", wanted) + "; name the folder that holds them.");
        }
        requireNoGap(path, there);
        return there;
    }

    /** A copy that went wrong: with other records than the whole, and nobody would notice. */
    private void requireNoGap(Path folder, List<Path> there) {
        List<Path> batches = training(hundred).stream().map(folder::resolve).toList();
        int last = batches.stream().filter(there::contains).mapToInt(batches::indexOf).max().orElse(-1);
        for (Path batch : batches.subList(0, last + 1)) {
            if (!there.contains(batch)) {
                throw Damage.in(batch,
                        "is missing, and " + batches.get(last).getFileName() + " is there; copy it too, or name a single file.");
            }
        }
    }

    private void read(Path file, int classes, boolean coarse, Gathering gathering) {
        int labelBytes = hundred ? 2 : 1;
        byte[] bytes = new byte[labelBytes + PICTURE];
        try (ByteFile in = ByteFile.open(file)) {
            while (!gathering.full()) {
                long start = in.offset();
                int count = in.fill(bytes);
                if (count == 0) {
                    return;
                }
                if (count < bytes.length) {
                    throw Damage.atByte(file, start, layout() + " expected, and the file ends after " + count
                            + " bytes of this one; it was cut short or is of another kind.");
                }
                int which = hundred && !coarse ? 1 : 0;
                int label = bytes[which] & 0xff;
                if (label >= classes) {
                    throw Damage.atByte(file, start + which, "a label from 0 to " + (classes - 1) + " expected, not " + label
                            + "; the file is damaged or of another kind.");
                }
                float[] record = new float[PICTURE];
                for (int i = 0; i < PICTURE; i++) {
                    record[i] = Gathering.unit(bytes[labelBytes + i]);
                }
                gathering.add(record, label);
            }
        }
    }

    private String layout() {
        return "a record of " + (hundred ? 2 : 1) + " + " + PICTURE + " bytes";
    }

    /** The names of the classes, where the file beside the data has as many as there are classes. */
    private List<String> names(Path folder, boolean coarse, int classes) {
        Path file = folder.resolve(!hundred ? META_10 : coarse ? "coarse_label_names.txt" : "fine_label_names.txt");
        List<String> known = hundred ? List.of() : TEN;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_NAMES) {
                return known;
            }
            List<String> names = Files.readString(file).lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
            return names.size() == classes ? names : known;
        } catch (IOException e) {
            // Names are for reading, the data does not need them.
            return known;
        }
    }
}
