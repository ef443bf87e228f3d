package org.siguard.experiment.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * The sweeps that are kept in a folder, each in a folder of its own. The same sweep always has the same folder: whoever starts it again
 * goes on with it, and is told at once what was found before.
 */
public final class SavedSweeps {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int FINGERPRINT = 8;

    private final Path folder;
    private final Clock clock;

    SavedSweeps(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public static SavedSweeps in(Path folder) {
        return new SavedSweeps(folder, Clock.systemUTC());
    }

    /** Where this sweep is, or will be, kept. */
    public Path place(Sweep sweep) {
        String ending = "-" + sweep.fingerprint().substring(0, FINGERPRINT);
        return entries().stream().filter(entry -> entry.getFileName().toString().endsWith(ending)).findFirst()
                .orElseGet(() -> folder.resolve(STAMP.format(clock.instant()) + "-"
                        + String.join("-", sweep.axes().stream().map(Axis::key).toList()).replaceAll("[^a-z0-9]+", "-") + ending));
    }

    /**
     * What there is.
     *
     * @param sweeps     newest first
     * @param unreadable what is wrong with those that cannot be read, one line each
     */
    public record Listing(List<SavedSweep> sweeps, List<String> unreadable) {
        public Listing {
            sweeps = List.copyOf(sweeps);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** All of them. */
    public Listing list() {
        List<SavedSweep> out = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Path entry : entries()) {
            try {
                out.add(read(entry));
            } catch (UserMistake e) {
                unreadable.add(e.getMessage());
            }
        }
        out.sort(Comparator.comparing(SavedSweep::id).reversed());
        return new Listing(out, unreadable);
    }

    /** What is in a folder so far. */
    public static SavedSweep read(Path folder) {
        TrialFiles files = new TrialFiles(folder);
        return new SavedSweep(folder, files.sweep(), files.finished());
    }

    private List<Path> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(TrialFiles.SWEEP))).sorted().toList();
        } catch (IOException e) {
            throw new UserMistake(folder + ": cannot be listed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }
}
