package org.siguard.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;

/** The last session: what was set, and how the window stood. A file that cannot be read is put aside, and the person is told. */
final class Memory {
    private static final String FORMAT = "siguard-window";
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 16;
    private static final double LARGEST = 20_000;

    private final Optional<Path> folder;
    private final List<String> troubles = new ArrayList<>();
    private boolean ended;

    Memory(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * How the window stood.
     *
     * @param left   the share of the width that the settings take
     * @param bottom the share of the height that is above the log
     * @param page   the id of the page that was open
     */
    record Look(boolean dark, double width, double height, double left, double bottom, String page) {
    }

    /** What was set when the last session ended. */
    Optional<Experiment> experiment() {
        return read("experiment.json", ExperimentFiles::read);
    }

    /** How the window stood then. */
    Optional<Look> look() {
        return read("window.json", Memory::readLook);
    }

    /** What could not be read, for the person. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    private static Look readLook(Path file) {
        JsonObject json = JsonObject.read(file, MOST_BYTES);
        if (!json.text("format").equals(FORMAT) || json.whole("version", 0, Integer.MAX_VALUE) != VERSION) {
            throw new UserMistake(file + ": is of another version of this program.");
        }
        return new Look(json.flag("dark"), json.real("width", 0, LARGEST), json.real("height", 0, LARGEST), json.real("left", 0, 1),
                json.real("bottom", 0, 1), json.name("page"));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Path file);
    }

    private <T> Optional<T> read(String name, Reader<T> reader) {
        if (folder.isEmpty() || !Files.exists(folder.get().resolve(name))) {
            return Optional.empty();
        }
        Path file = folder.get().resolve(name);
        try {
            return Optional.of(reader.read(file));
        } catch (UserMistake e) {
            Path aside = file.resolveSibling(name + ".broken");
            troubles.add("The last session is not restored. " + e.getMessage() + putAside(file, aside));
            return Optional.empty();
        }
    }

    private static String putAside(Path file, Path aside) {
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return " It is kept as " + aside + ".";
        } catch (IOException e) {
            return " It could not be put aside (" + AtomicFiles.reason(e) + ").";
        }
    }

    /** Keeps all of it for the next session; nothing that is kept afterwards counts. */
    synchronized void remember(Experiment experiment, Look look) {
        ended = true;
        write(experiment, look);
    }

    /** Keeps all of it while the session goes on. */
    synchronized void keep(Experiment experiment, Look look) {
        if (!ended) {
            write(experiment, look);
        }
    }

    private void write(Experiment experiment, Look look) {
        if (folder.isEmpty()) {
            return;
        }
        ExperimentFiles.write(folder.get().resolve("experiment.json"), experiment);
        ObjectNode json = JsonObject.create();
        json.put("format", FORMAT).put("version", VERSION).put("dark", look.dark).put("width", look.width).put("height", look.height);
        json.put("left", look.left).put("bottom", look.bottom).put("page", look.page);
        JsonObject.write(folder.get().resolve("window.json"), json);
    }
}
