package org.siguard.train.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.data.DataSource;
import org.siguard.data.Dataset;

/**
 * A sample as one file that another machine can use: its models, and its records too where they were read from files that the other
 * machine has not. Records that a generator makes are made anew there.
 */
public final class SampleParcel {
    private static final String RECORDS = "records.bin";

    private SampleParcel() {
    }

    /**
     * Packs a sample.
     *
     * @param draft a folder to lay things out in, which goes again
     * @param file  the zip to be made
     */
    public static void pack(Sample sample, Path draft, Path file) {
        try {
            SampleFiles.save(sample, draft);
            if (!(sample.recipe().source() instanceof DataSource.Generated)) {
                try (OutputStream out = Files.newOutputStream(draft.resolve(RECORDS))) {
                    RecordBytes.write(sample.data(), out);
                }
            }
            try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
                copy(draft, zip.getPath("/"));
            }
        } catch (IOException e) {
            throw new UserMistake(file + ": the sample " + sample.name() + " cannot be packed (" + AtomicFiles.reason(e)
                    + "); check that the disk has room.", e);
        } finally {
            AtomicFiles.removeFolder(draft);
        }
    }

    /** Unpacks into a folder of its own. */
    public static void unpack(Path file, Path folder) {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            copy(zip.getPath("/"), folder);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be unpacked (" + AtomicFiles.reason(e) + "); check that the disk has room.", e);
        }
    }

    /** The sample that was unpacked into a folder. */
    public static Sample load(Path folder) {
        return SampleFiles.load(folder, recipe -> Files.exists(folder.resolve(RECORDS)) ? records(folder.resolve(RECORDS)) : recipe.data());
    }

    private static Dataset records(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return RecordBytes.read(in);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read (" + AtomicFiles.reason(e) + "); start the sweep again.", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            List<Path> all = paths.toList();
            for (Path path : all) {
                Path there = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(path, there);
                }
            }
        }
    }
}
