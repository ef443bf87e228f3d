package org.siguard.experiment.saved;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.RecordScores;
import org.siguard.experiment.ResultFiles;
import org.siguard.experiment.RunResult;

/**
 * The runs that are kept in a folder, each a folder of its own: {@value #RUN} with name and date, {@value #EXPERIMENT} to run it again,
 * {@value #RESULT}, {@value #SCORES} with the scores by record, and
 * {@value #NOTE} where somebody wrote one. A run's folder comes to its place whole, or not at all.
 */
public final class SavedRuns {
    static final String RUN = "run.json";
    static final String EXPERIMENT = "experiment.json";
    static final String RESULT = "result.json";
    static final String SCORES = "scores.csv";
    /** There where somebody wrote one. */
    static final String NOTE = "note.txt";
    private static final int LONGEST_NOTE = 4_000;

    private static final String FORMAT = "siguard-run";
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 16;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;

    SavedRuns(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public static SavedRuns in(Path folder) {
        return new SavedRuns(folder, Clock.systemUTC());
    }

    /**
     * What there is.
     *
     * @param runs       newest first
     * @param unreadable what is wrong with those that cannot be read, one line each
     */
    public record Listing(List<SavedRun> runs, List<String> unreadable) {
        public Listing {
            runs = List.copyOf(runs);
            unreadable = List.copyOf(unreadable);
        }

        /** Those with all of these words in their name, their folder's name, their note or their settings. */
        public Listing with(List<String> words) {
            return new Listing(runs.stream().filter(run -> {
                String all = (run.name() + " " + run.id() + " " + run.note() + " " + run.result().fidelity().label() + " "
                        + run.result().experiment().settings()).toLowerCase(Locale.ROOT);
                return words.stream().allMatch(word -> all.contains(word.toLowerCase(Locale.ROOT)));
            }).toList(), unreadable);
        }
    }

    /**
     * Keeps a run.
     *
     * @param name empty for one made of model and guard
     */
    public SavedRun save(RunResult result, String name) {
        String called = name.isBlank()
                ? Path.of(result.experiment().get(Experiment.MODEL)).getFileName() + " " + result.experiment().get(Experiment.GUARD)
                : name.strip();
        if (called.length() > 200 || called.chars().anyMatch(Character::isISOControl)) {
            throw new UserMistake("The name of a saved run must have 1 to 200 characters, and no control characters.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = STAMP.format(now) + "-" + called.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        Path draft = folder.resolve("." + id + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        // What a full disk cuts off goes again, so that it takes no more of the disk.
        return AtomicFiles.fill(draft, () -> {
            JsonObject.write(draft.resolve(RUN), JsonObject.create().put("format", FORMAT).put("version", VERSION).put("name", called)
                    .put("saved", now.toString()));
            ExperimentFiles.write(draft.resolve(EXPERIMENT), result.experiment());
            ExperimentFiles.write(draft.resolve(RESULT), result);
            result.scores().write(draft.resolve(SCORES));
            return read(toItsPlace(draft, id));
        });
    }

    /** Under the first name that is free. */
    private Path toItsPlace(Path draft, String id) {
        for (int i = 1;; i++) {
            Path place = folder.resolve(i == 1 ? id : id + "-" + i);
            if (Files.exists(place)) {
                continue;
            }
            try {
                try {
                    return Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException e) {
                    return Files.move(draft, place);
                }
            } catch (IOException e) {
                if (!Files.exists(place)) {
                    throw new UserMistake(
                            "Cannot write " + place + " (" + AtomicFiles.reason(e) + "): check that the folder may be written "
                                    + "to.",
                            e);
                }
            }
        }
    }

    /** All runs. */
    public Listing list() {
        List<SavedRun> runs = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Path entry : entries()) {
            try {
                runs.add(read(entry));
            } catch (UserMistake e) {
                unreadable.add(e.getMessage());
            }
        }
        runs.sort(Comparator.comparing(SavedRun::saved).thenComparing(SavedRun::id).reversed());
        return new Listing(runs, unreadable);
    }

    private List<Path> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith(".") && Files.exists(entry.resolve(RUN))).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserMistake(folder + ": cannot be listed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }

    /** The run of that folder's name, or the newest of that name. */
    public SavedRun find(String idOrName) {
        List<SavedRun> runs = list().runs();
        return runs.stream().filter(run -> run.id().equals(idOrName)).findFirst()
                .or(() -> runs.stream().filter(run -> run.name().equals(idOrName)).findFirst())
                .orElseThrow(
                        () -> new UserMistake(runs.isEmpty() ? "There are no saved runs in " + folder + "; siguard run --save keeps one."
                                : Names.unknown("saved run", idOrName, runs.stream().map(SavedRun::id).toList())));
    }

    /** Takes a run away, with all its files. */
    public void delete(SavedRun run) {
        Path gone = run.folder().resolveSibling("." + run.id() + ".gone." + System.nanoTime());
        try {
            Files.move(run.folder(), gone);
        } catch (IOException e) {
            throw new UserMistake(run.folder() + ": cannot be removed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
        AtomicFiles.removeFolder(gone);
    }

    static SavedRun read(Path run) {
        JsonObject json = JsonObject.read(run.resolve(RUN), MOST_BYTES);
        if (!json.text("format").equals(FORMAT)) {
            throw json.mistake("format", "must be " + FORMAT + "; this is another kind of file.");
        }
        long version = json.whole("version", 1, Integer.MAX_VALUE);
        if (version != VERSION) {
            throw json.mistake("version", "is " + version + "; this program reads " + VERSION + ". "
                    + (version > VERSION ? "Use a newer one." : "Run its experiment again."));
        }
        Instant saved;
        try {
            saved = Instant.parse(json.text("saved"));
        } catch (DateTimeException e) {
            throw json.mistake("saved", "must be a date and a time such as 2026-01-31T12:00:00Z.");
        }
        return new SavedRun(run, json.name("name"), saved, readNote(run.resolve(NOTE)), ResultFiles.read(run.resolve(RESULT)));
    }

    /** Writes a note beside a run, in the place of the one there was; an empty one takes it away. */
    public SavedRun note(SavedRun run, String note) {
        String words = note.strip();
        if (words.length() > LONGEST_NOTE) {
            throw new UserMistake("A note has up to " + LONGEST_NOTE + " characters; this one has " + words.length() + ". Shorten it.");
        }
        AtomicFiles.write(run.folder().resolve(NOTE), words);
        return new SavedRun(run.folder(), run.name(), run.saved(), words, run.result());
    }

    private static String readNote(Path file) {
        try {
            if (!Files.exists(file)) {
                return "";
            }
            if (Files.size(file) > 4L * LONGEST_NOTE) {
                throw new UserMistake(file + ": is too long for a note; shorten it to " + LONGEST_NOTE + " characters, or remove it.");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be read as text (" + AtomicFiles.reason(e) + "); remove it, or save it as UTF-8.", e);
        }
    }

    /** A table of all runs: every setting, and every figure with its limits. */
    public static String csv(List<SavedRun> runs) {
        return RunTable.of(runs);
    }

    /** Whether runs were attacked on the same records, so that they can be compared record by record. */
    static boolean sameRecords(RecordScores one, RecordScores other) {
        return java.util.Arrays.equals(one.rows(), other.rows()) && java.util.Arrays.equals(one.member(), other.member());
    }
}
