package org.siguard.mpc.simc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * One party's material of preparations, in a folder, each to be taken once. A piece is renamed, and the folder forced to disk, before its content is given out:
 * so whoever has the content knows that nobody will have it again, whatever happens to the process or the machine from then on. A process that is killed
 * in between loses the piece; it never gets it twice.
 */
public final class MaterialStore {
    private static final long MAGIC = 0x53494D432B2B0001L;
    private static final String FRESH = ".material";
    private static final String USED = ".used";

    private final Path folder;

    public MaterialStore(Path folder) {
        this.folder = folder;
    }

    /** The numbers of the pieces that are there to be taken, in order. */
    public List<Long> fresh() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{1,18}" + FRESH))
                    .map(name -> Long.valueOf(name.substring(0, name.length() - FRESH.length())))
                    .filter(number -> !Files.exists(used(number))).sorted().toList();
        } catch (IOException e) {
            throw new UserMistake(folder + ": cannot be read (" + AtomicFiles.reason(e) + ").", e);
        }
    }

    /** A number that no piece has, used or not. */
    long nextNumber() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{1,18}\\..*"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))) + 1).max().orElse(0);
        } catch (IOException e) {
            throw new UserMistake(folder + ": cannot be read (" + AtomicFiles.reason(e) + ").", e);
        }
    }

    /** Keeps a piece: it is there whole, or not at all. */
    void put(long number, List<long[]> sections) {
        if (Files.exists(used(number)) || Files.exists(file(number))) {
            throw new IllegalArgumentException("there is, or was, material number " + number + " in " + folder);
        }
        Path draft = folder.resolve(number + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                write(channel, new long[] {MAGIC, sections.size()});
                for (long[] section : sections) {
                    write(channel, new long[] {section.length});
                    write(channel, section);
                }
                channel.force(true);
            }
            Files.move(draft, file(number), StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } catch (IOException e) {
            throw new UserMistake("Cannot keep material in " + folder + " (" + AtomicFiles.reason(e) + ").", e);
        }
    }

    /**
     * Takes a piece for good. Throws {@link UserMistake} where it is not there, or was taken before.
     */
    List<long[]> take(long number) {
        try {
            // A file of its own, made new: of two that come at the same time one fails here. Renaming alone would overwrite.
            try (FileChannel mark = FileChannel.open(used(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                mark.force(true);
            }
            Files.move(file(number), used(number), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
            List<long[]> content = read(used(number));
            // What was used stays as an empty mark: its number must not come back.
            Files.write(used(number), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            return content;
        } catch (FileAlreadyExistsException e) {
            throw new UserMistake(
                    "Material number " + number + " in " + folder + " was used before; each is for one inference. Prepare more.", e);
        } catch (NoSuchFileException e) {
            throw new UserMistake("There is no material number " + number + " in " + folder + ". Prepare some.", e);
        } catch (IOException e) {
            throw new UserMistake("Cannot take material from " + folder + " (" + AtomicFiles.reason(e) + ").", e);
        }
    }

    private Path file(long number) {
        return folder.resolve(number + FRESH);
    }

    private Path used(long number) {
        return folder.resolve(number + USED);
    }

    /** A rename is on disk when the folder is. Windows cannot open folders, and writes renames through. */
    private void forceFolder() throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static void write(FileChannel channel, long[] words) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(words);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static List<long[]> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long[] first = words(file, channel, 2);
            if (first[0] != MAGIC || first[1] < 0 || first[1] > channel.size() / Long.BYTES) {
                throw damaged(file);
            }
            List<long[]> out = new ArrayList<>();
            for (long i = 0; i < first[1]; i++) {
                out.add(words(file, channel, words(file, channel, 1)[0]));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] words(Path file, FileChannel channel, long count) throws IOException {
        if (count < 0 || count > (channel.size() - channel.position()) / Long.BYTES) {
            throw damaged(file);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(count * Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            continue;
        }
        long[] out = new long[Math.toIntExact(count)];
        bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(out);
        return out;
    }

    private static UserMistake damaged(Path file) {
        return new UserMistake(file + " is damaged: it is no material, or not whole. Prepare more.");
    }
}
