package org.siguard.experiment.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;

/**
 * A sweep's folder: {@value #SWEEP}, what is tried, and in {@value #TRIALS} a file for each finished trial. Every file comes to its place
 * whole and at once, so that a process that is killed loses what it was computing and nothing else; what it was writing is under another
 * name, and is swept away by the next one.
 */
final class TrialFiles {
    static final String SWEEP = "sweep.json";
    static final String TRIALS = "trials";

    private static final String FORMAT = "siguard-trial";
    private static final String SWEEP_FORMAT = "siguard-sweep";
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 24;

    private final Path folder;

    TrialFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins a sweep here, or goes on with it.
     *
     * @return the trials that are finished
     */
    List<Trial> begin(Sweep sweep, boolean resume) {
        if (Files.exists(folder.resolve(SWEEP))) {
            Sweep begun = sweep();
            if (!begun.fingerprint().equals(sweep.fingerprint())) {
                throw sweep.changedSince(begun, folder);
            }
            List<Trial> finished = whole();
            if (!resume && !finished.isEmpty()) {
                throw new UserMistake(folder + ": holds " + finished.size() + " finished trials of this sweep; go on with --resume, or "
                        + "choose another folder with --out.");
            }
            removeDrafts();
            return finished;
        }
        ObjectNode json = JsonObject.create().put("format", SWEEP_FORMAT).put("version", VERSION);
        json.setAll(sweep.json());
        JsonObject.write(folder.resolve(SWEEP), json);
        return List.of();
    }

    /** The sweep that this folder was begun with. */
    Sweep sweep() {
        JsonObject json = JsonObject.read(folder.resolve(SWEEP), MOST_BYTES);
        requireVersion(json, SWEEP_FORMAT);
        return Sweep.of(json, folder.resolve(SWEEP).toString());
    }

    void write(Trial trial) {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION);
        json.put("number", trial.number()).put("rung", trial.rung());
        ObjectNode settings = json.putObject("settings");
        trial.settings().forEach(settings::put);
        if (trial.succeeded()) {
            put(json.putObject("figures"), trial.figures());
            json.put("attack", trial.attack()).put("rounds", trial.rounds()).put("bytes", trial.bytes());
            trial.records().write(json.putObject("records"));
        } else {
            json.put("failure", trial.failure());
        }
        JsonObject.write(folder.resolve(TRIALS).resolve(String.format(Locale.ROOT, "%05d-%d.json", trial.number(), trial.rung())), json);
    }

    static void put(ObjectNode node, Map<Limits.Aim, Estimate> figures) {
        figures.forEach((aim, figure) -> node.putObject(aim.label()).put("value", figure.value()).put("low", figure.low()).put("high",
                figure.high()));
    }

    /** All that are finished, in the order of their numbers. */
    List<Trial> finished() {
        List<Trial> out = new ArrayList<>();
        for (Path file : list(false)) {
            out.add(read(file));
        }
        return out;
    }

    /** Those of which the file is whole; what a full disk cut off is done again. */
    private List<Trial> whole() {
        List<Trial> out = new ArrayList<>();
        for (Path file : list(false)) {
            try {
                JsonObject.read(file, MOST_BYTES);
            } catch (UserMistake e) {
                continue;
            }
            out.add(read(file));
        }
        return out;
    }

    private List<Path> list(boolean drafts) {
        Path trials = folder.resolve(TRIALS);
        if (!Files.isDirectory(trials)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(trials)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".") == drafts)
                    .filter(file -> drafts || file.getFileName().toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UserMistake(trials + ": cannot be listed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }

    private void removeDrafts() {
        for (Path draft : list(true)) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                throw new UserMistake(draft + ": cannot be removed (" + AtomicFiles.reason(e) + "); check its permissions.", e);
            }
        }
    }

    static Trial read(Path file) {
        JsonObject json = JsonObject.read(file, MOST_BYTES);
        requireVersion(json, FORMAT);
        int number = (int) json.whole("number", 0, Integer.MAX_VALUE);
        int rung = (int) json.whole("rung", 0, 100);
        JsonObject written = json.object("settings");
        Map<String, String> settings = new LinkedHashMap<>();
        written.keys().forEach(key -> settings.put(key, written.text(key)));
        if (json.has("failure")) {
            return Trial.failed(number, rung, settings, json.text("failure"));
        }
        Map<Limits.Aim, Estimate> figures = new EnumMap<>(Limits.Aim.class);
        JsonObject estimates = json.object("figures");
        for (String aim : estimates.keys()) {
            JsonObject one = estimates.object(aim);
            double value = one.real("value", 0, 1e12);
            figures.put(Limits.Aim.named("figure", aim), new Estimate(value, one.real("low", 0, value), one.real("high", value, 1e12)));
        }
        return new Trial(number, rung, settings, figures, json.text("attack"), (int) json.whole("rounds", 0, Integer.MAX_VALUE),
                json.whole("bytes", 0, Long.MAX_VALUE), TrialRecords.read(json.object("records")), "");
    }

    private static void requireVersion(JsonObject json, String format) {
        if (!json.text("format").equals(format)) {
            throw json.mistake("format", "must be " + format + "; this is another kind of file.");
        }
        long version = json.whole("version", 1, Integer.MAX_VALUE);
        if (version != VERSION) {
            throw json.mistake("version", "is " + version + "; this program reads " + VERSION + ". "
                    + (version > VERSION ? "Use a newer one." : "Begin the sweep again in another folder."));
        }
    }
}
