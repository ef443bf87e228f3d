package org.siguard.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;
import org.siguard.experiment.sweep.away.Edition;

/** What is sent to executors, so that they need have nothing of the workbench: its classes, and libraries that they lack. */
final class Shipment {
    private static final String JAR = "siguard-workbench.jar";
    /** Of the window and of reports: no trial asks for them. */
    private static final List<String> NOT_NEEDED = List.of("javafx-", "atlantafx-", "jfreechart-", "org.jfree.", "batik-", "xmlgraphics-",
            "pdfbox-", "fontbox-", "graphics2d-", "picocli-", "slf4j-nop-");

    private Shipment() {
    }

    /** The program's classes as a jar; where they lie in a folder, one is made of it. */
    static Path classes(Path folder) {
        Path place = Edition.place();
        if (!Files.isDirectory(place)) {
            return place;
        }
        Path jar = folder.resolve(JAR);
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true")); Stream<Path> files = Files.walk(place)) {
            for (Path file : files.toList()) {
                Path there = zip.getPath("/").resolve(place.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UserMistake(jar + ": cannot be written (" + AtomicFiles.reason(e) + "); check that the disk has room.", e);
        }
    }

    /**
     * The libraries of this process that executors lack.
     *
     * @param there the names of the jars that they have
     */
    static List<String> missing(Set<String> there) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(path -> path.endsWith(".jar"))
                .filter(path -> {
                    String name = new File(path).getName();
                    return !there.contains(name) && NOT_NEEDED.stream().noneMatch(name::startsWith);
                }).toList();
    }
}
