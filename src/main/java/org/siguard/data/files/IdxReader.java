package org.siguard.data.files;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * IDX, the format of MNIST (LeCun): two zero bytes, the type of the values (8: unsigned bytes), the number of extents, each extent
 * in four bytes with the highest first, then the values. Pictures stand in one file and their labels in another, for the training
 * and for the test set; any of them may be gzip.
 */
final class IdxReader implements DataReader {
    private static final int MOST_VALUES = 1 << 22;
    private static final int MOST_RECORDS = 100_000_000;
    private static final int UNSIGNED_BYTES = 8;

    /** What the files of a part are called, as published and as some tools unpack them. */
    private static final String[][] TRAIN = {{"train-images-idx3-ubyte", "train-labels-idx1-ubyte"},
        {"train-images.idx3-ubyte", "train-labels.idx1-ubyte"}};
    private static final String[][] TEST = {{"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"},
        {"t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"}};

    private record Pair(Path pictures, Path labels) {
    }

    @Override
    public Dataset read(Path path, FileOptions options, RowLimit limit) {
        Gathering gathering = null;
        int classes = Math.max(1, options.classes());
        for (Pair pair : pairs(path, options)) {
            try (ByteFile pictures = ByteFile.open(pair.pictures()); ByteFile labels = ByteFile.open(pair.labels())) {
                int[] extents = header(pictures, 2, 4);
                int[] count = header(labels, 1, 1);
                if (extents[0] != count[0]) {
                    throw Damage.atByte(pair.labels(), 4, "as many labels as " + pair.pictures().getFileName() + " has pictures expected, "
                            + extents[0] + ", not " + count[0] + "; these two do not belong together.");
                }
                Shape record = shape(extents);
                if (gathering == null) {
                    gathering = new Gathering(path.toString(), record, limit);
                } else if (!record.equals(gathering.record())) {
                    throw Damage.atByte(pair.pictures(), 8, "pictures of " + gathering.record() + " expected, as in the training set, not "
                            + record + ".");
                }
                classes = Math.max(classes, read(pictures, labels, count[0], options.classes(), gathering));
            }
        }
        if (gathering == null || gathering.size() == 0) {
            throw Damage.in(path, "holds no record.");
        }
        return gathering.dataset(name(path), classes, gathering.labels(), List.of());
    }

    /** Reads pictures as far as they are wanted, and all labels, from which the number of classes follows. */
    private static int read(ByteFile pictures, ByteFile labels, int count, int classes, Gathering gathering) {
        byte[] bytes = new byte[gathering.record().size()];
        int most = 0;
        for (int row = 0; row < count; row++) {
            int label = labels.next();
            if (label < 0) {
                throw Damage.atByte(labels.file(), labels.offset(), "label " + row + " of " + count
                        + " expected, and the file ends here; it was cut short.");
            }
            if (classes > 0 && label >= classes) {
                throw Damage.atByte(labels.file(), labels.offset() - 1,
                        "a label from 0 to " + (classes - 1) + " expected, not " + label + ".");
            }
            most = Math.max(most, label);
            if (!gathering.full()) {
                pictures.require(bytes, "picture " + row + " of " + count);
                float[] record = new float[bytes.length];
                for (int i = 0; i < bytes.length; i++) {
                    record[i] = Gathering.unit(bytes[i]);
                }
                gathering.add(record, label);
            }
        }
        if (!gathering.full() && pictures.next() >= 0) {
            throw Damage.atByte(pictures.file(), pictures.offset() - 1, "the end of the file expected after " + count
                    + " pictures; the header is damaged.");
        }
        return most + 1;
    }

    private static int[] header(ByteFile in, int leastExtents, int mostExtents) {
        byte[] start = new byte[4];
        in.require(start, "the start of an IDX file (0, 0, 8, number of extents)");
        if (start[0] != 0 || start[1] != 0 || start[2] != UNSIGNED_BYTES || start[3] < leastExtents || start[3] > mostExtents) {
            throw Damage.atByte(in.file(), 0, "the start of an IDX file of unsigned bytes expected: 0, 0, 8 and " + leastExtents
                    + (leastExtents == mostExtents ? "" : " to " + mostExtents) + " extents.");
        }
        byte[] words = new byte[4 * start[3]];
        in.require(words, "the extents");
        int[] extents = new int[start[3]];
        ByteBuffer.wrap(words).asIntBuffer().get(extents);
        long values = 1;
        for (int i = 0; i < extents.length; i++) {
            values *= i == 0 ? 1 : extents[i];
            int most = i == 0 ? MOST_RECORDS : MOST_VALUES;
            if (extents[i] < 1 || extents[i] > most || values > MOST_VALUES) {
                throw Damage.atByte(in.file(), 4 + 4L * i, "an extent expected, 1 to " + most + " and at most " + MOST_VALUES
                        + " values a record, not " + extents[i] + ".");
            }
        }
        return extents;
    }

    private static Shape shape(int[] extents) {
        return switch (extents.length) {
            case 2 -> Shape.of(extents[1]);
            case 3 -> Shape.of(1, extents[1], extents[2]);
            default -> Shape.of(extents[1], extents[2], extents[3]);
        };
    }

    /** Whether a folder holds a pair of files by one of the known names. */
    static boolean fits(Path folder) {
        return Stream.of(TRAIN, TEST).flatMap(Stream::of).anyMatch(names -> pair(folder, names).isPresent());
    }

    private static List<Pair> pairs(Path path, FileOptions options) {
        if (!Files.isDirectory(path)) {
            return List.of(beside(path));
        }
        List<Pair> pairs = new ArrayList<>();
        if (options.part() != FileOptions.Part.TEST) {
            Stream.of(TRAIN).flatMap(names -> pair(path, names).stream()).findFirst().ifPresent(pairs::add);
        }
        if (options.part() != FileOptions.Part.TRAIN) {
            Stream.of(TEST).flatMap(names -> pair(path, names).stream()).findFirst().ifPresent(pairs::add);
        }
        if (pairs.isEmpty()) {
            throw Damage.in(path, "holds no pair of IDX files such as train-images-idx3-ubyte and train-labels-idx1-ubyte (or t10k-…, "
                    + "with or without .gz); name the folder that does.");
        }
        return pairs;
    }

    private static Optional<Pair> pair(Path folder, String[] names) {
        return packedOrNot(folder.resolve(names[0])).flatMap(pictures -> packedOrNot(folder.resolve(names[1]))
                .map(labels -> new Pair(pictures, labels)));
    }

    private static Optional<Path> packedOrNot(Path file) {
        return Stream.of(file, file.resolveSibling(file.getFileName() + ".gz")).filter(Files::isRegularFile).findFirst();
    }

    /** The other file, for one of the two. */
    private static Pair beside(Path file) {
        String name = file.getFileName().toString();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        boolean isLabels = plain.contains("labels");
        String other = isLabels ? plain.replace("labels", "images").replace("idx1", "idx3")
                : plain.replace("images", "labels").replace("idx3", "idx1");
        Optional<Path> found = other.equals(plain) ? Optional.empty() : packedOrNot(file.resolveSibling(other));
        if (found.isEmpty()) {
            throw Damage.in(file, "IDX keeps pictures and labels in two files, and " + (other.equals(plain)
                    ? "this name has neither 'images' nor 'labels' in it to find the other by; call them …images… and …labels…."
                    : "there is no " + other + " beside it; put it there."));
        }
        return isLabels ? new Pair(found.get(), file) : new Pair(file, found.get());
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }
}
