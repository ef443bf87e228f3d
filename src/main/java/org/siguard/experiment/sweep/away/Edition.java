package org.siguard.experiment.sweep.away;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Which edition of this program runs: SHA-256 of its classes, the same whether they lie in a folder or in a jar. */
public final class Edition {
    private static final String CLASSES = "org/siguard";
    private static final String HERE = of(place());

    private Edition() {
    }

    /** Of the program that runs here. */
    public static String here() {
        return HERE;
    }

    /** The folder or the jar that this program's classes come from. */
    public static Path place() {
        try {
            return Path.of(Edition.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes come from a place that can be named", e);
        }
    }

    /** @param place a folder of classes, or a jar */
    static String of(Path place) {
        try {
            if (Files.isDirectory(place)) {
                return classes(place.resolve(CLASSES));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return classes(jar.getPath(CLASSES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted((a, b) -> name(folder, a).compareTo(name(folder, b))).toList();
            for (Path file : sorted) {
                sha.update(name(folder, file).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
