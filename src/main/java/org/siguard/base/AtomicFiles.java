package org.siguard.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Files that are there whole or not at all, whatever happens while they are written. */
public final class AtomicFiles {
    private AtomicFiles() {
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes beside the file, forces the bytes to disk and renames; a reader sees the old file or the new one. */
    public static void write(Path file, byte[] bytes) {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = null;
        try {
            Files.createDirectories(folder);
            draft = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + "." + System.nanoTime() + ".part");
            Files.write(draft, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(draft, file);
        } catch (IOException e) {
            removeQuietly(draft);
            throw unwritable(file, draft, e);
        }
    }

    /**
     * Fills a folder, or writes a file, by several steps. What was not there before and does not come about goes again, and so do empty
     * folders that were made around it: whoever repeats the command finds nothing in the way.
     */
    public static <T> T fill(Path target, Supplier<T> filling) {
        if (Files.exists(target)) {
            return filling.get();
        }
        Path there = target.toAbsolutePath().getParent();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        boolean filled = false;
        try {
            T result = filling.get();
            filled = true;
            return result;
        } finally {
            if (!filled) {
                removeFolder(target);
                removeEmpty(target.toAbsolutePath().getParent(), there);
            }
        }
    }

    /** Removes empty folders from one upwards, up to another that stays. */
    private static void removeEmpty(Path folder, Path stays) {
        try {
            for (Path at = folder; at != null && !at.equals(stays); at = at.getParent()) {
                Files.deleteIfExists(at);
            }
        } catch (IOException e) {
            return; // somebody has put something there meanwhile; an empty folder is no harm either
        }
    }

    /**
     * Finds out before long work whether its result can be written: makes the folder, and writes and removes a draft. What is
     * there already is not touched.
     */
    public static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".", ".part"));
        } catch (IOException e) {
            throw unwritable(file, null, e);
        }
        if (Files.isDirectory(file)) {
            throw new UserMistake("Cannot write " + file + " (it is a folder): remove it, or write elsewhere.");
        }
    }

    /** @param draft the name that it had while it was written, which says nothing to anybody; null if none */
    private static UserMistake unwritable(Path file, Path draft, IOException e) {
        String reason = draft == null ? reason(e) : reason(e).replace(draft.toString(), file.toString());
        return new UserMistake("Cannot write " + file + " (" + reason + "): check that the folder can be made, may be written to, "
                + "and that the disk has room.", e);
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void removeQuietly(Path draft) {
        if (draft != null) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                draft.toFile().deleteOnExit();
            }
        }
    }

    /** Removes a folder and all that is in it, if it is there. */
    public static void removeFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UserMistake(folder + ": cannot be removed (" + reason(e) + "); check its permissions.", e);
        }
    }

    /** What the operating system said, in plain words. */
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access denied";
            case FileAlreadyExistsException there -> there.getFile() + " is a file, not a folder";
            case NotDirectoryException there -> there.getFile() + " is a file, not a folder";
            case NoSuchFileException gone -> "there is no " + gone.getFile();
            case FileSystemException fs when fs.getReason() != null -> fs.getReason();
            case FileSystemException fs -> "the system does not say why";
            default -> e.getMessage() == null ? "the system does not say why" : e.getMessage();
        };
    }
}
