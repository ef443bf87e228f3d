package org.siguard.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.siguard.data.Dataset;

/**
 * Data from files: the entry. The formats are those of {@link FileFormat}; which one it is, the names in a folder say, or the first
 * bytes of a file.
 */
public final class DataFiles {
    /** Tables by their names; Purchase-100 and Location-30 are published as files without an ending. */
    private static final Pattern TABLES =
            Pattern.compile(".*\\.(csv(\\.gz)?|npz)|dataset_purchase|bangkok", Pattern.CASE_INSENSITIVE);

    private DataFiles() {
    }

    /** Reads the first rows of a file or folder of a known format. */
    public static Dataset read(Path path, FileFormat format, FileOptions options, RowLimit limit) {
        requireThere(path);
        return format.reader().read(path, options, limit);
    }

    /** Reads the first rows of a file or folder whose format it finds out. */
    public static Dataset read(Path path, FileOptions options, RowLimit limit) {
        return read(path, recognise(path), options, limit);
    }

    /** Which format a file or folder has. */
    public static FileFormat recognise(Path path) {
        requireThere(path);
        return Files.isDirectory(path) ? folder(path) : file(path);
    }

    /** The file that a folder stands for: the only table in a folder where no other data set is; otherwise the path itself. */
    public static Path meant(Path path) {
        if (!Files.isDirectory(path) || known(path).isPresent()) {
            return path;
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> tables = files.filter(file -> TABLES.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile).limit(2).toList();
            return tables.size() == 1 ? tables.getFirst() : path;
        } catch (IOException e) {
            throw Damage.unreadable(path, e);
        }
    }

    private static FileFormat folder(Path folder) {
        return known(folder).orElseThrow(() -> Damage.in(folder,
                "no data set is recognised in this folder; looked for data_batch_1.bin … or test_batch.bin (CIFAR-10), "
                        + "train.bin or test.bin (CIFAR-100), train-images-idx3-ubyte and its labels (IDX), feats and labels (Texas-100), folders "
                        + "of PNG or JPEG pictures, and a single table (.csv, .npz, dataset_purchase, bangkok). Where there are several tables name one."));
    }

    private static Optional<FileFormat> known(Path folder) {
        if (holds(folder, CifarReader.training(false)) || holds(folder, List.of(CifarReader.test(false)))) {
            return Optional.of(FileFormat.CIFAR_10);
        }
        if (holds(folder, CifarReader.training(true)) || holds(folder, List.of(CifarReader.test(true)))) {
            return Optional.of(FileFormat.CIFAR_100);
        }
        if (IdxReader.fits(folder)) {
            return Optional.of(FileFormat.IDX);
        }
        if (Files.isRegularFile(folder.resolve(TableReader.FEATURES)) && Files.isRegularFile(folder.resolve(TableReader.LABELS))) {
            return Optional.of(FileFormat.TEXAS_100);
        }
        if (PictureFolderReader.fits(folder)) {
            return Optional.of(FileFormat.PICTURES);
        }
        return Optional.empty();
    }

    private static boolean holds(Path folder, List<String> names) {
        return Stream.of(names).flatMap(List::stream).anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    private static FileFormat file(Path file) {
        byte[] start = new byte[1 << 16];
        int count;
        try (ByteFile in = ByteFile.open(file)) {
            count = in.fill(start);
        }
        if (count == 0) {
            throw Damage.in(file, "is empty; copy it anew.");
        }
        String name = String.valueOf(file.getFileName());
        if (count >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return FileFormat.NPZ;
        }
        if (name.matches("(data_batch_[0-9]+|test_batch)\\.bin(\\.gz)?")) {
            return FileFormat.CIFAR_10;
        }
        if (name.matches("(train|test)\\.bin(\\.gz)?")) {
            return FileFormat.CIFAR_100;
        }
        if (count >= 4 && start[0] == 0 && start[1] == 0 && start[2] == 8 && start[3] >= 1 && start[3] <= 4) {
            return FileFormat.IDX;
        }
        if (isText(start, count)) {
            return table(file, name);
        }
        if (count >= 2 && (start[0] & start[1] & 0xff) == 0xfe && (start[0] | start[1]) == -1) {
            throw Damage.in(file, "is text in UTF-16, as some spreadsheets save it; save it as UTF-8.");
        }
        return binary(file, start, count);
    }

    /** Records of CIFAR have no header: they are known by their length, and by labels where labels must be. */
    private static FileFormat binary(Path file, byte[] start, int count) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw Damage.unreadable(file, e);
        }
        if (size > 0 && size % 3073 == 0 && labels(start, count, 0, 3073, 10)) {
            return FileFormat.CIFAR_10;
        }
        if (size > 0 && size % 3074 == 0 && labels(start, count, 0, 3074, 20) && labels(start, count, 1, 3074, 100)) {
            return FileFormat.CIFAR_100;
        }
        throw Damage.in(file,
                "no data format is recognised; looked for a zip (NPZ), 0 0 8 (IDX), records of 3073 or 3074 bytes (CIFAR) and lines "
                        + "of text (CSV). Formats are " + String.join(", ", FileFormat.titles()) + "; name one if it is one of them.");
    }

    /** Which column of a CSV table is taken for the labels, for people. */
    public static String labelColumn(Path table, FileOptions options) {
        return TableReader.labelColumn(table, options);
    }

    private static boolean labels(byte[] start, int count, int at, int step, int classes) {
        for (int i = at; i < count; i += step) {
            if ((start[i] & 0xff) >= classes) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] start, int count) {
        for (int i = 0; i < count; i++) {
            if (start[i] >= 0 && start[i] < 32 && start[i] != '\n' && start[i] != '\r' && start[i] != '\t') {
                return false;
            }
        }
        return count > 0;
    }

    private static FileFormat table(Path file, String name) {
        if (name.equals(TableReader.FEATURES)) {
            return FileFormat.TEXAS_100;
        }
        try (TextLines lines = new TextLines(file)) {
            List<TextLines.Field> first = lines.next();
            boolean bits = first != null && first.stream().skip(1).allMatch(field -> field.text().matches("[01]"));
            if (bits && first.size() == 601 && first.get(0).text().matches("[0-9]{1,3}")) {
                return FileFormat.PURCHASE_100;
            }
            return bits && first.size() == 447 && first.get(0).quoted() ? FileFormat.LOCATION_30 : FileFormat.CSV;
        }
    }

    private static void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw Damage.in(path, "there is no such file or folder; check the name.");
        }
    }
}
