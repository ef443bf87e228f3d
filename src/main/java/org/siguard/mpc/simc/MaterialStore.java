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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * One party's material of preparations, in a folder, each to be taken once. A piece is renamed, and the folder forced to disk, before its content is given out:
 * so whoever has the content knows that nobody will have it again, whatever happens to the process or the machine from then on. A process that is killed
 * in between loses the piece; it never gets it twice.
 *
 * <p>A file says what it is for ({@link Purpose}), and ends with a hash of all of it: a piece for another network, or one that a disk or a hand has changed, is not computed with.
 */
public final class MaterialStore {
    private static final long MAGIC = 0x53494D432B2B0002L;
    /** Magic, purpose, how many sections. */
    private static final int HEADER = 4;
    private static final String FRESH = ".material";
    private static final String USED = ".used";

    private final Path folder;

    public MaterialStore(Path folder) {
        this.folder = folder;
    }

    /** The numbers of the pieces that are there to be taken, in order. */
    List<Long> fresh() {
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

    /** Those of them that are for this. A file that does not say what it is for is among them: whoever takes it is told that it is damaged. */
    List<Long> fresh(Purpose purpose) {
        return fresh().stream().filter(number -> {
            try {
                return isFor(number, purpose);
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                throw new UserMistake(file(number) + ": cannot be read (" + AtomicFiles.reason(e) + ").", e);
            }
        }).toList();
    }

    private boolean isFor(long number, Purpose purpose) throws IOException {
        try (FileChannel channel = FileChannel.open(file(number), StandardOpenOption.READ)) {
            if (channel.size() < HEADER * Long.BYTES) {
                return true;
            }
            long[] header = words(file(number), channel, HEADER);
            return header[0] != MAGIC || purpose.equals(new Purpose(header[1], header[2]));
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
    void put(long number, Purpose purpose, List<long[]> sections) {
        if (Files.exists(used(number)) || Files.exists(file(number))) {
            throw new IllegalArgumentException("there is, or was, material number " + number + " in " + folder);
        }
        // Made new: it holds the number against another process that prepares at the same time.
        Path draft = folder.resolve(number + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                fill(draft, channel, purpose, sections);
            }
            Files.move(draft, file(number), StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } catch (FileAlreadyExistsException e) {
            throw new UserMistake("Another process prepares material number " + number + " in " + folder + ". Try again when it is done.",
                    e);
        } catch (IOException e) {
            throw new UserMistake("Cannot keep material in " + folder + " (" + AtomicFiles.reason(e) + ").", e);
        }
    }

    private static void fill(Path draft, FileChannel channel, Purpose purpose, List<long[]> sections) throws IOException {
        WordDigest digest = new WordDigest();
        try {
            write(channel, digest, MAGIC, purpose.high(), purpose.low(), sections.size());
            for (long[] section : sections) {
                write(channel, digest, section.length);
                write(channel, digest, section);
            }
            write(channel, new WordDigest(), digest.words());
            channel.force(true);
        } catch (IOException e) {
            // A full disk, as a rule: what was begun would only make it fuller.
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /**
     * Takes a piece for good. Throws {@link UserMistake} where it is not there, was taken before, or is for something else; what is for something else stays.
     */
    List<long[]> take(long number, Purpose purpose) {
        try {
            if (!isFor(number, purpose)) {
                throw new UserMistake(file(number) + " was prepared for another protocol or network. Prepare material for this one.");
            }
            // A file of its own, made new: of two that come at the same time one fails here. Renaming alone would overwrite.
            try (FileChannel mark = FileChannel.open(used(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                mark.force(true);
            }
            Files.move(file(number), used(number), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
            try {
                return read(used(number));
            } finally {
                // What was used stays as an empty mark: its number must not come back.
                Files.write(used(number), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            }
        } catch (FileAlreadyExistsException e) {
            throw usedBefore(number, e);
        } catch (NoSuchFileException e) {
            throw Files.exists(used(number)) ? usedBefore(number, e)
                    : new UserMistake("There is no material number " + number + " in " + folder + ". Prepare some.", e);
        } catch (IOException e) {
            throw new UserMistake("Cannot take material from " + folder + " (" + AtomicFiles.reason(e) + ").", e);
        }
    }

    private UserMistake usedBefore(long number, IOException cause) {
        return new UserMistake("Material number " + number + " in " + folder + " was used before; each is for one inference. Prepare more.",
                cause);
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

    private static void write(FileChannel channel, WordDigest digest, long... words) throws IOException {
        digest.add(words);
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(words);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static List<long[]> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            WordDigest digest = new WordDigest();
            long[] header = words(file, channel, HEADER);
            if (header[0] != MAGIC || header[3] < 0 || header[3] > channel.size() / Long.BYTES) {
                throw damaged(file);
            }
            digest.add(header);
            List<long[]> out = new ArrayList<>();
            for (long i = 0; i < header[3]; i++) {
                long[] length = words(file, channel, 1);
                out.add(words(file, channel, length[0]));
                digest.add(length);
                digest.add(out.getLast());
            }
            if (!Arrays.equals(digest.words(), words(file, channel, WordDigest.WORDS)) || channel.position() != channel.size()) {
                throw damaged(file);
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
