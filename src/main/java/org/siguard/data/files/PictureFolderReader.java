package org.siguard.data.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * A folder with a folder of PNG or JPEG pictures for every class; the class is named after its folder. All pictures have the size
 * of the first, or are brought to the size that the options say; they are grey if the first is, and in colour otherwise.
 *
 * <p>The first row is the first picture of the first class, the second that of the second class, and so in turn: so the first
 * rows are of all classes.
 */
final class PictureFolderReader implements DataReader {
    private static final int MOST_PICTURES = 1_000_000;

    @Override
    public Dataset read(Path path, FileOptions options, RowLimit limit) {
        List<Path> folders = list(path).filter(Files::isDirectory).filter(folder -> !holds(folder).isEmpty()).toList();
        if (folders.isEmpty() || folders.size() > FileOptions.MOST_CLASSES) {
            throw Damage.in(path, "1 to " + FileOptions.MOST_CLASSES + " folders of PNG or JPEG pictures expected, one a class, not "
                    + folders.size() + ".");
        }
        if (options.classes() > 0 && options.classes() != folders.size()) {
            throw Damage.in(path, options.classes() + " folders of pictures expected, one a class, not " + folders.size() + ".");
        }
        List<List<Path>> classes = folders.stream().map(PictureFolderReader::holds).toList();
        Gathering gathering = null;
        int longest = classes.stream().mapToInt(List::size).max().orElseThrow();
        for (int turn = 0; turn < longest; turn++) {
            for (int label = 0; label < classes.size(); label++) {
                boolean wanted = turn < classes.get(label).size() && (gathering == null || !gathering.full());
                if (wanted) {
                    gathering = add(classes.get(label).get(turn), label, gathering, path, options, limit);
                }
            }
        }
        List<String> names = folders.stream().map(folder -> folder.getFileName().toString()).toList();
        return gathering.dataset(String.valueOf(path.toAbsolutePath().normalize().getFileName()), names.size(), gathering.labels(), names);
    }

    private static Gathering add(Path file, int label, Gathering before, Path path, FileOptions options, RowLimit limit) {
        PictureFile picture = PictureFile.read(file);
        Gathering gathering = before;
        if (gathering == null) {
            int width = options.width() > 0 ? options.width() : picture.width();
            int height = options.height() > 0 ? options.height() : picture.height();
            gathering = new Gathering(path.toString(), Shape.of(picture.grey() ? 1 : 3, height, width), limit);
        }
        int height = gathering.record().extent(1);
        int width = gathering.record().extent(2);
        if (options.width() == 0 && (picture.width() != width || picture.height() != height)) {
            throw Damage.in(file, "is " + picture.width() + " x " + picture.height() + " pixels, and the first picture is " + width + " x "
                    + height + "; state a size to bring all to.");
        }
        gathering.add(picture.record(gathering.record().extent(0), width, height), label);
        return gathering;
    }

    /** Whether this is a folder of folders of pictures. */
    static boolean fits(Path folder) {
        return list(folder).filter(Files::isDirectory).anyMatch(inner -> !holds(inner).isEmpty());
    }

    private static List<Path> holds(Path folder) {
        return list(folder).filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")).toList();
    }

    /** What a folder holds, by name. */
    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = new ArrayList<>(files.limit(MOST_PICTURES + 1L).toList());
            if (sorted.size() > MOST_PICTURES) {
                throw Damage.in(folder, "at most " + MOST_PICTURES + " files expected in one folder.");
            }
            sorted.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
            return sorted.stream();
        } catch (IOException e) {
            throw Damage.unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw Damage.unreadable(folder, e.getCause());
        }
    }
}
