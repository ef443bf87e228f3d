package org.siguard.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.siguard.base.AtomicFiles;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.guard.Siguard;

/** Settings by name: those that come with the program change what they are about, a person's own ones are whole experiments in files. */
final class Presets {
    private static final String SUFFIX = ".json";
    private static final String NAMES = "[\\p{L}\\p{N} _.,+-]{1,40}";

    private final Optional<Path> folder;

    /** @param memory where a person's own ones are kept, if anywhere */
    Presets(Optional<Path> memory) {
        folder = memory.map(path -> path.resolve("presets"));
    }

    /**
     * One of them.
     *
     * @param change what it makes of an experiment; may throw a {@link UserMistake} where its file is broken
     * @param own    whether the person saved it
     */
    record Preset(String name, String help, UnaryOperator<Experiment> change, boolean own) {
    }

    /** Those that come with the program. */
    static List<Preset> given() {
        return List.of(
                new Preset("published", "SIGuard as published: 6 × 49 steps.", guard(Siguard.PUBLISHED), false),
                new Preset("strong", "SIGuard with a validator at every step, least distortion and capped margins: 6 × 49 steps.",
                        guard(Siguard.STRONG), false),
                new Preset("fast", "The same with 6 × 10 steps.", guard(Siguard.FAST), false),
                new Preset("teaching", "The quick sample, 200 records, few attacks and 2 × 5 steps: every change answers at once.",
                        experiment -> teaching(guard(Siguard.BRIEF).apply(Experiment.standard())), false));
    }

    private static Experiment teaching(Experiment experiment) {
        return experiment.with(Experiment.QUERIES, 200).with(Experiment.ATTACKS, List.of("gap", "confidence", "entropy"));
    }

    /** The settings of the guard, so that they can be seen and turned, rather than the guard of that name. */
    private static UnaryOperator<Experiment> guard(String preset) {
        return experiment -> {
            Experiment out = experiment.with(Experiment.GUARD, Siguard.NAME);
            Settings settings = Siguard.presetSettings(preset);
            for (Parameter<?> parameter : settings.parameters()) {
                out = with(out, parameter, settings);
            }
            return out;
        };
    }

    private static <T> Experiment with(Experiment experiment, Parameter<T> parameter, Settings from) {
        return experiment.with(parameter, from.get(parameter));
    }

    /** The person's own, by name. */
    List<Preset> own() {
        List<Preset> out = new ArrayList<>();
        if (folder.isPresent() && Files.isDirectory(folder.get())) {
            try (Stream<Path> files = Files.list(folder.get())) {
                files.filter(file -> file.toString().endsWith(SUFFIX) && !file.getFileName().toString().startsWith(".")).sorted()
                        .forEach(file -> out.add(new Preset(name(file), "Saved in " + file, any -> ExperimentFiles.read(file), true)));
            } catch (IOException e) {
                return out; // a menu without them is better than none
            }
        }
        return out;
    }

    private static String name(Path file) {
        String whole = file.getFileName().toString();
        return whole.substring(0, whole.length() - SUFFIX.length());
    }

    boolean canSave() {
        return folder.isPresent();
    }

    /** Saves an experiment under a name, over one that has it. */
    void save(String name, Experiment experiment) {
        Path where = folder.orElseThrow(() -> new UserMistake("Presets: this window was opened without a folder to keep them in."));
        String stripped = name.strip();
        if (!stripped.matches(NAMES) || stripped.startsWith(".")) {
            throw new UserMistake(
                    "'" + name + "' is no name for a preset; give 1 to 40 letters, digits, blanks, '-', '_', '+', ',' or '.'.");
        }
        ExperimentFiles.write(where.resolve(stripped + SUFFIX), experiment);
    }

    /** Forgets one. */
    void delete(String name) {
        Path file = folder.orElseThrow().resolve(name + SUFFIX);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserMistake(file + ": cannot be deleted (" + AtomicFiles.reason(e) + "); check its permissions.", e);
        }
    }
}
