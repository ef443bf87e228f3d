package org.siguard.experiment.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * One sweep in a folder at a time: two would sweep away each other's drafts. The operating system holds the lock for the process and lets
 * it go when the process ends, however that came about; the file stays, and holds nothing.
 */
final class FolderLock implements AutoCloseable {
    static final String FILE = ".lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tried(channel);
            if (lock == null) {
                channel.close();
                throw new UserMistake(folder + ": another sweep is at work here; wait for its end, or choose another folder with --out.");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be locked (" + AtomicFiles.reason(e) + "); check permissions, or choose another folder "
                    + "with --out.", e);
        }
    }

    /** Null where another process, or another sweep of this one, has it. */
    private static FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(FolderLock.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }
}
