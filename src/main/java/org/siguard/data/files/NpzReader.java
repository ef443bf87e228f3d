package org.siguard.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * NPZ: a zip of npy arrays, of which one holds the features, a record a row, and one the labels: whole numbers, or a row with a
 * single 1 a record. The pairs of names that are known: {@code features} and {@code labels} (as Purchase-100 and Texas-100 are
 * passed on), {@code x} and {@code y}, {@code data} and {@code labels}, {@code x_train} and {@code y_train} with their {@code test}.
 *
 * <p>Pictures are arrays of three or four extents. Where the last is 1 or 3 and the second is not, it is taken for the channels and
 * put first; bytes are scaled to 0 … 1.
 */
final class NpzReader implements DataReader {
    private static final List<List<String>> WHOLE = List.of(List.of("features", "labels"), List.of("x", "y"), List.of("data", "labels"),
            List.of("images", "labels"), List.of("data", "target"));
    private static final List<String> TRAIN = List.of("x_train", "y_train");
    private static final List<String> TEST = List.of("x_test", "y_test");
    private static final int MOST_ENTRIES = 1000;

    @Override
    public Dataset read(Path path, FileOptions options, RowLimit limit) {
        if (Files.isDirectory(path)) {
            throw Damage.in(path, "is a folder; name the .npz file in it.");
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Map<String, ZipEntry> arrays = arrays(path, zip);
            Gathered read = new Gathered(path, options, limit);
            for (List<String> pair : pairs(path, arrays, options)) {
                if (!read.full()) {
                    read.add(zip, arrays, pair);
                }
            }
            return read.dataset();
        } catch (ZipException e) {
            throw Damage.in(path, "is no zip file, as an NPZ must be, or a damaged one (" + Damage.shown(String.valueOf(e.getMessage()))
                    + "); copy it anew.");
        } catch (IOException e) {
            throw Damage.unreadable(path, e);
        }
    }

    private static Map<String, ZipEntry> arrays(Path path, ZipFile zip) {
        if (zip.size() > MOST_ENTRIES) {
            throw Damage.in(path, "at most " + MOST_ENTRIES + " arrays expected, not " + zip.size() + ".");
        }
        Map<String, ZipEntry> arrays = new TreeMap<>();
        zip.stream().filter(entry -> entry.getName().endsWith(".npy"))
                .forEach(entry -> arrays.put(entry.getName().substring(0, entry.getName().length() - 4).toLowerCase(Locale.ROOT), entry));
        return arrays;
    }

    private static List<List<String>> pairs(Path path, Map<String, ZipEntry> arrays, FileOptions options) {
        boolean train = arrays.keySet().containsAll(TRAIN) && options.part() != FileOptions.Part.TEST;
        boolean test = arrays.keySet().containsAll(TEST) && options.part() != FileOptions.Part.TRAIN;
        if (train || test) {
            return train && test ? List.of(TRAIN, TEST) : List.of(train ? TRAIN : TEST);
        }
        return List.of(WHOLE.stream().filter(arrays.keySet()::containsAll).findFirst()
                .orElseThrow(() -> Damage.in(path, "arrays called features and labels expected (or x and y, data and labels, "
                        + "x_train and y_train); it has " + Damage.shown(String.join(", ", arrays.keySet())) + ".")));
    }

    /** What was read from one or two pairs of arrays. */
    private static final class Gathered {
        private final Path path;
        private final FileOptions options;
        private final RowLimit limit;
        private Gathering gathering;
        private LabelTexts texts;
        private int oneHot;

        Gathered(Path path, FileOptions options, RowLimit limit) {
            this.path = path;
            this.options = options;
            this.limit = limit;
        }

        boolean full() {
            return gathering != null && gathering.full();
        }

        void add(ZipFile zip, Map<String, ZipEntry> arrays, List<String> pair) throws IOException {
            try (ByteFile featureBytes = open(zip, arrays.get(pair.get(0))); ByteFile labelBytes = open(zip, arrays.get(pair.get(1)))) {
                NpyArray features = NpyArray.open(featureBytes, pair.get(0));
                NpyArray labels = NpyArray.open(labelBytes, pair.get(1));
                int[] extents = features.extents();
                if (extents.length < 2 || labels.extents()[0] != extents[0] || labels.extents().length > 2) {
                    throw Damage.in(path, "a row of " + pair.get(0) + " for every one of " + pair.get(1) + " expected; their extents are "
                            + Arrays.toString(extents) + " and " + Arrays.toString(labels.extents()) + ".");
                }
                boolean channelsLast = channelsLast(extents);
                Shape record = shape(extents, channelsLast);
                if (gathering == null) {
                    gathering = new Gathering(path.toString(), record, limit);
                    texts = LabelTexts.inRows(path);
                } else if (!gathering.record().equals(record)) {
                    throw Damage.in(path, "records of " + gathering.record() + " expected in " + pair.get(0) + ", not of " + record + ".");
                }
                oneHot = Math.max(oneHot, labels.rowSize() > 1 ? labels.rowSize() : 0);
                rows(features, labels, channelsLast, extents[0]);
            }
        }

        private void rows(NpyArray features, NpyArray labels, boolean channelsLast, int count) {
            double[] values = new double[features.rowSize()];
            double[] label = new double[labels.rowSize()];
            for (int row = 0; row < count && !gathering.full(); row++) {
                features.next(values, row);
                labels.next(label, row);
                float[] record = new float[values.length];
                int channels = channelsLast ? features.extents()[3] : 1;
                int pixels = values.length / channels;
                boolean scaled = features.isBytes() && features.extents().length > 2;
                for (int i = 0; i < values.length; i++) {
                    float value = (float) (scaled ? values[i] / 255 : values[i]);
                    if (!Float.isFinite(value)) {
                        throw Damage.atByte(path, features.offset(), "finite numbers expected in row " + row + " of the features.");
                    }
                    record[channelsLast ? i % channels * pixels + i / channels : i] = value;
                }
                gathering.add(record, texts.place(label(label, labels, row), row + 1L));
            }
            if (!gathering.full()) {
                features.requireEnd();
                labels.requireEnd();
            }
        }

        /** The label of a row as text: the number itself, or the place of the only 1. */
        private String label(double[] row, NpyArray labels, int index) {
            if (row.length == 1) {
                if (row[0] != Math.rint(row[0]) || Math.abs(row[0]) > 1e9) {
                    throw Damage.atByte(path, labels.offset(),
                            "a whole number as label of row " + index + " expected, not " + row[0] + ".");
                }
                return String.valueOf((long) row[0]);
            }
            int at = -1;
            for (int i = 0; i < row.length; i++) {
                if (row[i] == 1 && at < 0) {
                    at = i;
                } else if (row[i] != 0) {
                    throw Damage.atByte(path, labels.offset(), "one 1 among zeros as label of row " + index + " expected.");
                }
            }
            if (at < 0) {
                throw Damage.atByte(path, labels.offset(), "one 1 among zeros as label of row " + index + " expected, and there is none.");
            }
            return String.valueOf(at);
        }

        Dataset dataset() {
            boolean places = oneHot > 0;
            LabelTexts.Numbering numbering = texts.number(gathering.labels(), places ? FileOptions.Labels.FROM_ZERO : options.labels(),
                    options.classes() == 0 && places ? Math.min(oneHot, FileOptions.MOST_CLASSES) : options.classes());
            return gathering.dataset(String.valueOf(path.getFileName()), numbering.classes(), numbering.labels(), numbering.names());
        }

        private ByteFile open(ZipFile zip, ZipEntry entry) throws IOException {
            InputStream in = zip.getInputStream(entry);
            if (in == null) {
                throw Damage.in(path, "its " + Damage.shown(entry.getName()) + " cannot be found; copy it anew.");
            }
            return ByteFile.of(path, new Summed(in, entry));
        }
    }

    private static boolean channelsLast(int[] extents) {
        return extents.length == 4 && (extents[3] == 1 || extents[3] == 3) && extents[1] != 1 && extents[1] != 3;
    }

    private static Shape shape(int[] extents, boolean channelsLast) {
        return switch (extents.length) {
            case 2 -> Shape.of(extents[1]);
            case 3 -> Shape.of(1, extents[1], extents[2]);
            default -> channelsLast ? Shape.of(extents[3], extents[1], extents[2]) : Shape.of(extents[1], extents[2], extents[3]);
        };
    }

    /** An entry whose checksum is compared at its end: {@link ZipFile} leaves that to others. */
    private static final class Summed extends FilterInputStream {
        private final CRC32 sum = new CRC32();
        private final ZipEntry entry;

        Summed(InputStream in, ZipEntry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, count);
            if (read > 0) {
                sum.update(bytes, from, read);
            } else if (read < 0 && entry.getCrc() >= 0 && sum.getValue() != entry.getCrc()) {
                throw new ZipException("checksum of " + entry.getName());
            }
            return read;
        }
    }
}
